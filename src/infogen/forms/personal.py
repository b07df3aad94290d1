"""Data of persons in what goes out: names, e-mail addresses, telephones, keys of the registers.

Better one text too many looked at than one person named. Who answers for the body in public (the
head of its Unidad) and the body's own contacts are no personal data of that kind.
"""

import re
from collections.abc import Iterator

from infogen.content import Data
from infogen.diagnostics import Diagnostic, Span, error
from infogen.messages import _

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(
    r"(?<![\w-])(?:\+?52[\s.-]?)?(?:\(?\d{2,3}\)?[\s.-]?)\d{3,4}[\s.-]?\d{4}(?![\w-])"
)
KEY = re.compile(r"\b[A-Z]{4}\d{6}(?:[HMX][A-Z]{5}[A-Z0-9]\d|[A-Z0-9]{3})\b")
CAPITAL = r"[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+"
NAME = re.compile(rf"{CAPITAL}(?:(?: (?:de|del|la|las|los|y))* {CAPITAL})+")
SAID = re.compile(
    r"\b(?:[Mm]e llamo|[Ss]oy|[Mm]i nombre es|[Ff]irma"
    r"|[Ll]ic\.|[Ii]ng\.|[Dd]ra?\.|[Pp]rofra?\.|[Ss]ra?\.|[Cc]\.)"
    rf" ({CAPITAL}(?: {CAPITAL})*)"
)


def public_words(data: Data) -> str:
    """All that the content itself says in public, in small letters: names of bodies, laws, systems
    and offices, contacts. What people say about practices is not among it.
    """
    said = (value for name, value in data.raw.items() if name not in ("practices", "evidence"))
    return "\n".join(words for value in said for words in _words(value)).casefold()


def personal_data(
    public: str, where: str, text: str, at: Span | None = None
) -> Iterator[Diagnostic]:
    """One error for each person's datum in a text; `public` are the `public_words`."""
    for what, found in _found(text, public):
        yield error(
            "personal-data",
            _('{where} has {what}: "{text}"').format(where=where, what=what, text=found),
            at,
            _("take it out, or write what it says without the person"),
        )


def _found(text: str, known: str) -> Iterator[tuple[str, str]]:
    for what, pattern in (
        (_("an e-mail address"), EMAIL),
        (_("a telephone number"), TELEPHONE),
        (_("the key of a person"), KEY),
    ):
        for match in pattern.finditer(text):
            if match[0].casefold() not in known:
                yield what, match[0]
    named = {match[1] for match in SAID.finditer(text)}
    named |= {match[0] for match in NAME.finditer(text)}
    for name in sorted(named):
        if not all(part.casefold() in known for part in name.split(" y ")):
            yield _("a name"), name


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words(part)
