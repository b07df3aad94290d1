"""What is wrong inside a component says which piece used it, in everything that people and programs
read about it.
"""

import json

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from infogen.checks import check
from infogen.cli import run
from infogen.diagnostics import Failure, Span, Use, error, join_findings, warning
from infogen.diagnostics.terminal import report
from infogen.messages import speaking
from infogen.reports.preflight.sarif import sarif
from kit.sarif_schema import LOG
from kit.tiny import Tiny

C = "layouts/components/c.yaml"
PIECE = "layouts/t.yaml"
USED = '  in "c", used at layouts/t.yaml:6:35'


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return Tiny(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("body: {kind: text, style: nope, text: a}", f'{C}:1:27: error: unknown style "nope"'),
        ("body: {kind: colum}", f'{C}:1:14: error: unknown kind of block "colum"'),
        ("body: {style: body}", f"{C}:1:7: error: the block has no kind"),
        (
            "body: {kind: rule, thickness: 3, thick: 3}",
            f'{C}:1:34: error: a block has no key "thick"',
        ),
        ("body: {kind: text, text: $nope}", f'{C}:1:26: error: "$nope" refers to nothing'),
        ('body: {kind: text, text: "a ${b}"}', f'{C}:1:26: error: "$b" refers to nothing'),
        ("body: {kind: rule, when: yes}", f"{C}:1:26: error: when needs a reference"),
        ("body: {kind: row, children: 3}", f"{C}:1:29: error: children needs a list of blocks"),
        ("body: {use: d}", f'{C}:1:13: error: unknown component "d"'),
        ("body: {kind: text, style: body, text: 漢}", f'{C}:1:39: error: the font "box"'),
        ("body: {kind: text, style: body, text: '**a'}", f"{C}:1:39: error: "),
        ("body: {kind: column, ground: papel}", f'{C}:1:30: error: unknown colour "papel"'),
        (
            "body: {kind: text, style: body, text: a, place: {x: 0, y: nope.top}}",
            f"{C}:1:59: error: ",
        ),
        (
            "body: {kind: ribbon, width: 9, color: ink, path: [{x: page.lef, y: 0}, {y: 9}]}",
            f"{C}:1:55: error: ",
        ),
        ("body: {kind: row, children: [{kind: icon, name: gloob, size: 4}]}", f"{C}:1:49: error: "),
    ],
)
def test_each_stage_names_the_use(tiny, component, said):
    lines = tiny.said("{kind: column, children: [{use: c}]}", components={"c": component})
    assert lines[0].startswith(said)
    assert lines[-1] == USED
    assert lines.count(USED) == sum(": error: " in line for line in lines)


def test_a_value_that_was_handed_in_names_the_component_that_it_is_wrong_for(tiny):
    components = {"c": "params: {n: {type: number}}\nbody: {kind: rule, thickness: $n}\n"}
    body = "{kind: column, children: [{use: c, with: {n: abc}}]}"
    assert tiny.said(body, components=components) == [
        f'{PIECE}:6:48: error: "thickness" must be a number, not "abc"',
        USED,
    ]


def test_components_in_components_are_named_from_the_inside_to_the_piece(tiny):
    components = {
        "c": "body: {kind: text, style: nope, text: a}\n",
        "d": "body: {kind: column, children: [{use: c}]}\n",
    }
    lines = tiny.said("{kind: column, children: [{use: d}]}", components=components)
    assert (
        lines[-1]
        == f'  in "c", used at layouts/components/d.yaml:1:39, in "d", used at {PIECE}:6:35'
    )


@pytest.mark.parametrize("wrong", ["style: nope", "style: body, text: a, color: nope"])
def test_a_block_that_the_piece_hands_in_is_the_piece_s_own(tiny, wrong):
    components = {"c": "params: {x: {type: blocks}}\nbody: {kind: column, children: [$x]}\n"}
    body = (
        f"{{kind: column, children: [{{use: c, with: {{x: [{{kind: text, {wrong}, text: a}}]}}}}]}}"
    )
    body = body.replace("text: a, color: nope, text: a", "text: a, color: nope")
    lines = tiny.said(body, components=components)
    assert lines[0].startswith(f"{PIECE}:6:")
    assert not any(line.startswith("  in ") for line in lines)


def test_one_cause_in_several_uses_is_said_once(tiny):
    components = {"c": "body: {kind: text, style: body, text: $nope}\n"}
    with pytest.raises(Failure) as failure:
        tiny.scene("{kind: column, children: [{use: c}, {use: c}]}", components=components)
    (found,) = failure.value.diagnostics
    assert found.traces == (
        (Use("c", Span(PIECE, 6, 35)),),
        (Use("c", Span(PIECE, 6, 45)),),
    )


