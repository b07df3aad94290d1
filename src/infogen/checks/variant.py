"""All variants of a piece state the same facts and lead to the same addresses: what a group
compares is the design.

Facts are those behind the words (`facts` of the copy) and the figures in them; links are compared
by address. Not compared: who answers for the piece and when it was checked, and what only names or
sums up a procedure.
"""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import Role, Scene

ASIDE = frozenset({"copy", "meta", "series", "sujeto_obligado", "bodies", "theme"})
"""Words, and what stands in headers and footers."""

PLACE = "n"
"""The place of a step among the others: a number on a card counts, and states nothing."""

SUMMARIES = frozenset({"title", "summary", "trigger"})
"""Fields that name or sum up a procedure: its requirements and steps are compared one by one."""


def variants(scene: Scene, base: Scene) -> Iterator[Diagnostic]:
    """One error for each fact, code and address that only one of the two has; `base` is the piece
    itself, or another variant of it, in the same format.
    """
    names = {"variant": _named(scene), "other": _named(base), "format": scene.canvas.id}
    for own, others, lacking, adding in (
        (
            _stated(scene),
            _stated(base),
            _('"{variant}" does not state {what}, which "{other}" states in "{format}"'),
            _('"{variant}" states {what}, which "{other}" does not in "{format}"'),
        ),
        (
            _addresses(scene, "qr"),
            _addresses(base, "qr"),
            _('"{variant}" has no code of {what}, which "{other}" has in "{format}"'),
            _('"{variant}" has a code of {what}, which "{other}" does not have in "{format}"'),
        ),
        (
            _addresses(scene, "qr", "link"),
            _addresses(base, "qr", "link"),
            _('"{variant}" does not lead to {what}, as "{other}" does in "{format}"'),
            _('"{variant}" leads to {what}, as "{other}" does not in "{format}"'),
        ),
    ):
        for message, found in ((lacking, others - own), (adding, own - others)):
            for what in sorted(found):
                if any(more.startswith(f"{what}.") for more in found):
                    continue
                yield error(
                    "unequal-variants",
                    message.format(what=what, **names),
                    scene.span,
                    _("say the same in both, with texts of data/copy/ that rest on the same facts"),
                )


def _named(scene: Scene) -> str:
    return scene.variant or scene.piece


def _stated(scene: Scene) -> set[str]:
    """The facts behind what is drawn, by path: a deadline is the same in words and in days."""
    paths = {fact.path for found in scene.frames() for fact in found.frame.facts}
    stated: set[str] = set()
    for path in paths:
        parts = path.split(".")
        if parts[0] in ASIDE or (parts[0] == "links" and len(parts) == 2):
            continue
        if parts[-1] == PLACE and "steps" in parts:
            continue
        if parts[0] == "authorities":
            stated.add(".".join(parts[:2]))
        elif parts[0] != "procedures":
            stated.add(path)
        elif len(parts) > 2 and parts[2] not in SUMMARIES:
            stated |= {".".join(parts[:4]), path.removesuffix(".days")}
    return stated


def _addresses(scene: Scene, *roles: Role) -> set[str]:
    return {found.frame.meaning.href for found in scene.frames(*roles) if found.frame.meaning.href}
