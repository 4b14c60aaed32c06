"""The language of screen, paper and command line: gettext with English message ids, zh_CN by default.

The language is a context variable, not a global: a report can be printed in English while the
window stays Chinese, and a background job takes the language of whoever started it.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")
LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "locale"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    # English message ids are the English text, so "en" needs no catalogue.
    return _gettext.translation("ledger", LOCALE_FOLDER, [language], fallback=language == "en")


def current_language() -> str:
    """The language in force here: "zh_CN" or "en"."""
    return _language.get()


def set_language(language: str) -> None:
    """Change the language for everything that follows in this context.

    Raises ValueError for a language the project does not have.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak `language` within the block. Raises ValueError for a language the project does not have."""
    if language not in LANGUAGES:
        raise ValueError(language)
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """`message` in the current language."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many`, by `count`, in the current language."""
    return _catalogue(_language.get()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """`message` in the current language where one English word has several meanings."""
    return _catalogue(_language.get()).pgettext(context, message)


def mark(message: str) -> str:
    """Mark a message for the catalogue now, to be translated later with `_`."""
    return message
