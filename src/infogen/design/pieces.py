"""Pieces as they are written in `layouts/<piece>.yaml`, and their variants
`layouts/<piece>.<variant>.yaml`. What either has in one format may stand in a file of its own,
`layouts/<piece>.<format>.yaml` or `layouts/<piece>.<variant>.<format>.yaml`.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Annotated, Any

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from infogen.design.formats import FileKind
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.diagnostics.hints import closest, name_hint
from infogen.messages import _
from infogen.source import Map, Seq
from infogen.source.language_tags import LanguageTag
from infogen.source.lazy import LazyMapping
from infogen.source.merge import merge_maps
from infogen.source.model import After, Model, Positive, Problem
from infogen.source.validate import build_model


class Concession(Model):
    """One thing that may give way: the long copy, a block, the size of a style, or that of all dots
    alike, as a share of their diameter.
    """

    copy_: Annotated[str, Meta(pattern="^short$")] | None = field(default=None, name="copy")
    drop: str | None = None
    style: str | None = None
    size: Positive | None = None
    dots: Annotated[float, Meta(gt=0, lt=1)] | None = None

    def __post_init__(self) -> None:
        given = [part is not None for part in (self.copy_, self.drop, self.style, self.dots)]
        if sum(given) != 1 or (self.style is None) != (self.size is None):
            raise Problem(
                _("expected one thing that gives way"),
                _(
                    "write copy: short, drop: <id>, style: <style> with size: <number>, or"
                    " dots: <share>"
                ),
            )


MOST_CONCESSIONS = 50
"""Things that may give way: after each one the piece is laid out again."""


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Problem(_('"{name}" is in the list twice').format(name=twice), _("remove one"))
    return names


class PieceFile(Model):
    """A piece: what it is called, the formats it is made for, its block or pages, and what may give
    way.

    `title` and `alt` may refer to the data; `alt: auto` is made of the title and the figures.
    `post` (long and short) and `hashtags`, which may too, are written where the piece is posted.
    Where `when` is null, false or empty, the piece is not built. `body` is one page; `pages` is a
    list of them. `files` are the kinds of files that are made of it where nobody asks for others,
    else those of the format.
    `extends` names the piece that a variant is of: its top-level fields replace the piece's whole.
    """

    title: Any = None
    subject: Any = ""
    formats: Annotated[tuple[str, ...], Meta(min_length=1), After(_each_once)] | None = None
    files: Annotated[tuple[FileKind, ...], Meta(min_length=1)] | None = None
    theme: str | None = None
    alt: Any = None
    post: Any = None
    hashtags: Any = None
    when: Any = True
    lang: LanguageTag = "es-MX"
    body: dict[str, Any] | None = None
    pages: list[Any] | None = None
    concede: Annotated[list[Any], Meta(max_length=MOST_CONCESSIONS)] = field(default_factory=list)
    extends: str | None = None


class Spec(Struct, frozen=True):
    """A piece, or one variant of it, ready to be bound: `raw` has the variant's fields over the
    piece's, `axes` the values of axes that change its look. `own` has its fields by format, where
    a format has a file of its own.
    """

    piece: str
    variant: str | None
    raw: Map
    file: PieceFile
    span: Span
    axes: tuple[str, ...] = ()
    own: dict[str, Map] = field(default_factory=dict)

    def within(self, format: str) -> "Spec":
        """The spec as it is in a format: with the fields of that format's own file, if any."""
        if format not in self.own:
            return self
        return replace(self, raw=_over(self.raw, self.own[format]), own={})

    @property
    def formats(self) -> tuple[str, ...]:
        """The ids of the formats that it is made for."""
        return self.file.formats or ()

    @property
    def pages(self) -> Seq:
        """Its pages as written: `body` is the only one."""
        pages = self.raw.get("pages")
        if isinstance(pages, Seq):
            return pages
        span = self.raw.spans["body"]
        only = Seq(span)
        only.add(self.raw["body"], span)
        return only


