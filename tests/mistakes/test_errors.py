"""Each way in which a workspace can be wrong, with the exact lines that a person sees."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from infogen.checks import check
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.layout.compose import compose
from infogen.workspace import load
from kit.places import ROOT

HEAD = "title: T\nalt: A\nformats: [portrait]\n"


def lines(folder: Path, files: dict[str, str | bytes], piece: str = "t") -> list[str]:
    """The report on a workspace of these files over the stock, its own pieces composed and checked."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        workspace = load(folder)
        findings = check(compose(workspace, piece, format="portrait"))
    except Failure as failure:
        return str(failure).splitlines()
    return "\n".join(map(str, findings)).splitlines()


def body(text: str) -> dict[str, str | bytes]:
    """A workspace whose only piece of its own has this body, from line 5 on."""
    return {"layouts/t.yaml": f"{HEAD}body:\n{text}"}


def test_broken_yaml(tmp_path):
    said = lines(tmp_path, body("  kind: text\n  text: [a\n"))
    assert said[0] == 'layouts/t.yaml:6:9: error: this "[" is not closed'
    assert said[1].startswith("  hint: ")


def test_a_tab_as_indentation(tmp_path):
    said = lines(tmp_path, body("\tkind: text\n"))
    assert said[0].startswith("layouts/t.yaml:5:1: error: ")
    assert "tab" in said[0]


def test_a_key_written_twice(tmp_path):
    assert lines(tmp_path, body("  kind: column\n  gap: 1\n  gap: 2\n")) == [
        'layouts/t.yaml:7:3: error: the key "gap" is written twice',
        "  hint: the first is at layouts/t.yaml:6:3: remove one",
    ]


def test_an_unknown_key_has_its_closest_match(tmp_path):
    assert lines(tmp_path, body("  kind: column\n  gaps: 1\n")) == [
        'layouts/t.yaml:6:3: error: a block has no key "gaps"',
        '  hint: did you mean "gap"?',
    ]


def test_what_is_wrong_with_a_piece_is_not_said_of_its_variants(tmp_path):
    files = {**body("  kind: column\n"), "layouts/t.v.yaml": "extends: t\ntitle: V\n"}
    files["layouts/t.yaml"] = str(files["layouts/t.yaml"]).replace("title", "titel")
    assert lines(tmp_path, files) == [
        'layouts/t.yaml:1:1: error: a piece has no key "titel"',
        '  hint: did you mean "title"?',
    ]


def test_a_variant_of_no_piece_has_the_name_that_its_file_should_have(tmp_path):
    files = {**body("  kind: column\n"), "layouts/tt.v.yaml": "extends: t\n"}
    assert lines(tmp_path, files) == [
        'layouts/tt.v.yaml:1:10: error: there is no piece "tt" for the variant "v"',
        '  hint: rename the file to "t.v.yaml", and write extends: t in it',
    ]


def test_a_variant_extends_the_piece_that_it_is_named_for(tmp_path):
    files = {**body("  kind: column\n"), "layouts/t.v.yaml": "extends: guia\n"}
    assert lines(tmp_path, files) == [
        'layouts/t.v.yaml:1:10: error: a variant of "t" must extend it',
        "  hint: write extends: t",
    ]


def test_an_unknown_kind(tmp_path):
    assert lines(tmp_path, body("  kind: colum\n")) == [
        'layouts/t.yaml:5:9: error: unknown kind of block "colum"',
        '  hint: did you mean "column"?',
    ]


def test_an_unknown_style(tmp_path):
    assert lines(tmp_path, body("  {kind: text, style: bodi, text: x}\n")) == [
        'layouts/t.yaml:5:23: error: unknown style "bodi"',
        '  hint: did you mean "body"?',
    ]


def test_an_unknown_colour(tmp_path):
    assert lines(tmp_path, body("  {kind: column, ground: papel}\n")) == [
        'layouts/t.yaml:5:26: error: unknown colour "papel"',
        '  hint: did you mean "paper"?',
    ]


