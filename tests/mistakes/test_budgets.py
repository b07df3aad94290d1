"""A few lines that ask for endless work: each ends soon, in words, at its place, once."""

import pytest

from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.diagnostics.findings import MOST_FINDINGS, Findings
from infogen.source.loader import parse
from infogen.workspace import load
from kit.calls import calls_at_most

MOST_CALLS = 6_000_000
PIECE = "title: T\nalt: A\nformats: [portrait]\nbody: %s\n"
TEXT = "{kind: text, style: body, text: x}"
HEAD = "kind: column\nchildren:\n  - "


def _list(item, count):
    return f"[{', '.join([item] * count)}]"


def _copies(levels):
    """`each` in `each`: ten copies of ten copies, and so on."""
    inner = TEXT
    for level in range(levels):
        inner = f"{{each: {_list('x', 10)}, as: a{level}, kind: column, children: [{inner}]}}"
    return inner


def _components(count, body, params="", last=TEXT):
    """Components that each use the next one."""
    made = {f"c{n}": params + f"body: {body.replace('NEXT', f'c{n + 1}')}\n" for n in range(count)}
    return {**made, f"c{count}": f"{params}body: {last}\n"}


USES = _components(6, "{{kind: column, children: {}}}".format(_list("{use: NEXT}", 10)))
CHAIN = _components(90, "{use: NEXT}")
TAKING = "params: {given: {}}\n"
LISTS = _components(
    7,
    "{{use: NEXT, with: {{given: {}}}}}".format(_list("$given", 10)),
    TAKING,
    "{kind: table, columns: [{head: A, value: a}], rows: $given}",
)
WORDS = _components(
    7,
    "{use: NEXT, with: {given: '%s'}}" % ("${given}" * 10),
    TAKING,
    "{kind: text, style: body, text: $given}",
)
PATH = ", ".join("{x: 0}, {x: 9}" for _ in range(400))
BOMBS = {
    "copies of copies": (_copies(5), {}, "more than 10000 blocks"),
    "components that use ten others": ("{use: c0}", USES, "more than 10000 blocks"),
    "components, one in another": ("{use: c0}", CHAIN, "more than 40 blocks, one inside another"),
    "lists of lists": ("{use: c0, with: {given: [x]}}", LISTS, "more than 200000 values"),
    "texts of texts": ("{use: c0, with: {given: abc}}", WORDS, "more than 20000 characters"),
    "a text without end": (f"{{kind: text, style: body, text: {'ab ' * 8000}}}", {}, "20000 char"),
    "a page of all": (f"{{kind: column, children: {_list(TEXT, 7000)}}}", {}, "more than 6000"),
    "columns": (f"{{kind: grid, columns: {_list('1fr', 500)}}}", {}, '"columns" is too long'),
    "cells": (
        f"{{kind: table, head-style: body, cell-style: body, rows: {_list('{a: 1}', 7000)}, "
        "columns: [{head: A, value: a}]}",
        {},
        "more than 6000 blocks",
    ),
    "paint": (
        "{{kind: overlay, children: {}}}".format(
            _list("{kind: column, ground: ink, width: 400, height: 300}", 4000)
        ),
        {},
        "more than 400 million pixels",
    ),
    "a path": (f"{{kind: ribbon, width: 1, color: ink, path: [{PATH}]}}", {}, '"path" is too long'),
    "dots": (
        "{{kind: dots, diameter: fit, segments: {}}}".format(
            _list("{days: 1000, state: ring, color: ink}", 900)
        ),
        {},
        "900000 dots",
    ),
    "years": (
        "{kind: chart, series: [{rows: [{year: 1, value: 5}, {year: 100000, value: 6}]}]}",
        {},
        "a chart from 1 to 100000",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_layout_that_multiplies_ends_at_its_place(name, tiny):
    block, components, message = BOMBS[name]
    with calls_at_most(MOST_CALLS):
        told = tiny.said(HEAD + block, components=components)
    assert sum("error:" in line for line in told) == 1
    assert message in told[0]
    assert told[0].startswith("layouts/")
    assert told[1].startswith("  hint: ")


@pytest.fixture
def campaign(tmp_path, monkeypatch, capsys):
    """What building a piece says of the files of a workspace."""
    monkeypatch.chdir(tmp_path)

    def said(files):
        for name, text in {"layouts/t.yaml": PIECE % TEXT, **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        with calls_at_most(MOST_CALLS):
            assert run(["build", "t"]) == 1
        assert not (tmp_path / "output").exists()
        return capsys.readouterr().err

    return said


def _slots(*texts):
    return "z:\n" + "".join(
        f"  b{n}: {{long: '{t}', short: a, facts: [], law: []}}\n" for n, t in enumerate(texts)
    )


def _next(n):
    return f"${{copy.zz.z.b{n}}}"


@pytest.mark.parametrize(
    ("texts", "message", "line"),
    [
        (
            [*(_next(n) * 10 for n in range(1, 7)), "palabra"],
            "more than 20000 characters",
            4,
        ),
        ([_next((n + 1) % 9) * 10 for n in range(9)], "lead back to it", 2),
        ([*(_next(n) for n in range(1, 20)), "a"], "more than 8 times", 12),
    ],
    ids=["too long", "a circle", "too deep"],
)
def test_texts_that_name_texts_end_before_they_are_put_together(campaign, texts, message, line):
    told = campaign({"data/copy/zz.yaml": _slots(*texts)})
    assert message in told
    assert f"data/copy/zz.yaml:{line}:" in told
    assert told.endswith("1 error\n")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("data/sources.yaml", 'k: "v"\n' * 50_000, 'the key "k" is written twice'),
        (
            "data/sources.yaml",
            "".join(f"k{n}: 1\nk{n}: 2\n" for n in range(20_000)),
            'the key "k0" is written twice',
        ),
        ("data/sources.yaml", "5: 1\n" * 20_000, "a key must be text, not 5"),
        ("data/sources.yaml", "a: \u200b\n" * 20_000, "cannot be seen"),
        ("data/copy/zz.yaml", "z:\n" + "".join(f"  b{n}: 5\n" for n in range(20_000)), "mapping"),
        ("data/copy/zz.yaml", _slots(*["$copy.no.no"] * 9_000), '"$copy.no.no" refers to nothing'),
        (
            "layouts/t.yaml",
            PIECE % "{kind: text, %s}" % ", ".join(f"k{n}: 1" for n in range(9_000)),
            'no key "k0"',
        ),
        (
            "layouts/t.yaml",
            PIECE % "{kind: column, children: %s}" % _list("{kind: text, text: $no.no}", 3_000),
            '"$no.no" refers to nothing',
        ),
        (
            "layouts/t.yaml",
            PIECE % TEXT + "concede: {}\n".format(_list("{drop: a}", 900)),
            '"concede" is too long',
        ),
        (
            "layouts/t.yaml",
            (PIECE % TEXT).replace("[portrait]", _list("letter", 900)),
            '"letter" is in the list twice',
        ),
        (
            "layouts/t.yaml",
            (PIECE % "1").replace("body: 1", f"pages: {_list(TEXT, 600)}"),
            "the piece has more than 500 pages",
        ),
    ],
)
def test_a_hundred_thousand_errors_are_said_soon_and_not_all(campaign, file, text, message):
    told = campaign({file: text})
    assert message in told
    assert told.count("error:") <= MOST_FINDINGS + 1


def test_findings_end_their_stage_and_say_so():
    with pytest.raises(Failure) as failure:
        parse("".join(f"a: {n}\na{n}: 1\na{n}: 1\n" for n in range(200)).encode(), "a.yaml")
    *found, last = failure.value.diagnostics
    assert len(found) == MOST_FINDINGS
    assert last.code == "too-many"
    assert Findings() == []


@pytest.mark.parametrize("kind", ["data", "layouts"])
@pytest.mark.parametrize("command", ["build", "list", "check"])
def test_a_link_to_the_whole_disk_is_not_walked(kind, command, tmp_path, monkeypatch, capsys):
    (tmp_path / kind).symlink_to("/", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    assert run([command]) == 1
    assert f'"{kind}" is a link to a folder that it is in itself' in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["data", "layouts/viejos"])
def test_a_folder_of_too_many_files_is_named(kind, tmp_path, monkeypatch):
    monkeypatch.setattr("infogen.files.folders.MOST_ENTRIES", 300)
    folder = tmp_path / kind
    folder.mkdir(parents=True)
    for number in range(310):
        (folder / f"{number}.txt").touch()
    with pytest.raises(Failure) as failure:
        load(tmp_path)
    assert f'there are more than 300 files in "{kind}"' in str(failure.value)
