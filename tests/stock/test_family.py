"""The whole family: every piece in each variant, format and theme; its files, carousels and lines."""

import io
import re
from itertools import groupby, pairwise

import pytest
from PIL import Image, ImageColor

from infogen.checks.file.limits import limits
from infogen.layout.compose import compose
from infogen.scene import Frame, Text, walk
from kit.family import JOBS, STOCK, codes, each_job, errors, picture_of, scene_of


@pytest.mark.parametrize("theme", sorted(STOCK.themes))
def test_every_piece_in_every_format_passes_in_every_theme(theme):
    found = {}
    for piece, variant, form in JOBS:
        said = errors(compose(STOCK, piece, format=form, variant=variant, theme=theme))
        if said:
            found[piece, variant, form] = said
    assert found == {}


def test_social_pieces_are_there_in_all_screen_formats_and_the_guide_on_all_papers():
    screens = {name for name, sheet in STOCK.formats.items() if sheet.family == "screen"}
    screens -= {"grafica"}  # a chart of a focus group's results, on a page
    for piece in ("verificacion", "acceso-saimex", "arco-sarcoem", "denuncia", "resultados"):
        assert screens <= set(STOCK.pieces[piece].formats)
    for piece in ("guia", "denuncia"):
        assert {"letter", "oficio-mx", "legal", "tabloid"} <= set(STOCK.pieces[piece].formats)


@each_job
def test_each_file_obeys_the_platforms_that_take_it(piece, variant, format):
    """Bytes, widths, pictures and alternative texts; JPEG keeps its colours at every pixel."""
    scene = scene_of(piece, variant, format)
    taken = {kind for outlet in scene.outlets for kind in outlet.files}
    for kind in sorted(taken & {"png", "jpg"}):
        for number in range(len(scene.pages)):
            data = picture_of(scene, kind, number)
            assert list(limits(scene, kind, data, number)) == []
            if kind == "jpg":
                sampling = {part[1:3] for part in Image.open(io.BytesIO(data)).layer}
                assert sampling == {(1, 1)}


CAROUSELS = [
    job for job in JOBS if job[2] != "panel" and scene_of(*job).canvas.family == "screen"
    and len(scene_of(*job).pages) > 1
]  # fmt: skip
LINES = range(12, 80)
"""Pixels of a line where it leaves a slide: more is a ground."""


@pytest.mark.parametrize(("piece", "variant", "format"), CAROUSELS)
def test_the_line_of_a_carousel_runs_on_from_slide_to_slide(piece, variant, format):
    scene = scene_of(piece, variant, format)
    slides = [
        Image.open(io.BytesIO(picture_of(scene, "png", number))).convert("RGB")
        for number in range(len(scene.pages))
    ]
    colors = STOCK.themes[scene.theme].colors

    def crossing(slide: Image.Image, x: int) -> set[tuple[str, int, int]]:
        """The lines that cross a column: colour, first pixel and length."""
        found = set()
        for name in ("path", "ink"):
            line = ImageColor.getrgb(colors[name])
            y = 0
            for same, run in groupby(slide.getpixel((x, y)) == line for y in range(slide.height)):
                long = len(list(run))
                if same and long in LINES:
                    found.add((name, y, long))
                y += long
        return found

    assert len(slides) in (3, 4)
    for one, other in pairwise(slides):
        assert crossing(one, one.width - 1) & crossing(other, 0)
    assert {c for c in crossing(slides[-1], slides[-1].width - 1) if c[0] == "path"} == set()


STORIES = [job for job in JOBS if job[2] == "story"]


@pytest.mark.parametrize(("piece", "variant", "format"), STORIES)
def test_a_story_is_several_frames_of_which_the_last_has_the_codes(piece, variant, format):
    """Type on each is as large as on a post; both codes stand in cards of one size."""
    scene = scene_of(piece, variant, format)
    assert len(scene.pages) in (3, 4)
    largest = [
        max(i.size for _x, _y, i in walk(page.frame) if isinstance(i, Text)) for page in scene.pages
    ]
    assert min(largest) >= 100
    last = codes(scene, len(scene.pages) - 1)
    assert len(last) == 2
    assert len({code.size for _x, _y, code in last}) == 1
    assert [codes(scene, n) for n in range(len(scene.pages) - 1)] == [[]] * (len(scene.pages) - 1)
    issuer = STOCK.data.content.sujeto_obligado.short
    for page in scene.pages:
        assert issuer in [i.text for _x, _y, i in walk(page.frame) if isinstance(i, Text)]


@pytest.mark.parametrize("format", ["landscape", "link"])
def test_a_carousel_is_one_picture_that_sums_up_where_nobody_swipes(format):
    assert len(scene_of("arco-sarcoem", None, format).pages) == 1


def test_a_link_card_has_a_title_and_an_action_and_no_code():
    for piece, variant, form in JOBS:
        if form == "link":
            scene = scene_of(piece, variant, form)
            assert codes(scene, 0) == []
            assert any(
                isinstance(item, Frame) and item.meaning.role == "title"
                for _x, _y, item in walk(scene.pages[0].frame)
            )


HANGING = re.compile(
    r"\b(a|al|ante|con|de|del|desde|e|el|en|entre|la|las|lo|los|mi|o|para|por|que|se|si|sin|sobre"
    r"|su|sus|te|tu|tus|u|un|una|y)$",
    re.IGNORECASE,
)
"""Articles, prepositions and the like: a display line does not end with one."""


@each_job
def test_lines_are_broken_by_sense(piece, variant, format):
    """No last line is a single short word, but in display type one that is half as wide as the
    longest; no line of display type ends with an article.
    """
    lone, hanging = [], []
    for page in scene_of(piece, variant, format).pages:
        for _x, _y, frame in walk(page.frame):
            if not isinstance(frame, Frame):
                continue
            lines = [
                [i for _x, _y, i in walk(placed.item) if isinstance(i, Text)]
                for placed in frame.items
                if isinstance(placed.item, Frame) and placed.item.kind == "line"
            ]
            said = ["".join(run.text for run in line).strip() for line in lines]
            if len(said) < 2:
                continue
            display = all("bricolage" in str(run.font) for line in lines for run in line)
            wide = [sum(run.width for run in line) for line in lines]
            alone = re.fullmatch(r"\W*\w{1,7}\W*", said[-1]) and " " in "".join(said[:-1])
            if alone and not (display and wide[-1] > max(wide) / 2):
                lone.append(" / ".join(said))
            if display and any(HANGING.search(line) for line in said[:-1]):
                hanging.append(" / ".join(said))
    assert (lone, hanging) == ([], [])
