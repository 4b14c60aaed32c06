"""Bugs are told, never swallowed: a banner with 复制详情, and the traceback on standard error."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from ui.notices import Notices


class _Reporter(QObject):
    # A signal, for a bug in another thread must be told in the window's.
    happened = Signal(object)

    def uncaught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, where)
        if not issubclass(kind, KeyboardInterrupt | SystemExit):
            self.happened.emit(error)

    def uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def report_crashes(notices: Notices) -> None:
    """From now on tell every uncaught exception through `notices`."""
    reporter = _Reporter(notices)
    reporter.happened.connect(notices.explain)
    sys.excepthook = reporter.uncaught
    threading.excepthook = reporter.uncaught_in_thread
