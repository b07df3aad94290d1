"""What a piece or a variant has in one format may stand in a file of its own."""

import pytest

from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.workspace import load
from infogen.workspace.cache import keep, load_cached
from kit.tiny import piece, words

TEXT = "{{kind: text, style: body, text: {0}}}"
WHOLE = piece(TEXT.format("Todo"))
CARD = f"pages: [{TEXT.format('Uno')}, {TEXT.format('Dos')}]\n"
VARIANT = f"extends: t\nbody: {TEXT.format('Otra')}\n"
ALONE = 'title: T\nalt: "Lo que es"\nformats: [square, story]\nbody: {0}\n'


def said(tiny, files):
    here = tiny.workspace(files)
    lines = []
    for found in here.pieces.values():
        for variant in (None, *found.variants):
            try:
                found.specs[variant]
            except (Failure, KeyError) as failure:
                lines += str(failure).splitlines()
    return lines


def test_a_file_of_one_format_replaces_its_fields_there_and_nowhere_else(tiny):
    here = tiny.workspace({"t": WHOLE, "t.card": CARD})
    assert words(compose(here, "t", format="card")) == "Uno|Dos"
    assert words(compose(here, "t", format="sheet")) == "Todo"
    assert list(here.pieces) == ["t"]
    assert here.pieces["t"].variants == ()


def test_a_variant_has_files_of_its_own_and_takes_none_of_the_piece(tiny):
    files = {"t": WHOLE, "t.card": CARD, "t.otra": VARIANT}
    here = tiny.workspace(files)
    assert words(compose(here, "t", format="card", variant="otra")) == "Otra"
    here = tiny.workspace({**files, "t.otra.card": f"body: {TEXT.format('Propia')}\n"})
    assert here.pieces["t"].variants == ("otra",)
    assert words(compose(here, "t", format="card", variant="otra")) == "Propia"
    assert words(compose(here, "t", format="sheet", variant="otra")) == "Otra"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"t": WHOLE, "t.letter": CARD}, 't.letter:1:1: error: "t" is not made in "letter"'),
        ({"u.card": CARD}, 'u.card:1:1: error: there is no "u.yaml" whose format this is'),
        ({"t": WHOLE, "t.a.card": CARD}, 't.a.card:1:1: error: there is no "t.a.yaml" whose'),
        (
            {"t": WHOLE, "t.card": f"formats: [card]\n{CARD}"},
            't.card:1:1: error: "formats" holds for all formats of "t"',
        ),
        ({"t": WHOLE, "t.card": "boddy: 1\n"}, 't.card:1:1: error: a piece has no key "boddy"'),
    ],
)
def test_what_is_wrong_with_one_is_said_at_its_place(tiny, files, message):
    lines = [line.replace("layouts/", "").replace(".yaml:", ":") for line in said(tiny, files)]
    assert any(line.startswith(message) for line in lines), lines


def test_the_files_of_a_piece_stand_behind_those_of_the_workspace(tmp_path):
    """A piece of one's own takes nothing of the stock's; one format of the stock's piece may be
    one's own. The cache keeps both.
    """
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    body = TEXT.format("Mía")
    (layouts / "verificacion.story.yaml").write_text(f"body: {body}\n", "utf-8")

    def pages(workspace, form):
        return len(compose(workspace, "verificacion", format=form).pages)

    for loaded in (load, load_cached, load_cached):
        here = loaded(tmp_path)
        assert (pages(here, "story"), pages(here, "square")) == (1, 1)
        assert "Mía" in words(compose(here, "verificacion", format="story"))
        keep(here)
    (layouts / "verificacion.story.yaml").unlink()
    (layouts / "verificacion.yaml").write_text(ALONE.format(body), "utf-8")
    assert "Mía" in words(compose(load(tmp_path), "verificacion", format="story"))
