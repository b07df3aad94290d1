"""The words a person sees, in Spanish and English, through gettext.

`speaking` decides for what runs inside it, such as a request; else `INFOGEN_LANG`, else the locale
(`LC_ALL`, `LC_MESSAGES`, `LANG`), else English. Messages are looked up when they are made, and
never reach a picture or a PDF: those say what `data/` says.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")


def language() -> str:
    """`es` or `en`, the language of the messages."""
    if spoken := _SPOKEN.get():
        return spoken
    for name in ("INFOGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "es" if value.lower().startswith("es") else "en"
    return "en"


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Messages made inside are in this language (`es` or `en`), in this thread or task alone."""
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("infogen", LOCALES, languages=[lang], fallback=True)


def _(message: str) -> str:
    """The message in the language of the person."""
    return _catalogue(language()).gettext(message)
