from msgspec.structs import replace

from infogen.diagnostics import Span, error, warning
from infogen.diagnostics.terminal import report

FILES = {
    "a.yaml": ["title: x", "\tsize: wide", "名前: é: 1"],
    "b.yaml": ["x" * 300 + "y" + "z" * 300, "a: \x1b[31m"],
}


def read_line(file: str, line: int) -> str | None:
    lines = FILES.get(file, [])
    return lines[line - 1] + "\n" if 0 < line <= len(lines) else None


def test_a_finding_shows_its_line_and_what_to_do() -> None:
    one = error("unknown-key", 'a piece has no key "title"', Span("a.yaml", 1, 1), "remove it")
    assert report([one], read_line, color=False).splitlines() == [
        'error: a piece has no key "title"',
        "  ┌─ a.yaml:1:1",
        "  │",
        "1 │ title: x",
        "  │ ^",
        "  = hint: remove it",
        "",
        "1 error",
    ]


def test_the_caret_is_right_after_tabs() -> None:
    lines = report([error("x", "m", Span("a.yaml", 2, 8))], read_line, color=False).splitlines()
    assert lines[3:5] == ["2 │     size: wide", "  │           ^"]


def test_the_caret_is_right_after_wide_characters() -> None:
    lines = report([error("x", "m", Span("a.yaml", 3, 6))], read_line, color=False).splitlines()
    assert lines[3:5] == ["3 │ 名前: é: 1", "  │        ^"]


def test_the_caret_may_stand_behind_the_line() -> None:
    lines = report([error("x", "m", Span("a.yaml", 1, 9))], read_line, color=False).splitlines()
    assert lines[4] == "  │         ^"


def test_of_a_long_line_the_part_around_the_caret_is_shown() -> None:
    lines = report([error("x", "m", Span("b.yaml", 1, 301))], read_line, color=False).splitlines()
    assert lines[3] == "1 │ …" + "x" * 50 + "y" + "z" * 49 + "…"
    assert lines[3][lines[4].index("^")] == "y"


def test_what_was_written_does_not_steer_the_terminal() -> None:
    one = error("x", "not \x1b[2J", Span("b.yaml", 2, 1))
    assert "\x1b" not in report([one], read_line, color=False)


def test_findings_are_in_the_order_of_their_places_and_counted() -> None:
    findings = [
        warning("x", "nowhere"),
        error("x", "later", Span("a.yaml", 3, 1)),
        warning("x", "other file", Span("b.yaml", 9, 1)),
        error("x", "sooner", Span("a.yaml", 1, 4)),
        error("x", "sooner", Span("a.yaml", 1, 4)),
    ]
    lines = report(findings, read_line, color=False).splitlines()
    heads = [line for line in lines if line.startswith(("error", "warning"))]
    assert heads == [
        "warning[x]: other file",
        "warning[x]: nowhere",
        "error: sooner",
        "error: later",
    ]
    assert lines[-1] == "2 errors, 2 warnings"


def test_warnings_that_call_for_the_same_are_together() -> None:
    findings = [
        replace(warning("x", "one", Span("a.yaml", 1, 2), "do it"), about="a", pieces=("guia",)),
        warning("y", "other", Span("a.yaml", 2, 1), "do it"),
        warning("x", "else", Span("a.yaml", 3, 1), "do more"),
        replace(
            warning("x", "two", Span("b.yaml", 1, 1), "do it"), about="b", pieces=("denuncia",)
        ),
        error("x", "wrong", Span("a.yaml", 1, 1), "do it"),
    ]
    text = report(findings, lambda file, line: None, color=False)
    assert text.split("\n\n") == [
        "warning[x] in 2 places:\n  a.yaml:1:2: one\n  b.yaml:1:1: two\n  = hint: do it\n"
        "  = used in: denuncia, guia",
        "warning[y]: other\n  ┌─ a.yaml:2:1\n  = hint: do it",
        "warning[x]: else\n  ┌─ a.yaml:3:1\n  = hint: do more",
        "error: wrong\n  ┌─ a.yaml:1:1\n  = hint: do it",
        "1 error, 4 warnings\n",
    ]


def test_a_whole_file_has_no_line() -> None:
    assert report(
        [error("x", "no such file", Span("c.yaml"), "check its name")], read_line, False
    ) == ("error: no such file\n ┌─ c.yaml\n = hint: check its name\n\n1 error\n")


def test_color_marks_the_severity() -> None:
    assert report([warning("x", "m")], read_line, color=True).startswith(
        "\x1b[1;33mwarning[x]\x1b[0m"
    )


def test_nothing_found_prints_nothing() -> None:
    assert report([], read_line, color=False) == ""
