"""The namespaces of `data/`, what each holds, and the content that they are together.

Values with their places go in; `Content`, or all errors at once, comes out.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct

from infogen.content.entries.basis import Figure, Text
from infogen.content.entries.copydeck import Copy, GlossaryEntry, Jargon, Lane, Link, Slot
from infogen.content.entries.institutions import (
    ActorName,
    Authority,
    Body,
    Meta,
    Series,
    SujetoObligado,
)
from infogen.content.entries.law import Calendar, Law, Regime
from infogen.content.entries.practice import Evidence, Practice
from infogen.content.entries.procedure import Procedure
from infogen.content.entries.records import Answer, Edition, SignOff
from infogen.content.entries.results import Results
from infogen.content.entries.site import Site
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.findings import Findings
from infogen.diagnostics.hints import describe, name_hint
from infogen.messages import _
from infogen.source import Map
from infogen.source.model import Model
from infogen.source.validate import build_model


class Languages(Model):
    """The languages of the state's peoples, and how many speak them."""

    indigenous: tuple[Text, ...]
    speakers: Figure
    speakers_of_these: Figure


class Content(Struct, frozen=True):
    """All that the pieces may state, by namespace. Entries of a namespace stand by id."""

    meta: Meta
    series: Series
    sujeto_obligado: SujetoObligado
    authorities: Mapping[str, Authority]
    regimes: Mapping[str, Regime]
    laws: Mapping[str, Law]
    sources: Mapping[str, str]
    procedures: Mapping[str, Procedure]
    actors: Mapping[str, ActorName]
    bodies: Mapping[str, Body]
    links: Mapping[str, Link]
    lanes: Mapping[str, Lane]
    glossary: Mapping[str, GlossaryEntry]
    jargon: Mapping[str, Jargon]
    calendars: Mapping[str, Calendar]
    languages: Languages
    scale: Mapping[str, Figure]
    answers: Mapping[str, Answer]
    signatures: Mapping[str, SignOff]
    editions: Mapping[str, Edition]
    results: Results
    site: Site
    practices: Mapping[str, Practice]
    evidence: Mapping[str, Evidence]
    copy: Mapping[str, Any]
    """Slots in groups of groups, by piece (see `Copy`)."""


class Namespace(Struct, frozen=True):
    """The shape of a namespace: one model, entries or texts by id, or slots in nested groups."""

    shape: Literal["one", "entries", "texts", "groups"]
    model: type[Model] | None
    what: Callable[[], str]


NAMESPACES: Mapping[str, Namespace] = {
    "meta": Namespace("one", Meta, lambda: _("the state of the facts")),
    "series": Namespace("one", Series, lambda: _("the series")),
    "sujeto_obligado": Namespace("one", SujetoObligado, lambda: _("the body")),
    "authorities": Namespace("entries", Authority, lambda: _("an authority")),
    "regimes": Namespace("entries", Regime, lambda: _("a regime")),
    "laws": Namespace("entries", Law, lambda: _("a law")),
    "sources": Namespace("texts", None, lambda: _("a source")),
    "procedures": Namespace("entries", Procedure, lambda: _("a procedure")),
    "actors": Namespace("entries", ActorName, lambda: _("an actor")),
    "bodies": Namespace("entries", Body, lambda: _("an office")),
    "links": Namespace("entries", Link, lambda: _("a link")),
    "lanes": Namespace("entries", Lane, lambda: _("a lane")),
    "glossary": Namespace("entries", GlossaryEntry, lambda: _("a glossary entry")),
    "jargon": Namespace("entries", Jargon, lambda: _("words of offices")),
    "calendars": Namespace("entries", Calendar, lambda: _("a calendar")),
    "languages": Namespace("one", Languages, lambda: _("the languages")),
    "scale": Namespace("entries", Figure, lambda: _("a figure")),
    "answers": Namespace("entries", Answer, lambda: _("an answer")),
    "signatures": Namespace("entries", SignOff, lambda: _("a sign-off")),
    "editions": Namespace("entries", Edition, lambda: _("an edition")),
    "results": Namespace("one", Results, lambda: _("the file of results")),
    "site": Namespace("one", Site, lambda: _("the site")),
    "practices": Namespace("entries", Practice, lambda: _("a practice")),
    "evidence": Namespace("entries", Evidence, lambda: _("a piece of evidence")),
    "copy": Namespace("groups", Slot, lambda: _("a text of the copy")),
}

