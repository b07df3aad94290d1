"""What nobody means to write: it ends soon, in words, at its place, and leaves no half of a file."""

import pytest

from infogen.cli import run
from kit.calls import calls_at_most

HEAD = (
    "title: T\nalt: A\nformats: [portrait]\nbody:\n  kind: column\n  pad: 64\n  children:\n    - "
)
HUGE = "1.0e+308"
MOST_CALLS = 6_000_000
"""Calls of functions that anything may take."""


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """What is said about a block, and where."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "layouts").mkdir()

    def build(block, *more):
        (tmp_path / "layouts/t.yaml").write_text(HEAD + block + "\n", "utf-8")
        with calls_at_most(MOST_CALLS):
            status = run(["build", "t", "--as", "png", *more])
        out, err = capsys.readouterr()
        assert status == ("error" in err)
        assert list(tmp_path.rglob("*.part")) == []
        return out + err

    return build


@pytest.mark.parametrize(
    ("block", "message", "column"),
    [
        ("{kind: text, style: body, text: x, size: 0}", '"size" must be more than 0', 48),
        ("{kind: text, style: body, text: x, size: -5}", '"size" must be more than 0', 48),
        ("{kind: text, style: body, text: x, size: %s}", '"size" must be at most 100000', 48),
        ("{kind: text, style: body, text: x, width: -5}", "a length must not be negative", 49),
        ("{kind: text, style: body, text: x, width: %s}", "1e+308 is too large", 49),
        ("{kind: text, style: body, text: x, pad: -%s}", "-1e+308 is too large", 47),
        ("{kind: text, style: body, text: true}", "this is no text", 39),
        ("{kind: text, style: body, text: null}", "this is no text", 39),
        ("{kind: text, style: body, text: {a: b}}", "this is no text", 39),
        ("{kind: icon, name: globe, size: %s}", '"size" must be at most 100000', 39),
        ("{kind: icon, name: globe, size: 40, stroke: %s}", '"stroke" must be at most 24', 51),
        ("{kind: mark, size: %s}", '"size" must be at most 100000', 26),
        ("{kind: mark, size: 9, place: {x: %s}}", '"x" must be at most 100000', 40),
        ("{kind: grid, columns: [1fr], gap: [1, -5]}", "a length must not be negative", 41),
        (
            "{kind: dots, diameter: 9, segments: [{days: 1000000000, state: ring, color: ink}]}",
            '"days" must be at most 1000',
            51,
        ),
        (
            "{kind: dots, diameter: -3, segments: [{days: 3, state: ring, color: ink}]}",
            '"diameter" must be more than 0',
            30,
        ),
        (
            "{kind: ribbon, width: 5, color: ink, path: [{x: 0, y: 0}, {x: -%s}]}",
            '"x" must be at least -100000',
            69,
        ),
        ("{kind: shape, shape: path, color: ink, d: M 0 0 L 1e308 5}", "1e308 is too large", 49),
        ("{kind: shape, shape: path, color: ink, d: M 0}", "too few numbers for M", 49),
        ("{kind: shape, shape: path, color: ink, d: M 0 0 K}", '"K" at character 7', 49),
        ("{kind: shape, shape: path, color: ink, d: 1 1}", "a number without a command", 49),
        ("{kind: shape, shape: path, color: ink, d: L 1 1}", "it begins with M", 49),
        ("{kind: seal, text: ' '}", "a seal needs a word", 26),
        (
            "{kind: table, rows: [{a: [1, 2]}], columns: [{head: A, value: a}]}",
            "a cell cannot hold a list or a mapping",
            28,
        ),
        (
            "{kind: qr, module: 6, link: {url: 'https://example.org'}}",
            '"link" must be a reference to the data, not a mapping',
            35,
        ),
    ],
)
def test_what_is_said_of_a_wrong_value(said, block, message, column):
    told = said(block.replace("%s", HUGE))
    assert message in told
    assert f"layouts/t.yaml:8:{column}" in told


@pytest.mark.parametrize(
    "block",
    [
        "{kind: shape, shape: disc, color: ink, width: 100000, height: 100000}",
        "{kind: shape, shape: path, color: ink, d: M 0 0 C 1e5 0 5 1e5 1e5 1e5 Z, width: 99999}",
        "{kind: shape, shape: path, color: ink, d: M 0 0 A 1e-300 1e-300 0 0 0 5 5, width: 9}",
        "{kind: ribbon, width: 1.0e-300, style: dashed, color: ink, path: [{x: 0, y: 0}, {x: 1000}]}",
        "{kind: ribbon, width: 5, style: dashed, color: ink, path: [{x: 0, y: 0}, {x: 100000}]}",
        "{kind: ribbon, width: 5, radius: 99999, color: ink, path: [{x: 0, y: 0}, {x: 9}, {y: 99999}]}",
        "{kind: dots, diameter: fit, segments: [{days: 1000, state: ring, color: ink}]}",
        "{kind: text, style: body, text: x, size: 100000}",
        "{kind: text, style: body, text: x, leading: 1.0e-300}",
    ],
)
def test_the_largest_and_the_smallest_end_soon(said, block):
    said(block)


def test_a_page_of_thousands_of_lines_is_looked_through_soon(said):
    told = said('{kind: text, style: body, text: "%s"}' % ("a\\n" * 5000))
    assert told.count("does not fit") == 1


def test_a_word_without_end_is_quoted_in_part(said):
    told = said("{kind: text, style: body, text: %s}" % ("a" * 5000))
    assert f'"{"a" * 40} …"' in told
    assert max(map(len, told.splitlines())) < 400
