"""Font files, their metrics and the shaping of text: the one ruler of the project.

A face is a file of a `fonts/` folder, named by its stem; the system's fonts are never used.
`Face.shape` is the only place where the width of text is decided; every backend draws what it
returned.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb
from msgspec import Struct

from infogen.diagnostics import Failure, Span, fail
from infogen.diagnostics.hints import closest, suggest
from infogen.files.paths import is_left_alone
from infogen.messages import _
from infogen.scene.font_files import damaged, read_font

OutlineCommands = list[tuple[str, *tuple[float, ...]]]

REMEMBERED = 8192
"""Shaped texts kept per face; a process that lives long starts afresh after that many."""


ENDINGS = frozenset({".ttf", ".otf"})
"""Endings of font files that are read: outlines of TrueType or PostScript, static or variable (in
its default look).
"""

_UNREAD = frozenset(
    {".ttc", ".otc", ".woff", ".woff2", ".eot", ".pfb", ".pfa", ".dfont", ".fon", ".bdf", ".pcf"}
)
"""Endings of those that are not."""


class GlyphRun(Struct, frozen=True):
    """The glyphs of a text in font units: ids, advances, offsets (y up), and the first character
    of each.
    """

    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    x_offsets: tuple[int, ...]
    y_offsets: tuple[int, ...]
    clusters: tuple[int, ...]
    advance: int


class Face:
    """One font file; of a variable one its default look. Lengths are in font units, `upem` of them
    to the em.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self.data = read_font(path)
        self.hb_face = hb.Face(self.data)
        if not self.hb_face.glyph_count:
            raise damaged(path)
        self.hb_font = hb.Font(self.hb_face)
        self.upem: int = self.hb_face.upem
        self._shaped: dict[tuple[str, str, tuple[str, ...]], GlyphRun] = {}

    @cached_property
    def cap_height(self) -> int:
        """Height of a capital H above the baseline."""
        return self._metric(hb.OTMetricsTag.CAP_HEIGHT, "H")

    @cached_property
    def x_height(self) -> int:
        """Height of a lower-case x above the baseline."""
        return self._metric(hb.OTMetricsTag.X_HEIGHT, "x")

    @cached_property
    def descent(self) -> int:
        """Depth of a lower-case p below the baseline, positive."""
        extents = self._extents("p")
        return -int(extents.y_bearing + extents.height)

    def covers(self, char: str) -> bool:
        """True if the face can draw this character: as one glyph, or as a letter and its marks."""
        nominal = self.hb_font.get_nominal_glyph
        return bool(nominal(ord(char))) or (
            (parts := unicodedata.normalize("NFD", char)) != char
            and all(nominal(ord(part)) for part in parts)
        )

    def shape(self, text: str, lang: str = "es", features: tuple[str, ...] = ()) -> GlyphRun:
        """Shape one run, kerning and marks included; contextual ligatures stay on. Remembered per
        text.

        Cluster values are indices of characters of `text`; a ligature is one glyph of several
        characters. `features` are OpenType tags to turn on as well, such as `tnum`.
        """
        key = (text, lang, features)
        found = self._shaped.get(key)
        if found is None:
            if len(self._shaped) >= REMEMBERED:
                self._shaped.clear()
            found = self._shaped[key] = self._shape(text, lang, features)
        return found

    def _shape(self, text: str, lang: str, features: tuple[str, ...]) -> GlyphRun:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", lang
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        on = dict.fromkeys(("kern", "liga", "mark", "mkmk", *features), True)
        hb.shape(self.hb_font, buffer, on)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        return GlyphRun(
            glyphs=tuple(i.codepoint for i in infos),
            advances=tuple(p.x_advance for p in positions),
            x_offsets=tuple(p.x_offset for p in positions),
            y_offsets=tuple(p.y_offset for p in positions),
            clusters=tuple(i.cluster for i in infos),
            advance=sum(p.x_advance for p in positions),
        )

    def left_bearing(self, glyph: int) -> int:
        """Distance from the pen to the glyph's ink, for optical margins."""
        extents = self.hb_font.get_glyph_extents(glyph)
        return extents.x_bearing if extents else 0

    def ink_box(self, glyph: int) -> tuple[int, int, int, int] | None:
        """Left, top, right and bottom of a glyph's ink in font units, y up; None for a blank."""
        found = self.hb_font.get_glyph_extents(glyph)
        if found is None or not found.width:
            return None
        left, top = int(found.x_bearing), int(found.y_bearing)
        return left, top, left + int(found.width), top + int(found.height)

    def outline(self, glyph: int) -> tuple[tuple[str, *tuple[float, ...]], ...]:
        """The outline of a glyph as moves, lines and cubic curves, in font units, y up."""
        drawn: list[tuple[str, *tuple[float, ...]]] = []
        self.hb_font.draw_glyph(glyph, _pen(), drawn)
        return tuple(drawn)

    def subset(
        self, wanted: hb.SubsetInput, glyphs: Iterable[int]
    ) -> tuple[hb.Face, dict[int, int]]:
        """A static face of a part of this one, and the ids that some glyphs have in it. Raises
        `Failure` if the file is damaged.
        """
        try:
            if "fvar" in self.hb_face.table_tags:
                wanted.pin_all_axes_to_default(self.hb_face)
                wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
            plan = hb.SubsetPlan(self.hb_face, wanted)
            made, ids = plan.execute(), plan.old_to_new_glyph_mapping
            return made, {glyph: ids[glyph] for glyph in glyphs}
        except (RuntimeError, KeyError):
            raise damaged(self.path) from None

    def _metric(self, tag: hb.OTMetricsTag, letter: str) -> int:
        value = self.hb_font.get_metric_position(tag)
        return int(value) if value else int(self._extents(letter).y_bearing)

    def _extents(self, letter: str) -> hb.GlyphExtents:
        found = self.hb_font.get_glyph_extents(self.hb_font.get_nominal_glyph(ord(letter)) or 0)
        if found is None:
            raise damaged(self.path)
        return found


