"""The messages in `src/` in; `infogen.pot` and the Spanish catalogue, brought up to date, out.

    pip install -e ".[test]"
    python scripts/make_messages.py

Translations are kept, new messages are added without one, those that are gone are removed. Fill in
what the script lists in `infogen.po` (`src/infogen/messages/locales/es/`), and run it again.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

SOURCE = Path(__file__).resolve().parents[1] / "src" / "infogen"
TEMPLATE = SOURCE / "messages" / "locales" / "infogen.pot"
SPANISH = SOURCE / "messages" / "locales" / "es" / "LC_MESSAGES" / "infogen.po"

CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "required",
    "default: {default}",
    "Options",
    "Commands",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Choose from:\n\t{choices}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "No such option {name!r}.",
    "No such command {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Option {name!r} does not take a value.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)
"""What click itself says to the people who use infogen."""


class Messages(Catalog):
    """A catalogue whose header has nothing but what gettext needs: no dates, no versions."""

    mime_headers = property(
        lambda self: [
            ("Language", "es"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ],
        Catalog._set_mime_headers,
    )

    def __init__(self) -> None:
        super().__init__(locale="es", header_comment="# Messages of infogen.", fuzzy=False)


def main() -> int:
    """Write the catalogues; the exit status is 1 where a translation is missing."""
    template = extract()
    catalogue = translated(template, read(SPANISH))
    SPANISH.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(as_po(template))
    SPANISH.write_bytes(as_po(catalogue))
    SPANISH.with_suffix(".mo").write_bytes(as_mo(catalogue))
    missing = [message.id for message in catalogue if message.id and not done(message)]
    for message in missing:
        print(f"not translated: {message}")
    return 1 if missing else 0


def extract() -> Messages:
    """The messages of the source, and those of click, without translations."""
    template = Messages()
    for path in sorted(SOURCE.rglob("*.py")):
        place = (path.relative_to(SOURCE).as_posix(), 0)
        for message in _said(ast.parse(path.read_text("utf-8"))):
            template.add(message, locations=[place])
    for path in sorted(SOURCE.rglob("templates/*.html")):
        place = (path.relative_to(SOURCE).as_posix(), 0)
        tree = Environment().parse(path.read_text("utf-8"))
        for _line, _function, message in extract_from_ast(tree, ("_",)):
            template.add(message, locations=[place])
    for message in CLICK:
        template.add(message, locations=[("click", 0)])
    return template


def _said(tree: ast.AST) -> Iterator[str]:
    """The literals in `_(…)`; Babel reads those in f-strings on some Pythons only."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name("_"), [ast.Constant(str(message))]):
                yield message


def read(path: Path) -> Catalog:
    """The catalogue of a file, an empty one if there is none."""
    return read_po(io.BytesIO(path.read_bytes()), locale="es") if path.exists() else Messages()


def translated(template: Catalog, before: Catalog) -> Messages:
    """The template with the translations there are."""
    catalogue = Messages()
    for message in template:
        if message.id:
            known = before.get(message.id)
            catalogue.add(message.id, known.string if known else "", locations=message.locations)
    return catalogue


def done(message: object) -> bool:
    """Whether a message has a translation, in all its forms."""
    text = message.string
    return bool(text) and all(text if isinstance(text, tuple) else (text,))


def as_po(catalogue: Catalog) -> bytes:
    """The bytes of a .po or .pot file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The bytes of a .mo file."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
