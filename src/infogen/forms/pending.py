"""Boxes of a form in which a person still has to say something, and those who could know it."""

from collections.abc import Iterator

from msgspec import Struct

from infogen.forms.filling import FilledForm
from infogen.messages import _


class PendingBox(Struct, frozen=True):
    """A box that nobody and nothing has filled in: its id, its label, who could know the answer,
    and what has to be there first.
    """

    id: str
    label: str
    who: str
    why: str


def pending(form: FilledForm) -> list[PendingBox]:
    """The open boxes, in the order of the form."""
    return list(_open(form))


def _open(form: FilledForm) -> Iterator[PendingBox]:
    for name, box in form.boxes.items():
        if box.state != "open":
            continue
        before = form.boxes.get(box.input.after or "")
        if before is not None and before.answer is None:
            why = _("first answer {box}").format(box=before.input.id)
        elif box.input.kind == "yes-no" and (box.input.yes or box.input.no):
            names = ", ".join((*box.input.yes, *box.input.no))
            why = _("nothing is recorded ({names}), and nobody has answered").format(names=names)
        elif box.input.answers:
            why = _("what it is made of is not recorded")
        else:
            why = _("nobody has answered")
        yield PendingBox(name, box.input.label, box.input.who or _("who runs the practice"), why)
