"""The words a person sees, in Spanish and English, through gettext.

`INFOGEN_LANG` decides, else the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English. Messages
are looked up when they are made, and never reach a picture or a PDF: those say what `data/` says.
"""

import gettext
import os
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"


def language() -> str:
    """`es` or `en`, the language of the messages."""
    for name in ("INFOGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "es" if value.lower().startswith("es") else "en"
    return "en"


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("infogen", LOCALES, languages=[lang], fallback=True)


def _(message: str) -> str:
    """The message in the language of the person."""
    return _catalogue(language()).gettext(message)
