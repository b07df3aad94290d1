"""A workspace that is kept is the same workspace; whatever is another one is read anew."""

import os
import pickle
import time
from pathlib import Path
from shutil import copytree

import pytest
from msgspec import msgpack
from msgspec.structs import replace

from infogen import workspace
from infogen.artwork import qr_symbol as symbols
from infogen.diagnostics import Failure
from infogen.files import cache as files
from infogen.layout.compose import compose
from infogen.source import loader
from infogen.workspace import cache
from kit.dump import dump
from kit.notice import notice
from kit.tiny import HERE

EXTRA = "layouts/components/extra.yaml"
PIECE = "layouts/aviso.yaml"


@pytest.fixture(scope="module")
def everything():
    return workspace.read_workspace(HERE)


@pytest.fixture(scope="module")
def loaded(everything):
    return everything[0]


@pytest.fixture
def campaign(tmp_path, monkeypatch):
    """A folder to change, over the stock, and an empty cache beside it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = Path(copytree(HERE, tmp_path / "campaign"))
    (folder / EXTRA).parent.mkdir()
    (folder / PIECE).write_text(notice("Hola"), "utf-8")
    (folder / EXTRA).write_text("body: {kind: text, text: uno}\n", "utf-8")
    return folder


@pytest.fixture
def reads(everything, monkeypatch):
    """The folders that were read; to be quick, they all hold the same."""
    (made, layouts), folders = everything, []

    def read(root, whole):
        folders.append(root)
        return replace(made, root=root), layouts

    monkeypatch.setattr(workspace, "read_workspace", read)
    return folders


@pytest.fixture
def parsed(monkeypatch):
    """Of the files that were read since this was last asked, those named, else all."""
    read, parse = [], loader.parse
    monkeypatch.setattr(loader, "parse", lambda data, name: read.append(name) or parse(data, name))

    def since(*names):
        found = [name for name in read if not names or name in names]
        read.clear()
        return found

    return since


def _kept(campaign):
    folder = campaign.parent / "cache" / "infogen"
    return sorted(path for path in folder.glob("*") if path.name != "key")


def test_the_second_time_nothing_is_read_and_everything_is_the_same(campaign, parsed):
    loaded = workspace.load(campaign)
    cache.load_cached(campaign)
    parsed()
    found = cache.load_cached(campaign)
    for name in ("pieces", "components", "drawings", "sheets", "examples"):
        assert dict(getattr(found, name)) == getattr(loaded, name)
    for name in ("formats", "themes", "axes", "platforms", "default_theme"):
        assert getattr(found, name) == getattr(loaded, name)
    for name in ("raw", "content", "language", "translated_paths"):
        assert getattr(found.data, name) == getattr(loaded.data, name)
    assert (found.root, found.folders) == (campaign, (campaign, *loaded.folders[1:]))
    assert found.fonts.names == loaded.fonts.names
    assert found.data.raw.spans == loaded.data.raw.spans
    assert PIECE in str(found.pieces["aviso"].spec.raw.spans)
    one, other = (
        compose(each, "verificacion", format="square").pages[0].frame for each in (found, loaded)
    )
    assert dump(one) == dump(other)
    assert parsed() == []


def test_a_copy_elsewhere_has_its_own_folders(campaign, reads):
    cache.load_cached(campaign)
    other = Path(copytree(campaign, campaign.parent / "other"))
    found = cache.load_cached(other)
    assert reads == [campaign]
    assert (found.root, found.folders[0]) == (other, other)


@pytest.mark.parametrize("change", ["a byte", "a new file", "a file less", "a new name"])
def test_any_change_is_seen(campaign, reads, change):
    cache.load_cached(campaign)
    file, other = campaign / EXTRA, (campaign / EXTRA).with_name("other.yaml")
    match change:
        case "a byte":
            file.write_text(file.read_text("utf-8").replace("uno", "dos"), "utf-8")
        case "a new file":
            other.write_text(file.read_text("utf-8"), "utf-8")
        case "a file less":
            file.unlink()
        case "a new name":
            file.rename(other)
    cache.load_cached(campaign)
    assert len(reads) == 2


def test_what_changed_is_what_is_found(campaign):
    cache.load_cached(campaign)
    (campaign / EXTRA).write_text("body: {kind: text, text: dos}\n", "utf-8")
    assert "dos" in str(cache.load_cached(campaign).components["extra"])


def test_of_layouts_what_was_asked_for_is_kept_and_the_rest_read_when_it_is(campaign, parsed):
    first = cache.load_cached(campaign, whole=False)
    assert parsed(PIECE, EXTRA) == []
    assert first.pieces["aviso"].spec.formats == ("square",)
    cache.keep(first)
    assert parsed(PIECE, EXTRA) == [PIECE]

    second = cache.load_cached(campaign, whole=False)
    assert second.pieces["aviso"].spec == first.pieces["aviso"].spec
    assert parsed() == []
    assert "uno" in str(second.components["extra"])
    cache.keep(second)
    assert parsed() == [EXTRA]

    third = cache.load_cached(campaign, whole=False)
    assert (third.pieces["aviso"].spec.raw, third.components["extra"].body) == (
        first.pieces["aviso"].spec.raw,
        second.components["extra"].body,
    )
    assert parsed() == []


def test_what_must_be_whole_reads_what_is_not_kept(campaign, parsed):
    part = cache.load_cached(campaign, whole=False)
    assert part.pieces["aviso"].spec
    cache.keep(part)
    parsed()
    whole = cache.load_cached(campaign)
    assert EXTRA in (read := parsed())
    assert PIECE not in read
    assert "uno" in str(whole.components["extra"])
    assert cache.load_cached(campaign).components.keys() == whole.components.keys()
    assert parsed() == []


def test_what_is_wrong_is_found_beside_what_is_kept(campaign):
    (campaign / EXTRA).write_text("body: [\n", "utf-8")
    part = cache.load_cached(campaign, whole=False)
    assert part.pieces["aviso"].spec
    cache.keep(part)
    for again in (cache.load_cached(campaign, whole=False), part):
        with pytest.raises(Failure, match=EXTRA):
            again.components["extra"]
        cache.keep(again)
    with pytest.raises(Failure, match=EXTRA):
        cache.load_cached(campaign)


@pytest.mark.parametrize("file", [EXTRA, PIECE, "data/meta.yaml"])
def test_what_changes_while_it_is_read_is_not_kept(campaign, file):
    made = cache.load_cached(campaign, whole=False)
    assert made.components["extra"]
    (campaign / file).parent.mkdir(exist_ok=True)
    with (campaign / file).open("a", encoding="utf-8") as written:
        written.write("# later\n")
    cache.keep(made)
    assert [path for path in _kept(campaign) if path.suffix == ".workspace"] == []


def test_other_code_is_another_workspace(campaign, reads, monkeypatch):
    cache.load_cached(campaign)
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    cache.load_cached(campaign)
    assert len(reads) == 2


def test_of_an_error_nothing_is_kept(campaign):
    (campaign / "layouts" / "wrong.yaml").write_text("pages: 1\nsubtitle: 2\n", "utf-8")
    said = []
    for _time in range(2):
        with pytest.raises(Failure) as failure:
            cache.load_cached(campaign)
        said.append(str(failure.value))
    assert said[0] == said[1]
    assert _kept(campaign) == []


def test_no_folder_is_no_empty_one(campaign):
    (campaign.parent / "empty").mkdir()
    assert cache.load_cached(campaign.parent / "empty").pieces
    with pytest.raises(Failure, match="there is no folder"):
        cache.load_cached(campaign.parent / "nowhere")


@pytest.mark.parametrize("damage", ["cut", "another byte", "other bytes", "nothing", "a link"])
def test_what_is_damaged_is_read_anew_and_put_right(campaign, reads, damage):
    cache.load_cached(campaign)
    (file,) = _kept(campaign)
    whole = file.read_bytes()
    match damage:
        case "cut":
            file.write_bytes(whole[:-1])
        case "another byte":
            file.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
        case "other bytes":
            file.write_bytes(b"these are 32 bytes and then some: no workspace")
        case "nothing":
            file.write_bytes(b"")
        case "a link":
            file.rename(file.with_name("elsewhere"))
            file.symlink_to(file.with_name("elsewhere"))
    cache.load_cached(campaign)
    assert len(reads) == 2
    cache.load_cached(campaign)
    assert len(reads) == 2
    assert not file.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_what_others_may_write_is_not_read(campaign, reads):
    cache.load_cached(campaign)
    (file,) = _kept(campaign)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o622)
    cache.load_cached(campaign)
    file.parent.chmod(0o777)
    cache.load_cached(campaign)
    cache.load_cached(campaign)
    assert len(reads) == 4


def test_where_nothing_can_be_kept_the_files_are_read(campaign, reads):
    (campaign.parent / "cache").write_text("a file", "utf-8")
    assert cache.load_cached(campaign).pieces.keys() == cache.load_cached(campaign).pieces.keys()
    assert len(reads) == 2


def test_linked_folders_are_not_kept(campaign, reads):
    (campaign / "layouts" / "components").rename(campaign.parent / "components")
    (campaign / "layouts" / "components").symlink_to(campaign.parent / "components")
    cache.load_cached(campaign)
    cache.load_cached(campaign)
    assert len(reads) == 2


def test_the_oldest_are_removed_where_all_are_too_large(campaign, reads, monkeypatch):
    cache.load_cached(campaign)
    (first,) = _kept(campaign)
    monkeypatch.setattr("infogen.files.cache.MOST_BYTES", int(first.stat().st_size * 2.5))
    for number in range(3):
        (campaign / EXTRA).write_text(f"body: {{kind: text, text: '{number}'}}\n", "utf-8")
        cache.load_cached(campaign)
        time.sleep(0.01)
    assert len(_kept(campaign)) == 2
    assert first not in _kept(campaign)
    cache.load_cached(campaign)
    assert len(reads) == 4


class Called:
    """Packed, it asks for a function to be called."""

    def __reduce__(self):
        return Path.touch, (Path("called"),)


@pytest.mark.parametrize("damage", [Called(), [1], "no workspace", None])
def test_nothing_that_is_kept_can_run(campaign, reads, monkeypatch, damage):
    monkeypatch.chdir(campaign.parent)
    cache.load_cached(campaign)
    (place,) = _kept(campaign)
    parts = msgpack.decode(files.get(place))
    files.put(place, msgpack.encode({name: pickle.dumps(damage, 5) for name in parts}))
    found = cache.load_cached(campaign)
    assert len(reads) == 2
    assert found.formats
    assert not Path("called").exists()


def test_what_was_made_with_another_key_counts_as_none(campaign, reads):
    cache.load_cached(campaign)
    (place,) = _kept(campaign)
    (place.parent / "key").write_bytes(bytes(32))
    cache.load_cached(campaign)
    assert len(reads) == 2


def test_a_relative_cache_folder_does_not_count(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert files.folder() == tmp_path / "home" / ".cache" / "infogen"
    assert not Path("here").exists()


def test_a_symbol_is_made_once(campaign, loaded, reads, monkeypatch):
    monkeypatch.setattr(symbols, "MADE", made := {})
    monkeypatch.setattr(cache, "MADE", made)
    rows = symbols.symbol("https://example.org/a b", "Q")
    cache.keep(loaded)
    made.clear()
    monkeypatch.setattr(symbols, "_made", None)
    cache.load_cached(campaign)
    assert symbols.symbol("https://example.org/a b", "Q") == rows


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'{"M": 3}', b'{"M 1 https://a": [[1]]}'])
def test_symbols_that_are_damaged_are_made_anew(campaign, loaded, reads, monkeypatch, damage):
    monkeypatch.setattr(symbols, "MADE", made := {})
    monkeypatch.setattr(cache, "MADE", made)
    rows = symbols.symbol("https://a")
    cache.keep(loaded)
    (file,) = _kept(campaign)
    file.write_bytes(damage)
    made.clear()
    cache.load_cached(campaign)
    assert symbols.symbol("https://a") == rows


@pytest.mark.parametrize("name", ["layouts/2026/x.yaml", "layouts/x.YAML"])
def test_a_file_that_nothing_reads_is_said_of_a_kept_workspace_too(campaign, name):
    cache.load_cached(campaign)
    (campaign / name).parent.mkdir(exist_ok=True)
    (campaign / name).write_text("title: T\n", "utf-8")
    with pytest.raises(Failure, match="read"):
        cache.load_cached(campaign)
