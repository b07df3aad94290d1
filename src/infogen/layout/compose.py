"""A piece of a workspace to a scene: bind, validate, lay out, and let things give way until all
fits.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from infogen.binding.binder import Binder
from infogen.binding.component_uses import Uses
from infogen.binding.conditions import hidden_facts
from infogen.binding.phrases import alternatives, plain_text
from infogen.binding.scope import Ref, Scope, ScopeNames
from infogen.blocks.env import Env
from infogen.content import Data, find, last_check
from infogen.content.short_links import UNPRINTED, ShortLinks, edition
from infogen.design.axes import unknown_variant
from infogen.design.formats import Format
from infogen.design.pieces import Spec
from infogen.design.platforms import outlets
from infogen.design.themes import Theme
from infogen.diagnostics import Failure, join_findings, warning
from infogen.diagnostics.hints import unknown
from infogen.layout.accompany import complete_twin, origins, twin
from infogen.layout.concessions import lay_out_pages, read_concessions
from infogen.layout.pagination import Pages
from infogen.layout.told import told
from infogen.messages import _
from infogen.scene import (
    Frame,
    Look,
    OnPage,
    Page,
    Picture,
    Scene,
    Text,
    codes_on,
    facts_on,
    merge_facts,
    texts_in,
)
from infogen.typesetting.phrase import Phrase
from infogen.workspace import Workspace

AUTO = "auto"
"""An alternative text that is made of what the picture shows."""

GROUND = {"screen": "paper", "paper": "white"}
"""The colour role of the sheet itself: printed sheets are white."""


class SheetContent(Struct, frozen=True):
    """Names for the layout of a sheet and artwork by name, made by the program itself."""

    names: ScopeNames = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)


NO_CONTENT = SheetContent()


def compose(
    workspace: Workspace,
    piece: str,
    *,
    format: str,
    theme: str | None = None,
    variant: str | None = None,
) -> Scene:
    """The scene of a piece in one format, theme and variant.

    Raises `Failure` for names that do not exist and for everything that is wrong in the layout.
    What does not fit is not raised: `check` finds it in the scene.
    """
    spec = _chosen(workspace, piece, variant)
    scene = compose_spec(workspace, spec, format, theme)
    if scene.edition is None:
        return scene
    # Codes on paper say which edition they are of, and that is known when the facts are.
    return compose_spec(workspace, spec, format, theme, edition=edition(scene.facts))


def compose_spec(
    workspace: Workspace,
    spec: Spec,
    format: str,
    theme: str | None = None,
    given: SheetContent = NO_CONTENT,
    edition: str = UNPRINTED,
) -> Scene:
    """The scene of a spec that need not be one of the workspace's pieces; raises as `compose`.

    `edition` is what short addresses carry on paper.
    """
    spec = spec.within(format)
    sheet, theme_name = _dressed(workspace, spec, format, theme)
    lang = workspace.data.language or spec.file.lang
    binder = Binder(
        uses=Uses(workspace.components),
        format_names=frozenset(workspace.formats) | {"screen", "paper", "else"},
        format_order=(format, sheet.family, "else"),
    )
    look = workspace.axes.over(theme_name, workspace.themes[theme_name], spec.axes)
    names = {"format": _tokens(sheet), "theme": _brand(look), **given.names}
    scope = Scope(workspace.data, names, lang=lang)
    _needed(spec, binder, scope)
    wide, tall = sheet.canvas(format).pixels
    pages = Pages(spec, binder, scope, _checked_on(scope.data, "meta"), wide * tall)
    title = _line(spec, "title", binder, scope)
    subject = _line(spec, "subject", binder, scope)
    automatic = spec.raw.get("alt") == AUTO
    alt = Phrase("") if automatic else _line(spec, "alt", binder, scope)
    accompanying, posted = twin(spec, binder, scope)
    concessions = read_concessions(spec, binder)
    if binder.errors:
        raise Failure(join_findings(binder.errors))
    env = Env(
        theme=look,
        fonts=workspace.fonts,
        canvas=sheet.canvas(format),
        families=(sheet.family,),
        type_unit=sheet.type_unit,
        lang=lang,
        folders=workspace.folders,
        pictures=given.pictures,
        drawings=workspace.drawings,
        short_links=ShortLinks(
            workspace.data.content.site.url, edition if sheet.family == "paper" else None
        ),
        calendars=workspace.data.content.calendars,
        regimes=workspace.data.content.regimes,
    )
    shortened: list[OnPage] = []
    frames = pages.final_frames(
        env,
        lambda once: lay_out_pages(pages, once, sheet, concessions, shortened),
        lambda found: _oldest(found, workspace.data),
    )
    headed = merge_facts((*title.facts, *subject.facts))
    beside = [fact for phrase in (alt, *posted) for fact in phrase.facts]
    facts = merge_facts((*headed, *beside, *(f for one in frames for f in facts_on(one))))
    content = workspace.data.content
    dated = _first(pages.checked_on, len(frames), workspace.data)
    accompanying = complete_twin(accompanying, frames, facts, scope, dated)
    written = (title, subject, alt, *posted)
    return Scene(
        piece=spec.piece,
        title=accompanying.prefix_seal(plain_text(title)),
        subject=plain_text(subject),
        author=content.sujeto_obligado.name,
        lang=lang,
        alt=told(frames) if automatic else plain_text(alt),
        canvas=env.canvas,
        theme=theme_name,
        variant=spec.variant,
        fonts=workspace.fonts,
        pages=tuple(Page(frame, env.color(GROUND[sheet.family])) for frame in frames),
        facts=facts,
        title_facts=headed,
        alt_facts=merge_facts(alt.facts),
        condition_facts=hidden_facts(binder, facts),
        span=spec.span,
        outlets=outlets(workspace.platforms, format),
        untranslated_paths=_untranslated(frames, written, scope),
        samples=frozenset({"results"}) if content.results.sample else frozenset(),
        level=look.contrast,
        look=_look(look),
        twin=accompanying,
        edition=_carried(frames, env),
        shortened=tuple(shortened),
    )


def _carried(frames: list[Frame], env: Env) -> str | None:
    """The edition that a code on the pages carries."""
    carried = env.short_links.edition
    codes = (found.frame.meaning.href or "" for found in codes_on(frames))
    return carried if carried and any(code.endswith(f"-{carried}") for code in codes) else None


def _chosen(workspace: Workspace, piece: str, variant: str | None) -> Spec:
    if piece not in workspace.pieces:
        raise unknown("piece", _('unknown piece "{name}"'), piece, workspace.pieces, None)
    spec = workspace.axes.variant(workspace.pieces[piece], variant)
    if spec is None:
        raise unknown_variant(str(variant), workspace.pieces[piece], workspace.axes)
    return spec


def _dressed(
    workspace: Workspace, spec: Spec, format: str, theme: str | None
) -> tuple[Format, str]:
    if format not in workspace.formats:
        raise unknown("format", _('unknown format "{name}"'), format, workspace.formats, None)
    chosen = theme or spec.file.theme or workspace.default_theme
    if chosen not in workspace.themes:
        raise unknown(
            "theme",
            _('unknown theme "{name}"'),
            chosen,
            workspace.themes,
            spec.raw.spans.get("theme"),
        )
    return workspace.formats[format], chosen


def _tokens(sheet: Format) -> Ref:
    """The fields of `$format`: its tokens, and its own measures."""
    own = {"width": sheet.width, "height": sheet.height, "margin": sheet.margin}
    return Ref({**own, **sheet.tokens})


def _brand(theme: Theme) -> Ref:
    """The fields of `$theme`: its name; the `logo` in the header, or else its `mark` is `true`;
    whether the issuer's sign is a `file` or `drawn`, or there is `none`.
    """
    mark, issuer = theme.mark, theme.issuer
    logo = Ref(theme.logo, None, theme.place_of("logo"))
    if theme.logo is None and mark is not None and mark.file:
        logo = Ref(mark.file, None, mark.place_of("file"))
    file = Ref(issuer.file, None, issuer.place_of("file")) if issuer else Ref(None)
    signed = {"file": file, "drawn": bool(issuer and issuer.main), "none": issuer is None}
    return Ref(
        {"name": theme.name, "logo": logo, "mark": logo.value is None, "issuer": Ref(signed)}
    )


def _look(theme: Theme) -> Look:
    """The theme as a page of text has it. A role that the theme lacks leaves the browser's face."""
    faces = {
        name: theme.type[role].font if role in theme.type else ""
        for name, role in (("text", "body"), ("display", "display"), ("title", "section"))
    }
    mark = theme.mark
    outlines = ((mark.main, "ink"), (mark.accent, "path")) if mark else ()
    return Look(
        colors=theme.colors,
        strong=theme.strong.get(faces["text"], faces["text"]),
        digits=theme.digits,
        mark=tuple((outline, theme.colors[role]) for outline, role in outlines if outline),
        **faces,
    )