def test_an_unknown_component_and_parameter(tmp_path):
    said = lines(
        tmp_path,
        body(
            "  kind: column\n  children:\n    - {use: heder}\n    - {use: header, with: {sub: x}}\n"
        ),
    )
    assert said == [
        'layouts/t.yaml:7:13: error: unknown component "heder"',
        '  hint: did you mean "header"?',
        'layouts/t.yaml:8:28: error: "header" has no parameter "sub"',
        '  hint: did you mean "subject"?',
        'layouts/t.yaml:8:13: error: "header" needs the parameter "subject"',
        '  hint: add "subject" under with',
    ]


def test_a_reference_to_nothing(tmp_path):
    assert lines(tmp_path, body("  {kind: text, style: body, text: $links.saime.shown}\n")) == [
        'layouts/t.yaml:5:35: error: "$links.saime.shown" refers to nothing',
        '  hint: did you mean "links.saimex.shown"?',
    ]


def test_numbers_that_yaml_reads_as_text(tmp_path):
    said = lines(tmp_path, body("  {kind: text, style: body, text: x, leading: -.02}\n"))
    assert said[0].startswith("layouts/t.yaml:5:47: error: ")
    assert "-0.02" in said[1]


def test_a_wrong_type(tmp_path):
    said = lines(tmp_path, body("  kind: column\n  gap: wide\n"))
    assert said[0].startswith("layouts/t.yaml:6:8: error: ")


def test_a_missing_picture(tmp_path):
    assert lines(tmp_path, body("  {kind: picture, file: art/logo.png, alt: Logo}\n")) == [
        'layouts/t.yaml:5:25: error: there is no picture "art/logo.png" in the workspace',
        "  hint: write its path from the folder that holds layouts and data",
    ]


def test_a_missing_glyph_is_named(tmp_path):
    said = lines(tmp_path, body("  {kind: text, style: body, text: 漢}\n"))
    assert said[0].startswith("layouts/t.yaml:5:35: error: ")
    assert said[0].endswith(' for "漢" U+6F22 CJK UNIFIED IDEOGRAPH-6F22, character 1 of "漢"')


def test_a_missing_glyph_is_found_in_a_long_text_with_marks(tmp_path):
    text = "La **respuesta** llega\\na más tardar en veinte 漢 días hábiles de la solicitud"
    said = lines(tmp_path, body(f'  {{kind: text, style: body, text: "{text}"}}\n'))
    count = text.replace("\\n", "\n").index("漢") + 1
    assert said[0].startswith("layouts/t.yaml:5:35: error: ")
    assert said[0].endswith(
        f'character {count} of "…a más tardar en veinte 漢 días hábiles de la soli…"'
    )


def test_a_missing_glyph_in_data_is_found_where_the_data_is_written(tmp_path):
    stock = ROOT / "data/links.yaml"
    text = stock.read_text("utf-8").replace('name: "Sistema de A', 'name: "漢Sistema de A', 1)
    assert "漢" in text
    layout = body("  {kind: text, style: body, text: 'Entra a ${links.saimex.name} hoy'}\n")
    said = lines(tmp_path, {**layout, "data/links.yaml": text})
    line = next(n for n, li in enumerate(text.splitlines(), 1) if "漢" in li)
    assert said[0].startswith(f"data/links.yaml:{line}:")
    assert 'character 1 of "漢Sistema' in said[0]


