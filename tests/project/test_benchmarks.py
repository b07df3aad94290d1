"""What the benchmarks measure is a picture of new content: they make it as users would."""

from benchmarks import contents
from benchmarks.__main__ import made

from infogen.workspace import load
from kit.places import ROOT


def test_each_content_is_validated_and_makes_another_picture():
    workspace = load(ROOT)
    pictures = {
        made(workspace, raw, "verificacion", "portrait", "png")
        for raw in contents.batch(workspace, 2)
    }
    assert len(pictures) == 2


def test_the_peers_get_the_same_words_terms_and_codes():
    data = load(ROOT).data
    for told in (contents.verificacion(data), contents.guia(data)):
        assert "$" not in str(told)
    assert contents.matrix(data, "denuncia")[0].startswith("1111111")