def _needed(spec: Spec, binder: Binder, scope: Scope) -> None:
    """Raises `Failure` with a warning where the piece's `when` leaves it out: it lacks its data,
    which is no mistake.
    """
    raw = spec.raw.get("when", True)
    span = spec.raw.spans.get("when", spec.span)
    bound = binder.value(raw, scope, span)
    if bound is None or binder.holds(bound):
        return
    raise Failure(
        [
            warning(
                "not-built",
                _('"{piece}" is not built: there is nothing at {path}').format(
                    piece=spec.piece, path=raw
                ),
                (bound.span if isinstance(bound, Ref) else None) or span,
                _("once it is there, the piece is built"),
            )
        ]
    )


def _line(spec: Spec, key: str, binder: Binder, scope: Scope) -> Phrase:
    """A text of the piece itself."""
    if key not in spec.raw:
        return Phrase("")
    bound = binder.value(spec.raw[key], scope, spec.raw.spans[key])
    phrases = alternatives(bound, scope, binder.errors) if bound is not None else ()
    return phrases[0] if phrases else Phrase("")


def _oldest(frames: list[Frame], data: Data) -> dict[int, Ref]:
    """The date on which the facts of each page were checked: the oldest, if it is not that of the
    whole. The date printed on a page is not one of its facts.
    """
    usual = data.content.meta.checked_on
    dates = {}
    for n, frame in enumerate(frames, 1):
        found = [
            known
            for fact in facts_on(frame)
            if not fact.path.endswith(".checked_on") and (known := last_check(data, fact.path))
        ]
        if found and (oldest := min(found))[0] != usual:
            dates[n] = _checked_on(data, oldest[1].removesuffix(".checked_on"))
    return dates


def _first(dates: Mapping[int, Ref], pages: int, data: Data) -> Ref:
    """The date on which the facts of the piece were checked: the oldest of its pages."""
    usual = _checked_on(data, "meta")
    found = (dates.get(n, usual) for n in range(1, pages + 1))
    return min(found, key=lambda ref: str(ref.value))


def _checked_on(data: Data, path: str) -> Ref:
    found = find(data, f"{path}.checked_on")
    assert found is not None
    return Ref(found.value, found.path, found.span)


def _untranslated(
    frames: list[Frame], written: tuple[Phrase, ...], scope: Scope
) -> tuple[str, ...]:
    """The texts of the copy that the language of the content lacks, on the pages and beside."""
    data = scope.data
    if data.language is None:
        return ()
    drawn = [run for frame in frames for run in texts_in(frame)]
    texts: list[Text | Phrase] = [*drawn, *written]
    found = {path for text in texts for path in _from(text)}
    found |= origins(frames, scope)
    return tuple(sorted(path for path in found if path not in data.translated_paths))


def _from(text: Text | Phrase) -> Iterator[str]:
    """The texts of the copy that a text was made of."""
    for path in (text.origin, *(source.path for source in text.sources)):
        if path.startswith("copy."):
            yield path
