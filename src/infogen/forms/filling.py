"""A form and the records of a practice to a filled form: what stands in each box, and why."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from typing import Literal

from msgspec import Struct

from infogen.content import find, format_value, resolve_references
from infogen.content.entries.copydeck import Slot
from infogen.content.entries.practice import Practice, Reply
from infogen.design.forms import AnswerSource, Form, Input
from infogen.diagnostics import fail
from infogen.diagnostics.hints import name_hint
from infogen.forms.records import Records, records
from infogen.messages import _
from infogen.workspace import Workspace

State = Literal["person", "data", "open", "none"]
"""The source of a box: a person, data; `open` waits for a person, `none` has nothing to say, as the
question before it was answered with no.
"""

NO_REPLY = Reply()


class FilledBox(Struct, frozen=True):
    """A box: its answer to yes or no, its paragraphs, the evidence that it names, who filled it in,
    and the words that prove a yes or a no, if any do.
    """

    input: Input
    reply: Reply
    state: State
    answer: bool | None = None
    lines: tuple[str, ...] = ()
    proof: str | None = None


class FilledForm(Struct, frozen=True):
    """A form, a practice, its records, and the boxes by id in the order of the form."""

    key: str
    practice: Practice
    form: Form
    records: Records
    boxes: Mapping[str, FilledBox]


def fill(workspace: Workspace, key: str, today: date) -> FilledForm:
    """The form of a practice, filled in with what is known on a day. Raises `Failure` for a
    practice or a form that does not exist, and for what its records cannot be read from.
    """
    practices = workspace.data.content.practices
    if key not in practices:
        message = _('there is no practice "{name}"').format(name=key)
        raise fail("unknown-practice", message, hint=name_hint(key, practices))
    practice, forms = practices[key], workspace.forms
    if practice.form not in forms:
        message = _('there is no form "{name}"').format(name=practice.form)
        raise fail("unknown-form", message, practice._span, name_hint(practice.form, forms))
    for name in practice.pieces:
        if name not in workspace.pieces:
            message = _('unknown piece "{name}"').format(name=name)
            raise fail("unknown-piece", message, practice._span, name_hint(name, workspace.pieces))
    form, known = forms[practice.form], records(workspace, key, today)
    boxes: dict[str, FilledBox] = {}
    for box in form.boxes():
        reply = practice.replies.get(box.id, NO_REPLY)
        if box.kind == "yes-no":
            boxes[box.id] = _decided(workspace, box, reply, known)
        elif box.after and boxes[box.after].answer is not True:
            state: State = "none" if boxes[box.after].answer is False else "open"
            boxes[box.id] = FilledBox(box, reply, state)
        else:
            boxes[box.id] = _worded(workspace, box, reply, known)
    return FilledForm(key, practice, form, known, boxes)


def _decided(workspace: Workspace, box: Input, reply: Reply, known: Records) -> FilledBox:
    """A yes or a no: a person's own, else what records prove, else neither."""
    proved = True if any(map(known.has, box.yes)) else None
    if proved is None and any(map(known.has, box.no)):
        proved = False
    text = box.proof and filled(slot(workspace, box.proof), known.values)
    proof = text if proved is not None else None
    if reply.answer is not None:
        return FilledBox(box, reply, "person", reply.answer, proof=proof)
    return FilledBox(box, reply, "open" if proved is None else "data", proved, proof=proof)


def _worded(workspace: Workspace, box: Input, reply: Reply, known: Records) -> FilledBox:
    if reply.text:
        return FilledBox(
            box, reply, "person", lines=(resolve_references(workspace.data, reply.text),)
        )
    lines = [*_evidence(workspace, box, reply)]
    state: State = "person" if lines else "data"
    if not lines or box.kind == "list":
        lines += [line for one in box.answers for line in _answers(workspace, one, known)]
    return FilledBox(box, reply, state if lines else "open", lines=tuple(dict.fromkeys(lines)))


def _evidence(workspace: Workspace, box: Input, reply: Reply) -> Iterator[str]:
    if box.kind == "evidence":
        for name in reply.evidence:
            one = workspace.data.content.evidence[name]
            yield f"{one.title} ({one.file or one.url}), {format_value(one.on)}"


def _answers(workspace: Workspace, source: AnswerSource, known: Records) -> Iterator[str]:
    if source.value is not None:
        found = find(workspace.data, source.value.removeprefix("$"))
        if found is not None and found.value is not None:
            yield resolve_references(workspace.data, format_value(found.value))
    elif source.record is not None:
        if source.record in known.values:
            yield known.values[source.record]
    elif source.text is not None:
        text = slot(workspace, source.text)
        items = known.lists.get(source.each, ()) if source.each else ({},)
        for item in items:
            if (line := filled(text, {**known.values, **item})) is not None:
                yield resolve_references(workspace.data, line)


def slot(workspace: Workspace, reference: str) -> str:
    """The text of a slot of the copy, `$copy.…`. Raises `Failure` where there is none."""
    found = find(workspace.data, reference.removeprefix("$"))
    if found is None or not isinstance(found.value, Slot):
        message = _('there is no text "{name}"').format(name=reference)
        raise fail("unknown-text", message, hint=_("write it in data/copy/"))
    return found.value.long


def filled(text: str, values: Mapping[str, str]) -> str | None:
    """A text with its `{names}` filled in; None if one of them is not known."""
    names = {name for _before, name, _spec, _how in Formatter().parse(_hidden(text)) if name}
    if not names <= values.keys():
        return None
    return re.sub(r"(?<!\$)\{(\w+)\}", lambda found: values[found[1]], text)


def _hidden(text: str) -> str:
    """A text without its `${references}`."""
    return re.sub(r"\$\{[^}]*\}", "", text)
