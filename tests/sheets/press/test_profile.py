"""Profiles of presses: damaged ones are told of when they are read, not when a page is separated."""

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from infogen.backends.pdf import render
from infogen.diagnostics import Failure
from infogen.scene.destinations import Press
from infogen.sheets.press.profile import read_profile
from kit.pdf_scene import guide
from kit.press_profile import profile


def test_damage_is_told(tmp_path: Path) -> None:
    chance, good, told = random.Random(3), profile(), 0
    scene = guide()
    for number in range(60):
        data = bytearray(good)
        for _change in range(chance.choice((1, 4, 16))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 4 == 0:
            del data[chance.randrange(len(data)) :]
        path = tmp_path / f"{number}.icc"
        path.write_bytes(data)
        try:
            read = read_profile(path)
        except Failure as failure:
            (diagnostic,) = failure.diagnostics
            told += diagnostic.code == "bad-profile"
            continue
        assert render(replace(scene, press=Press(ink="cmyk", profile=read)))
    assert 15 < told < 60


@pytest.mark.parametrize("data", [b"", b"text", bytes(200)])
def test_what_is_no_profile(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p.icc"
    path.write_bytes(data)
    with pytest.raises(Failure) as caught:
        read_profile(path)
    assert caught.value.diagnostics[0].code == "bad-profile"
