"""References in texts: `$path` alone stands for a value, `${path}` inside a text for its words, and
`$$` for a dollar. A dollar before a reference is one of money: `$${costs.copy}` prints `$12`.

A path is names apart by dots. What it leads to is another matter: `content.paths` follows it in
`data/`, and `binding.scope` before that in the names that a layout gives.
"""

import re
from collections.abc import Callable, Iterator

from infogen.diagnostics import Diagnostic, Span, error
from infogen.diagnostics.hints import suggest
from infogen.messages import _

DEEPEST = 8
"""References to texts with references, and so on: deeper than this is a circle."""

LONGEST_TEXT = 20_000
"""Characters of one text, with what its references stand for: eight pages without a break."""

_ALONE = re.compile(r"\$([A-Za-z_][\w-]*(?:\.[\w-]+)*)")

INSIDE = r"\$\$(?!\{)|\$\{[^{}]*\}"
"""The references and escapes in a text."""

_INSIDE = re.compile(INSIDE)


_PATH = r"[A-Za-z_][\w-]*(?:\.[\w-]+)+"
_NAME = r"[A-Za-z_][\w-]*(?:\.[\w-]+)*"
_BROKEN = re.compile(
    rf"\$\s?\{{?\s*({_PATH})|\$\{{?({_NAME})|(?<!\$)\{{\s*({_PATH})|\$[({{\[]", re.ASCII
)


def broken_reference(plain: str) -> Diagnostic | None:
    """The error for what is left of a reference in a plain piece of text: `$a.b` or `$a` in a
    sentence, `${a.b` that is not closed, `{a.b}` without its dollar, `$(…)`.
    """
    found = _BROKEN.search(plain)
    if found is None:
        return None
    path = found[1] or found[2] or found[3]
    message = _('"{text}" would be printed as it stands').format(text=found[0])
    hint = (
        _("write ${path}, or $$ for a dollar").replace("{path}", f"{{{path}}}")
        if path
        else _("write ${a.path} for what stands there, or $$ for a dollar")
    )
    return error("broken-reference", message, None, hint)


def whole_reference(text: str) -> str | None:
    """The path in a text that is a reference and nothing else, None in any other text."""
    match = _ALONE.fullmatch(text)
    return match[1] if match else None


def has_references(text: str) -> bool:
    """True if a text has `${…}` or `$$` in it."""
    return _INSIDE.search(text) is not None


def references(text: str) -> list[str]:
    """The paths in a text: the one that it is, or each that is in it."""
    whole = whole_reference(text)
    return (
        [whole] if whole else [path for _plain, path in split_references(text) if path is not None]
    )


def split_references(text: str) -> Iterator[tuple[str, str | None]]:
    """The plain pieces of a text in order, each with the path that follows it: None after the last
    one, and after a dollar.
    """
    end = 0
    for match in _INSIDE.finditer(text):
        plain = text[end : match.start()]
        end = match.end()
        yield (f"{plain}$", None) if match[0] == "$$" else (plain, match[0][2:-1])
    yield text[end:], None


def fill_references(text: str, words: Callable[[str], str | None], depth: int = 0) -> str:
    """A text with the words of what its references stand for, and in those the same again. What has
    no words stays as it is written, and so does what is too deep.
    """
    parts = []
    for plain, path in split_references(text):
        parts.append(plain)
        found = words(path) if path and depth < DEEPEST else None
        if found is not None:
            parts.append(fill_references(found, words, depth + 1))
        elif path is not None:
            parts.append(f"${{{path}}}")
    return "".join(parts)


def long_text(span: Span | None) -> Diagnostic:
    """The error for a text that is longer than `LONGEST_TEXT`."""
    message = _("the text has more than {count} characters, with what its references stand for")
    hint = _("make several texts of it, or refer to less")
    return error("too-large", message.format(count=LONGEST_TEXT), span, hint)


def circle(span: Span | None) -> Diagnostic:
    """The error for a text that refers to itself, at once or by way of others."""
    message = _("the references in this text lead back to it")
    return error("bad-reference", message, span, _("write the words out"))


def deep_text(span: Span | None) -> Diagnostic:
    """The error for a text whose references are followed more than `DEEPEST` times."""
    message = _("the references in this text lead to references more than {count} times")
    hint = _("write the words out, or refer to the last text")
    return error("bad-reference", message.format(count=DEEPEST), span, hint)


def unknown_reference(path: str, span: Span | None, near: str | None) -> Diagnostic:
    """The error for a reference that leads nowhere; `near` is the path that was probably meant."""
    message = _('"${path}" refers to nothing').replace("{path}", path)
    return error("unknown-reference", message, span, suggest(near))