class Piece(Struct, frozen=True):
    """A piece and its variants by name (None is the piece itself). To ask for one may raise
    `Failure` where its file has not been read yet.
    """

    name: str
    specs: Mapping[str | None, Spec]

    @property
    def spec(self) -> Spec:
        """The piece itself."""
        return self.specs[None]

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of its variants."""
        return tuple(sorted(name for name in self.specs if name is not None))

    @property
    def formats(self) -> tuple[str, ...]:
        """The ids of the formats that the piece is made for."""
        return self.spec.formats


def specs(files: Mapping[str, Map], formats: Mapping[str, object]) -> LazyMapping[str, Spec]:
    """The contents of the files of `layouts/`, by the stems of their names. An error in one is
    raised when it is asked for, of a variant also what is wrong with its piece.
    """
    whole = {in_format(stem, formats)[0] for stem in files}
    stems = {*whole, *(stem.partition(".")[0] for stem in whole)}
    found: LazyMapping[str, Spec] = LazyMapping(
        sorted(stems, key=lambda stem: (stem.count("."), stem)),
        lambda stem: _spec(stem, files, found, formats),
    )
    return found


def in_format(stem: str, formats: Collection[str]) -> tuple[str, str | None]:
    """The stem of the piece or variant that a file is for, and the format if it is for one alone:
    `guia.letter` is what `guia` has in `letter`.
    """
    whole, _dot, last = stem.rpartition(".")
    return (whole, last) if whole and last in formats else (stem, None)


def pieces(specs: Mapping[str, Spec]) -> dict[str, Piece]:
    """The pieces by name, whose specs are those of these stems."""
    stems: dict[str, dict[str | None, str]] = {}
    for stem in specs:
        name, _dot, variant = stem.partition(".")
        stems.setdefault(name, {})[variant or None] = stem
    return {
        name: Piece(name, LazyMapping(own, partial(_named, specs, own)))
        for name, own in stems.items()
    }


def _named(specs: Mapping[str, Spec], stems: Mapping[str | None, str], name: str | None) -> Spec:
    return specs[stems[name]]


def _spec(
    stem: str, files: Mapping[str, Map], found: Mapping[str, Spec], formats: Mapping[str, object]
) -> Spec:
    name, _dot, variant = stem.partition(".")
    own = {form: files[f"{stem}.{form}"] for form in formats if f"{stem}.{form}" in files}
    if stem not in files:
        alone = [
            other
            for other in files
            if other.partition(".")[0] == name and in_format(other, formats)[1] is None
        ]
        raise Failure(
            [
                *(_no_base(name, other.partition(".")[2], files[other], files) for other in alone),
                *(_no_whole(stem, raw, files) for raw in own.values()),
            ]
        )
    raw = files[stem]
    file = build_model(PieceFile, raw, what=lambda: _("a piece"))
    if variant:
        if file.extends != name or name not in files:
            raise Failure([_no_base(name, variant, raw, files)])
        raw = _over(found[name].raw, raw)
        file = build_model(PieceFile, raw, what=lambda: _("a piece"))
    elif file.extends is not None:
        raise Failure([_no_variant(name, file.extends, raw)])
    missing = [
        key
        for key, value in (("title", file.title), ("formats", file.formats), ("alt", file.alt))
        if not value
    ]
    if (file.body is None) == (file.pages is None):
        missing.append("body")
    if missing:
        raise Failure(
            error("missing-key", _('"{key}" is missing').format(key=key), raw.span, _hint(key))
            for key in missing
        )
    spec = Spec(name, variant or None, raw, file, raw.span, own=own)
    problems = [*_unknown_formats(spec, formats), *_wrong_parts(spec, files)]
    if problems:
        raise Failure(problems)
    return spec


SHARED = ("extends", "files", "formats", "lang", "theme", "when")
"""Fields that hold for a piece or a variant as a whole."""


def _wrong_parts(spec: Spec, files: Mapping[str, Map]) -> Iterator[Diagnostic]:
    """The faults of the files of single formats."""
    stem = ".".join(filter(None, (spec.piece, spec.variant)))
    for form, raw in spec.own.items():
        # A variant that takes its formats from a piece may stand behind one that has fewer.
        if form not in spec.formats and (spec.variant is None or "formats" in files[stem]):
            yield error(
                "unknown-format",
                _('"{piece}" is not made in "{format}"').format(piece=stem, format=form),
                raw.span,
                _('add "{format}" to its formats, or remove this file').format(format=form),
            )
        try:
            build_model(PieceFile, raw, what=lambda: _("a piece"))
        except Failure as failure:
            yield from failure.diagnostics
        for key in SHARED:
            if key in raw:
                yield error(
                    "unknown-key",
                    _('"{key}" holds for all formats of "{piece}"').format(key=key, piece=stem),
                    raw.keys_at[key],
                    _('write it in "{file}"').format(file=f"{stem}.yaml"),
                )


def _no_whole(stem: str, raw: Map, files: Mapping[str, object]) -> Diagnostic:
    near = closest(stem, list(files))
    return error(
        "unknown-piece",
        _('there is no "{file}" whose format this is').format(file=f"{stem}.yaml"),
        raw.span,
        _('rename the file for "{name}"').format(name=near) if near else None,
    )


def _no_variant(name: str, extends: str, raw: Map) -> Diagnostic:
    return error(
        "bad-value",
        _("only a variant extends a piece, and its file is named for both"),
        raw.spans["extends"],
        _('rename the file to "{file}", or remove "extends"').format(file=f"{extends}.{name}.yaml"),
    )


def _hint(key: str) -> str:
    if key == "body":
        return _("add either body (one page) or pages (a list of them)")
    return _('add "{key}"').format(key=key)


def _no_base(name: str, variant: str, raw: Map, files: Mapping[str, object]) -> Diagnostic:
    written = str(raw.get("extends", ""))
    at = raw.spans.get("extends", raw.span)
    if name in files:
        message = _('a variant of "{name}" must extend it').format(name=name)
        return error("unknown-piece", message, at, _("write extends: {name}").format(name=name))
    message = _('there is no piece "{name}" for the variant "{variant}"')
    named = [stem for stem in files if "." not in stem]
    near = written if written in named else closest(name, named)
    hint = _('rename the file to "{file}", and write extends: {name} in it').format(
        file=f"{near}.{variant}.yaml", name=near
    )
    return error(
        "unknown-piece", message.format(name=name, variant=variant), at, hint if near else None
    )


def _over(base: Map, variant: Map) -> Map:
    """The piece's top-level fields with those of a variant or a format in place of them; `body`
    and `pages` exclude each other.
    """
    whole = merge_maps(base, variant)
    for key, other in (("body", "pages"), ("pages", "body")):
        if key in variant and other not in variant and other in whole:
            del whole[other]
    if "extends" in whole:
        del whole["extends"]
    return whole


def _unknown_formats(spec: Spec, formats: Mapping[str, object]) -> list[Diagnostic]:
    given = spec.raw["formats"]
    at = given.spans if isinstance(given, Seq) else []
    return [
        error(
            "unknown-format",
            _('unknown format "{name}"').format(name=name),
            span,
            name_hint(name, sorted(formats)),
        )
        for name, span in zip(spec.formats, at, strict=False)
        if name not in formats
    ]