COMPONENT = """\
params: {look: {default: bodi}, mark: {default: gloob}}
body:
  kind: column
  children:
    - {kind: text, style: $look, text: x}
    - {kind: icon, name: $mark, size: 40}
"""


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("{kind: text, style: body, text: x, color: inc}", "layouts/t.yaml:5:45"),
        ("{kind: icon, name: gloob, size: 40}", "layouts/t.yaml:5:22"),
        ("{kind: column, border: {width: 1, color: inc}}", "layouts/t.yaml:5:44"),
        (
            "{kind: text, style: body, text: x, ground: {screen: inc, paper: ink}}",
            "layouts/t.yaml:5:55",
        ),
        (
            "{kind: dots, diameter: 9, segments: [{days: 3, state: ring, color: inc}]}",
            "layouts/t.yaml:5:70",
        ),
        (
            "{kind: ribbon, width: 9, color: inc, path: [{x: 0, y: 0}, {y: 9}]}",
            "layouts/t.yaml:5:35",
        ),
        (
            "{kind: ribbon, width: 9, color: ink, path: [{x: page.lef, y: 0}, {y: 9}]}",
            "layouts/t.yaml:5:51",
        ),
        (
            "{kind: text, style: body, text: x, place: {x: page.left, y: pag.top}}",
            "layouts/t.yaml:5:63",
        ),
        (
            "{kind: table, label-style: x, rows: [{a: 1}], columns: [{head: A, value: a}]}",
            "layouts/t.yaml:5:17",
        ),
        (
            "{kind: table, cell-style: bodi, rows: [{a: 1}], columns: [{head: A, value: a}]}",
            "layouts/t.yaml:5:29",
        ),
        ("{kind: column, border: {width: 1, color: ink, style: x}}", "layouts/t.yaml:5:49"),
        ("{kind: grid, columns: [1fr, wide]}", "layouts/t.yaml:5:31"),
        ("{kind: shape, shape: path, color: ink, d: M 0}", "layouts/t.yaml:5:45"),
        ("{use: it, with: {look: boddy, mark: eye}}", "layouts/t.yaml:5:26"),
        ("{use: it, with: {look: body}}", "layouts/components/it.yaml:1:49"),
        ("{use: it}", "layouts/components/it.yaml:1:26"),
        ("{use: it, with: {look: $links.saimex.shown}}", "stock/data/links.yaml:"),
        (
            "{kind: column, children: [{each: [bodi], kind: text, style: $item, text: x}]}",
            "layouts/t.yaml:5:37",
        ),
    ],
)
def test_a_wrong_value_is_shown_where_it_was_written(tmp_path, written, place):
    said = lines(tmp_path, {**body(f"  {written}\n"), "layouts/components/it.yaml": COMPONENT})
    assert said[0].startswith(place), said


def test_what_the_theme_lacks_is_said_of_the_theme(tmp_path):
    stock = ROOT / "layouts/themes/a-la-vista.yaml"
    text = re.sub(r"\n  ink: .*", "", stock.read_text("utf-8"), count=1)
    files = body("  {kind: text, style: body, text: x}\n")
    assert lines(tmp_path, {**files, "layouts/themes/a-la-vista.yaml": text})[:2] == [
        'layouts/themes/a-la-vista.yaml:2:1: error: the theme "A la vista" has no colour "ink"',
        '  hint: add "ink" under colors',
    ]


def test_text_that_does_not_fit_says_by_how_much_and_where(tmp_path):
    said = lines(
        tmp_path,
        body(
            "  {kind: text, id: lema, style: display, height: 100, width: 500, text: Uno dos tres}\n"
        ),
    )
    assert said[0].startswith('layouts/t.yaml:5:3: error: text "lema" does not fit in "portrait": ')
    assert "px too tall (page 1)" in said[0]
    assert said[1].startswith("  hint: about 4 letters fit: shorten the text")


def test_two_pieces_of_one_name(tmp_path):
    files = body("  {kind: column}\n")
    assert lines(tmp_path, {**files, "layouts/t.yml": files["layouts/t.yaml"]}) == [
        'layouts/t.yml: error: "t.yaml" and "t.yml" have the same name',
        "  hint: rename one of them",
    ]


def test_a_negative_deadline(tmp_path):
    stock = ROOT / "data/procedures/recurso_arco.yaml"
    text = stock.read_text("utf-8").replace("days: 15", "days: -15", 1)
    said = lines(
        tmp_path, {**body("  {kind: column}\n"), "data/procedures/recurso_arco.yaml": text}
    )
    assert said[0].startswith("data/procedures/recurso_arco.yaml:")
    assert "-15" in said[0]


