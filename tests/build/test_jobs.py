"""What a person asks for, to the scenes to make."""

import pytest

from infogen.build.jobs import Choice, Job, select_jobs
from infogen.diagnostics.misuse import Misuse
from kit.workspaces import workspace


def _asked(**choice):
    return [
        (job.piece, job.variant, job.format) for job in select_jobs(workspace(), Choice(**choice))
    ]


def _refused(**choice):
    with pytest.raises(Misuse) as caught:
        select_jobs(workspace(), Choice(**choice))
    return [(finding.message, finding.hint) for finding in caught.value.diagnostics]


def test_nothing_named_is_everything():
    assert _asked() == [
        ("aviso", None, "square"),
        ("aviso", "b", "square"),
        ("guia", None, "letter"),
        ("guia", None, "square"),
    ]


def test_pieces_come_in_their_order_and_once():
    assert _asked(pieces=("guia", "aviso", "guia"), formats=("square",)) == [
        ("aviso", None, "square"),
        ("aviso", "b", "square"),
        ("guia", None, "square"),
    ]


def test_a_format_keeps_the_pieces_that_have_it():
    assert _asked(formats=("letter",)) == [("guia", None, "letter")]


def test_base_is_the_piece_without_a_variant():
    assert _asked(pieces=("aviso",), variants=("base",)) == [("aviso", None, "square")]
    assert _asked(variants=("base", "b"), formats=("square",)) == [
        ("aviso", None, "square"),
        ("aviso", "b", "square"),
        ("guia", None, "square"),
    ]


def test_a_variant_keeps_the_pieces_that_have_it():
    assert _asked(variants=("b",)) == [("aviso", "b", "square")]


def test_files_are_those_of_the_format():
    (job,) = select_jobs(workspace(), Choice(formats=("letter",)))
    assert job == Job("guia", None, "letter", None, ("png", "pdf"))


def test_files_may_be_named():
    (job,) = select_jobs(workspace(), Choice(formats=("letter",), files=("webp", "jpg", "webp")))
    assert job.files == ("jpg", "webp")


def test_an_unknown_piece_has_the_closest_as_its_hint():
    assert _refused(pieces=("avisos",)) == [('unknown piece "avisos"', 'did you mean "aviso"?')]


def test_without_a_close_name_all_are_named():
    assert _refused(pieces=("xyz",)) == [('unknown piece "xyz"', "one of: aviso, guia")]


def test_all_that_is_unknown_is_said_at_once():
    assert _refused(formats=("squar",), theme="bnn", variants=("q",), files=("gif",)) == [
        ('unknown format "squar"', 'did you mean "square"?'),
        ('unknown theme "bnn"', 'did you mean "bn"?'),
        ('unknown kind of file "gif"', "one of: html, jpg, pdf, png, svg, svg-outlines, txt, webp"),
        ('unknown variant "q"', "one of: b"),
    ]


def test_a_named_piece_must_have_the_format():
    assert _refused(pieces=("aviso", "guia"), formats=("letter",)) == [
        ('"aviso" is not made for "letter"', "its formats: square")
    ]


def test_a_named_piece_must_have_the_variant():
    assert _refused(pieces=("guia",), variants=("b",)) == [
        ('"guia" has no variant "b"', "ask for it without a variant")
    ]