SCHEMAS: Mapping[str, Any] = {
    "meta": Meta,
    "series": Series,
    "sujeto_obligado": SujetoObligado,
    "authorities": dict[str, Authority],
    "regimes": dict[str, Regime],
    "laws": dict[str, Law],
    "sources": dict[str, Text],
    "procedure": Procedure,
    "actors": dict[str, ActorName],
    "bodies": dict[str, Body],
    "links": dict[str, Link],
    "lanes": dict[str, Lane],
    "glossary": dict[str, GlossaryEntry],
    "jargon": dict[str, Jargon],
    "calendar": Calendar,
    "languages": Languages,
    "scale": dict[str, Figure],
    "answers": dict[str, Answer],
    "signatures": dict[str, SignOff],
    "editions": dict[str, Edition],
    "results": Results,
    "site": Site,
    "practices": dict[str, Practice],
    "evidence": dict[str, Evidence],
    "copy": Copy,
}
"""The models of the files of `data/`, by the names of their JSON Schemas."""


def content(raw: Map) -> Content:
    """The content of a tree of namespaces. Raises `Failure` with all that fits no model."""
    errors = Findings()
    errors += [
        error(
            "unknown-namespace",
            _('there is no namespace "{name}"').format(name=name),
            raw.keys_at[name],
            name_hint(name, NAMESPACES),
        )
        for name in raw
        if name not in NAMESPACES
    ]
    parts: dict[str, Any] = {}
    for name, namespace in NAMESPACES.items():
        value = raw.get(name)
        if isinstance(value, Map):
            parts[name] = _part(namespace, value, errors)
        elif namespace.shape == "one":
            message = _('the content has no "{name}"').format(name=name)
            hint = _("write it in data/{name}.yaml").format(name=name)
            errors.append(error("missing-file", message, raw.span, hint))
        else:
            parts[name] = {}
    if errors:
        raise Failure(errors)
    return Content(**parts)


def _part(namespace: Namespace, value: Map, errors: list[Diagnostic]) -> Any:
    if namespace.model is None:
        for key, part in value.items():
            if not isinstance(part, str):
                errors.append(_wrong_type(key, _("text"), part, value.spans[key]))
        return dict(value)
    reader = _Reader(namespace.model, namespace.what, namespace.shape == "groups", errors)
    return reader.model(value) if namespace.shape == "one" else reader.entries(value)


class _Reader(Struct, frozen=True):
    """Makes models of what is written in a namespace; what is wrong goes to `errors`."""

    kind: type[Model]
    what: Callable[[], str]
    grouped: bool
    errors: list[Diagnostic]

    def entries(self, value: Map) -> dict[str, Any]:
        """Models by id, or groups of them."""
        return {key: self._entry(value, key) for key in value}

    def _entry(self, holder: Map, key: str) -> Any:
        value = holder[key]
        if not isinstance(value, Map):
            at = holder.spans[key]
            self.errors.append(_wrong_type(self.what(), _("a mapping"), value, at))
            return None
        if self.grouped and "long" not in value and "short" not in value:
            return self.entries(value)
        return self.model(value)

    def model(self, value: Map) -> Model | None:
        """One model; None if something is wrong."""
        try:
            return build_model(self.kind, value, what=self.what)
        except Failure as failure:
            self.errors.extend(failure.diagnostics)
            return None


def _wrong_type(name: str, wanted: str, value: object, span: Span) -> Diagnostic:
    message = _("{key} must be {expected}, not {found}")
    message = message.format(key=name, expected=wanted, found=describe(value))
    return error("wrong-type", message, span)
