"""Forms of authorities: boxes with their labels, and where each answer comes from. One YAML file
each in `layouts/forms/`.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, field

from infogen.diagnostics.hints import name_hint
from infogen.messages import _
from infogen.source.model import Model, Problem, Several

Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+$")]
Kind = Literal["text", "paragraph", "yes-no", "evidence", "notes", "list", "columns"]


class AnswerSource(Model):
    """One way to answer a box: a value of the content (`value`), a record of the practice, or a
    text of the copy (`text`) whose `{names}` are filled in with records. `each` repeats the text
    for every item of a list of records.
    """

    value: Text | None = None
    record: Text | None = None
    text: Text | None = None
    each: Text | None = None

    def __post_init__(self) -> None:
        if sum(one is not None for one in (self.value, self.record, self.text)) != 1:
            raise Problem(
                _("an answer comes from one place"), _("write value, record or text, one of them")
            )
        if self.each is not None and self.text is None:
            raise Problem(_("each repeats a text"), _("write text beside it"))


class Input(Model):
    """A box of a form that is filled in. `who` could answer it where nothing does.

    A box of the kind `yes-no` is proved by records: any of `yes` proves a yes, any of `no` a no;
    `proof` is the text that says so. One with `after` is answered only if that box says yes.
    """

    id: Id
    label: str
    kind: Kind
    answers: tuple[AnswerSource, ...] = ()
    yes: Several[Text] = ()
    no: Several[Text] = ()
    proof: Text | None = None
    after: Id | None = None
    who: Text | None = None


class Box(Input):
    """A box, or several under one label: in `columns`, `boxes` stand side by side."""

    boxes: tuple[Input, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "columns") != bool(self.boxes):
            raise Problem(_("columns have boxes, and nothing else has"), _("write kind: columns"))


class Table(Model):
    """Boxes that stand in one table, or, without a frame, one after another as paragraphs."""

    boxes: Annotated[tuple[Box, ...], Meta(min_length=1)]
    framed: bool = True


class Section(Model):
    """A heading, null for none, and tables under it."""

    heading: Text | None = None
    tables: Annotated[tuple[Table, ...], Meta(min_length=1)]


class Rule(Model):
    """Words that an answer may not have, whole words in any spelling of capitals; `*` stands for
    the rest of a word. `unless` is a record that makes them true; `fact` the path of what
    contradicts them; `say` the text that explains. An `error`, unless it only `warns`.
    """

    words: Annotated[tuple[Text, ...], Meta(min_length=1)]
    say: Text
    fact: Text | None = None
    unless: Text | None = None
    warns: bool = False


Topic = Literal[
    "pieces", "preflight", "readings", "sources", "links", "groups", "mailbox", "visits", "captures"
]
"""Kinds of evidence that the tool makes of what it keeps."""


class Form(Model):
    """A form: its title, its sections, rules that its answers keep, and which boxes each kind of
    evidence answers.
    """

    name: Text
    title: Text
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    rules: tuple[Rule, ...] = ()
    evidence: dict[Topic, Several[Id]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids = [box.id for box in self.boxes()]
        for name in ids:
            if ids.count(name) > 1:
                raise Problem(_('the box "{id}" is there twice').format(id=name), _("rename one"))
        for name in (one for named in self.evidence.values() for one in named):
            if name not in ids:
                message = _('the form has no box "{name}"').format(name=name)
                raise Problem(message, name_hint(name, ids))
        asked = {box.id for box in self.boxes() if box.kind == "yes-no"}
        for box in self.boxes():
            if box.after is not None and box.after not in asked:
                message = _('"{id}" comes after "{other}", which is no question of yes or no')
                message = message.format(id=box.id, other=box.after)
                raise Problem(message, _("name a box of the kind yes-no"))

    def boxes(self) -> Iterator[Input]:
        """The boxes that are filled in, in order: those of columns, and not the columns."""
        for section in self.sections:
            for table in section.tables:
                for box in table.boxes:
                    yield from box.boxes or (box,)