@cache
def _pen() -> hb.DrawFuncs:
    """Writes an outline into a list; quadratic curves become cubic ones."""

    def quadratic(x1: float, y1: float, x: float, y: float, out: OutlineCommands) -> None:
        *_others, x0, y0 = (n for n in out[-1] if not isinstance(n, str))
        first = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
        second = (x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y))
        out.append(("C", *first, *second, x, y))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    pen.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    pen.set_quadratic_to_func(quadratic)
    pen.set_cubic_to_func(lambda *all: all[-1].append(("C", *all[:-1])))
    pen.set_close_path_func(lambda out: out.append(("Z",)))
    return pen


class Fonts:
    """The faces of one or more folders; of two files of one name the earlier folder wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self._paths: dict[str, Path] = {}
        for folder in reversed(folders):
            for path in sorted(folder.glob("*")):
                if path.suffix.lower() in ENDINGS and not is_left_alone(path.name):
                    self._paths[path.stem] = path
        self._faces: dict[str, Face] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._paths

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all faces, sorted."""
        return tuple(sorted(self._paths))

    def missing(self, name: str, span: Span | None = None) -> Failure:
        """The failure for a name that no face has, and for its file that is not read."""
        stem = Path(name).stem if Path(name).suffix.lower() in ENDINGS | _UNREAD else name
        other = self._unread(stem)
        if stem not in self and other and Path(other).suffix.lower() in ENDINGS:
            message = _('the font "{path}" is not read: it is not in fonts/ itself')
            hint = _("move it to fonts/{name}")
            hint = hint.format(name=Path(other).name)
        elif stem not in self and other:
            message = _('the font "{path}" is not read: it is no TrueType or OpenType font')
            hint = _("convert it to a TrueType font, and save it as {name}.ttf").format(name=stem)
        else:
            message = _('no font named "{name}"').format(name=name)
            near = stem if stem in self else closest(name, self.names)
            hint = suggest(near) or _("the fonts are: {names}").format(
                names=", ".join(self.names) or "–"
            )
            return fail("missing-font", message, span, hint)
        return fail("bad-font", message.format(path=f"fonts/{other}"), span, hint)

    def _unread(self, stem: str) -> str | None:
        """The file of that name which no face is made of: of another kind, or in another folder."""
        return next(
            (
                path.relative_to(folder).as_posix()
                for folder in self.folders
                for path in sorted(folder.glob("**/*"))
                if path.stem == stem
                and path.suffix.lower() in ENDINGS | _UNREAD
                and not is_left_alone(path.name)
            ),
            None,
        )

    def face(self, name: str) -> Face:
        """The face of that name. Raises `Failure` if no folder has it."""
        face = self._faces.get(name)
        if face is None:
            path = self._paths.get(name)
            if path is None:
                raise self.missing(name)
            face = self._faces[name] = Face(name, path)
        return face


def name_of(char: str) -> str:
    """The character with its code and Unicode name, as messages show it."""
    return f'"{char}" U+{ord(char):04X} {unicodedata.name(char, "UNNAMED")}'