def test_a_link_that_is_not_http(tmp_path):
    stock = ROOT / "data/links.yaml"
    text = stock.read_text("utf-8").replace('"https://www.ipomex', '"ftp://www.ipomex', 1)
    said = lines(tmp_path, {**body("  {kind: column}\n"), "data/links.yaml": text})
    assert said[0].startswith("data/links.yaml:5:8: error: ")
    assert "https://" in said[0]


def _bomb() -> bytes:
    """A PNG of 60,000 × 60,000 pixels in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">2I5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


def test_an_image_bomb(tmp_path):
    files = body("  {kind: picture, file: bomb.png, alt: Logo}\n")
    said = lines(tmp_path, {**files, "bomb.png": _bomb()})
    assert said[0].startswith("layouts/t.yaml:5:25: error: ")
    assert "bomb.png" in said[0]


def test_bytes_that_are_not_utf8(tmp_path):
    assert lines(tmp_path, {"layouts/t.yaml": b"title: a\xf1o\n"}) == [
        "layouts/t.yaml:1:9: error: the byte 0xF1 is not UTF-8",
        "  hint: save the file with the encoding UTF-8",
    ]


def test_an_empty_file(tmp_path):
    assert lines(tmp_path, {"layouts/t.yaml": b""}) == [
        "layouts/t.yaml: error: the file is empty",
        '  hint: write at least one "key: value"',
    ]


def test_all_errors_of_all_files_are_said_at_once(tmp_path):
    files = {"layouts/a.yaml": b"", "layouts/formats/b.yaml": "name: x\n", "data/links.yaml": b""}
    said = [line for line in lines(tmp_path, files) if not line.startswith("  ")]
    assert {line.split(":")[0] for line in said} >= {"layouts/formats/b.yaml", "data/links.yaml"}


@pytest.fixture
def built(tmp_path):
    """A workspace that was built once, and is wrong now."""
    files = body("  {kind: text, style: body, pad: 64, text: Bien}\n")
    assert lines(tmp_path, files) == []
    assert run(["build", "t", "-w", str(tmp_path)]) == 0
    (tmp_path / "layouts/t.yaml").write_text(f"{HEAD}body:\n  kind: txt\n", "utf-8")
    return tmp_path


def test_a_failed_build_leaves_the_good_files(built, capsys):
    picture = built / "output/t/t-portrait.png"
    manifest = built / "output/manifest.json"
    before = picture.read_bytes(), manifest.read_bytes()
    assert run(["build", "t", "-w", str(built)]) == 1
    assert (picture.read_bytes(), manifest.read_bytes()) == before
    told = capsys.readouterr().err
    assert 'error: unknown kind of block "txt"' in told
    assert "layouts/t.yaml:5:9" in told
    assert "^" in told
    assert "Traceback" not in told


def test_a_folder_that_cannot_be_written(tmp_path, capsys):
    lines(tmp_path, body("  {kind: text, style: body, pad: 64, text: Bien}\n"))
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert run(["build", "t", "-w", str(tmp_path), "-o", str(tmp_path / "taken")]) == 1
    told = capsys.readouterr().err
    assert "error: " in told
    assert "taken" in told
    assert "Traceback" not in told


def test_a_component_that_uses_itself(tmp_path):
    files = {
        **body("  {use: one}\n"),
        "layouts/components/one.yaml": "body: {kind: column, children: [{use: two}]}\n",
        "layouts/components/two.yaml": "body: {kind: column, children: [{use: one}]}\n",
    }
    assert lines(tmp_path, files) == [
        'layouts/components/two.yaml:1:39: error: the component "one" uses itself: one → two → one',
        "  hint: put something else there",
        '  in "two", used at layouts/components/one.yaml:1:39, in "one", used at layouts/t.yaml:5:9',
    ]


def test_a_component_may_be_given_one_of_itself(tmp_path):
    box = (
        "params: {inside: {type: blocks, default: []}}\nbody: {kind: column, children: [$inside]}\n"
    )
    used = "  {use: pack, with: {inside: [{use: pack, with: {inside: [{use: pack}]}}]}}\n"
    assert lines(tmp_path, {**body(used), "layouts/components/pack.yaml": box}) == []


def test_a_font_that_is_not_there_is_shown_in_the_theme(tmp_path):
    theme = "name: X\nextends: a-la-vista\ntype:\n  body: {font: arial, size: {else: [20, 30]}}\n"
    files = body("  {kind: text, style: body, text: x}\n")
    files["layouts/t.yaml"] = f"theme: x\n{files['layouts/t.yaml']}"
    said = lines(tmp_path, {**files, "layouts/themes/x.yaml": theme})
    assert said[0] == 'layouts/themes/x.yaml:4:16: error: no font named "arial"'
    assert said[1].startswith("  hint: the fonts are: atkinson-bold, ")


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("family: screen, unit: px, width: 100000, height: 9", "a picture of 100000 × 9 pixels"),
        ("family: screen, unit: px, width: 0.4, height: 9", "a picture of 0 × 9 pixels"),
        ("family: paper, unit: mm, width: 3000, height: 9", "a picture of 17717 × 53 pixels"),
        ("family: paper, unit: px, width: 300, height: 9", "family paper is measured in mm"),
    ],
)
def test_a_sheet_of_which_no_picture_can_be_made(tmp_path, sheet, message):
    form = f"{{name: X, {sheet}, margin: 0, smallest: 9, files: [png]}}\n"
    said = lines(tmp_path, {**body("  kind: column\n"), "layouts/formats/x.yaml": form})
    assert said[0].startswith("layouts/formats/x.yaml:1:1: error: ")
    assert message in said[0]


PIECE_OF_ITS_OWN = f"{HEAD}body: {{kind: column}}\n"


def test_a_folder_that_nothing_reads_is_said_once(tmp_path):
    files = {
        **body("  kind: column\n"),
        "layouts/2026/a/otra.yaml": PIECE_OF_ITS_OWN,
        "layouts/2026/denuncia.yaml": PIECE_OF_ITS_OWN,
        "layouts/2026/triptico.yml": PIECE_OF_ITS_OWN,
    }
    assert lines(tmp_path, files) == [
        'layouts/2026/denuncia.yaml: error: nothing is read from the folder "layouts/2026"',
        "  hint: move its files to layouts/ if they are pieces, else to layouts/axes, components,"
        " drawings, examples, formats, forms, platforms, sheets, themes; a folder whose name begins"
        ' with "." is left alone',
    ]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "layouts/component/x.yaml",
            [
                'error: nothing is read from the folder "layouts/component"',
                '  hint: did you mean "components"?',
            ],
        ),
        (
            "layouts/themes/2026/x.yaml",
            ['error: nothing is read from the folder "layouts/themes/2026"'],
        ),
        (
            "layouts/Denuncia.YAML",
            [
                'error: "Denuncia.YAML" is not read: its name ends in capitals',
                '  hint: rename it to "Denuncia.yaml"',
            ],
        ),
        ("layouts/formats/x.Yml", ['error: "x.Yml" is not read: its name ends in capitals']),
    ],
)
def test_a_file_in_a_wrong_place_is_said(tmp_path, file, said):
    told = lines(tmp_path, {**body("  kind: column\n"), file: PIECE_OF_ITS_OWN})
    assert told[: len(said)] == [f"{file}: {said[0]}", *said[1:]]
    assert len(told) == 2


def test_hidden_folders_and_other_files_are_left_alone(tmp_path):
    files = {
        **body("  kind: column\n"),
        "layouts/.old/x.yaml": "[",
        "layouts/art/logo.png": b"",
        "layouts/notes.txt": "a: [",
    }
    assert lines(tmp_path, files) == []