def test_what_a_check_finds_in_a_component_names_its_uses(tiny):
    components = {
        "c": "params: {t: {}}\nbody: {kind: text, style: body, height: 4, text: x}\n",
        "d": "body: {kind: column, children: [{use: c, with: {t: x}}]}\n",
    }
    scene = tiny.scene(
        "{kind: column, ground: paper, pad: 20, children: [{use: c, with: {t: x}}, {use: d}]}",
        components=components,
    )
    (found,) = (one for one in join_findings(check(scene)) if one.code == "overflow")
    assert found.span == Span(C, 2, 7)
    assert [[(use.component, str(use.at)) for use in trace] for trace in found.traces] == [
        [("c", f"{PIECE}:6:59")],
        [("c", "layouts/components/d.yaml:1:39"), ("d", f"{PIECE}:6:83")],
    ]
    assert len(found.spots) == 2


LINES = {(C, 3): "    style: nope", ("layouts/d.yaml", 12): "- {use: c}"}


def _in_uses(count: int):
    one = error("unknown-style", "m", Span(C, 3, 12), "h")
    traces = tuple((Use("c", Span("layouts/d.yaml", 12 + n, 8)),) for n in range(count))
    return replace(one, traces=traces)


def _shown(*findings):
    return report(findings, lambda file, line: LINES.get((file, line)), color=False).splitlines()


def test_the_terminal_shows_the_line_of_a_single_use():
    assert _shown(_in_uses(1)) == [
        "error: m",
        "   ┌─ layouts/components/c.yaml:3:12",
        "   │",
        " 3 │     style: nope",
        "   │            ^",
        "   = hint: h",
        '   = in "c", used here:',
        "   ┌─ layouts/d.yaml:12:8",
        "   │",
        "12 │ - {use: c}",
        "   │        ^",
        "",
        "1 error",
    ]


@pytest.mark.parametrize(("count", "last"), [(2, None), (4, "1 more use"), (30, "27 more uses")])
def test_the_terminal_lists_the_first_of_many_uses(count, last):
    named = [line for line in _shown(_in_uses(count)) if line.startswith("  = ")][1:]
    assert named[0] == '  = in "c", used here: layouts/d.yaml:12:8'
    assert len(named) == min(count, 4)
    if last:
        assert named[-1] == f"  = and in {last}"


def test_warnings_of_a_kind_have_each_its_first_use():
    findings = [
        replace(warning("x", f"m{n}", Span(C, n, 1), "h"), traces=_in_uses(2).traces)
        for n in (1, 2)
    ]
    assert _shown(*findings)[1:4] == [
        "  layouts/components/c.yaml:1:1: m1",
        '    in "c", used here: layouts/d.yaml:12:8',
        "    and in 1 more use",
    ]


def test_the_terminal_says_so_in_spanish():
    with speaking("es"):
        assert _shown(_in_uses(4))[6:10:3] == [
            '  = en "c", usado aquí: layouts/d.yaml:12:8',
            "  = y en 1 uso más",
        ]


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """The JSON, the SARIF log and the page of one check of a piece that uses a component twice."""
    folder = tmp_path_factory.mktemp("reported")
    for name, text in {
        "layouts/components/tight.yaml": (
            "params: {t: {}}\nbody: {kind: text, style: body, height: 9, text: Una línea}\n"
        ),
        "layouts/t.yaml": (
            "title: T\nalt: A\nformats: [square]\nbody:\n  kind: column\n  height: 1fr\n"
            "  ground: paper\n  pad: 120\n  gap: 80\n  children:\n"
            "    - {use: tight, with: {t: Una línea}}\n    - {use: tight, with: {t: Otra línea}}\n"
        ),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    page, log = folder / "a.html", folder / "a.sarif"
    arguments = ["check", "t", "-w", str(folder), "--report", str(page), "--sarif", str(log)]
    assert run(arguments) == 1
    return folder, page.read_text("utf-8"), json.loads(log.read_text("utf-8"))


def test_json_has_all_uses(reported, capsys):
    assert run(["check", "t", "-w", str(reported[0]), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    (over,) = (one for one in found if one["code"] == "overflow")
    assert (over["file"], over["line"]) == ("layouts/components/tight.yaml", 2)
    assert over["uses"] == [
        [{"component": "tight", "file": PIECE, "line": line, "column": 13}] for line in (11, 12)
    ]
    assert all(one["uses"] == [] for one in found if one["file"] == PIECE)


def test_sarif_has_them_as_related_locations(reported):
    log = reported[2]
    assert [error.message for error in Draft202012Validator(LOG).iter_errors(log)] == []
    (over,) = (one for one in log["runs"][0]["results"] if one["ruleId"] == "overflow")
    assert over["relatedLocations"] == [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": {"uri": PIECE},
                "region": {"startLine": line, "startColumn": 13},
            },
            "message": {"text": 'in "tight", used here'},
        }
        for number, line in ((1, 11), (2, 12))
    ]


def test_sarif_names_each_use_once():
    inner, outer = Use("c", Span("d.yaml", 1, 2)), Use("d", Span("t.yaml", 3, 4))
    found = replace(
        error("x", "m", Span(C, 1, 1)), traces=((inner, outer), (inner, outer), (outer,))
    )
    (result,) = sarif([found])["runs"][0]["results"]
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2]


def test_the_page_lists_them(reported):
    page = reported[1]
    for line in (11, 12):
        assert f"in &#34;tight&#34;, used here: {PIECE}:{line}:13" in page
