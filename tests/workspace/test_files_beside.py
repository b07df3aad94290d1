"""Files that systems and editors leave are left alone; one that is meant to be read is named."""

from pathlib import Path

import pytest

from infogen.diagnostics import Failure
from infogen.workspace import load
from infogen.workspace.cache import load_cached

APPLE_DOUBLE = b"\0\5\26\7\0\2\0\0Mac OS X        \xb0\xff"

LEFT = (
    "layouts/._t.yaml",
    "layouts/.#t.yaml",
    "layouts/.t.yaml.swp",
    "layouts/~$t.yaml",
    "layouts/t.yaml~",
    "layouts/.DS_Store",
    "layouts/Thumbs.db",
    "layouts/themes/._a-la-vista.yaml",
    "layouts/formats/~$card.yaml",
    "layouts/components/.oculto.yaml",
    "layouts/platforms/._x.yaml",
    "layouts/axes/.a.yaml",
    "layouts/sheets/._hoja.yaml",
    "layouts/__MACOSX/._t.yaml",
    "layouts/.git/config.yaml",
    "data/._links.yaml",
    "data/~$links.yaml",
    "data/copy/._t.yaml",
    "data/__MACOSX/links.yaml",
    "data/locales/.DS_Store",
    "data/locales/._en",
    "fonts/._mia.ttf",
)

NAMED = {
    "layouts/t.YAML": "t.yaml",
    "layouts/t.yaml.txt": "t.yaml",
    "layouts/themes/mio.Yml": "mio.yml",
    "data/links.YAML": "links.yaml",
    "data/copy/t.yaml.txt": "t.yaml",
}


def put(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("read", [load, load_cached])
def test_what_systems_and_editors_leave_is_left_alone(tmp_path, read):
    for name in LEFT:
        put(tmp_path, name, APPLE_DOUBLE)
    assert read(tmp_path).pieces


@pytest.mark.parametrize("name", NAMED)
def test_a_file_that_is_meant_to_be_read_and_is_not_is_named(tmp_path, name):
    load_cached(tmp_path)
    put(tmp_path, name, b"a: 1\n")
    for read in (load, load_cached):
        with pytest.raises(Failure) as caught:
            read(tmp_path)
        (found,) = caught.value.diagnostics
        assert (found.code, str(found.span.file)) == ("unread-file", name)
        assert found.hint == f'rename it to "{NAMED[name]}"'
