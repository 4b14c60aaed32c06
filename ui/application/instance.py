"""One window a user: a second start knocks at the first one's door and leaves.

QtNetwork needs system libraries the rest does not; where they are missing, the ledger's own lock still
keeps two windows from the same ledger.
"""

import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

_PATIENCE_MILLISECONDS = 400


def door_name() -> str:
    """The name of this user's door: a socket's path, or a pipe's name on Windows."""
    if sys.platform == "win32":
        return f"minqing-ledger-{os.environ.get('USERDOMAIN', '')}-{os.environ.get('USERNAME', '')}"
    folder = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"
    return str(Path(folder) / f"minqing-ledger-{os.getuid()}")


def knock(message: str, name: str = "") -> bool:
    """Tell a running desktop to come to the front (with the ledger named in `message`); False where there is none."""
    name = name or door_name()
    if sys.platform != "win32" and not Path(name).exists():
        return False
    try:
        from PySide6.QtNetwork import QLocalSocket
    except ImportError:
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MILLISECONDS):
        return False
    socket.write(message.encode() + b"\n")
    socket.waitForBytesWritten(_PATIENCE_MILLISECONDS)
    socket.disconnectFromServer()
    return True


class Door(QObject):
    """`knocked(str)` follows a second start, with the ledger it named or ""."""

    knocked = Signal(str)

    def __init__(self, parent: QObject | None = None, name: str = "") -> None:
        super().__init__(parent)
        self._name = name or door_name()
        self._server: Any = None

    def open(self) -> bool:
        """Begin to listen; False where this system cannot."""
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a killed desktop left behind answers nobody: `knock` has just tried it.
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._answer)
        self._server = server
        return bool(server.listen(self._name))

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: Any) -> None:
        if socket.canReadLine():
            self.knocked.emit(bytes(socket.readLine().data()).decode("utf-8", "replace").strip())
