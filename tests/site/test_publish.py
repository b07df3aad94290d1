"""A site in a folder: what is written again, what is kept, what goes, what is refused."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from infogen.build.listener import Silent
from infogen.cli import run
from infogen.diagnostics import Failure
from infogen.site import publish
from infogen.workspace import load
from kit.site import PIECE, SITE, small

DAY, LATER = date(2026, 11, 1), date(2026, 12, 1)


def made(root: Path, day: date = DAY):
    return publish(load(root), root / "site", Silent(), today=day)


def test_the_same_site_is_written_once(tmp_path: Path) -> None:
    root = small(tmp_path)
    first = made(root)
    assert "aviso/index.html" in first.written
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    again = made(root, LATER)
    assert (again.written, again.removed, again.withdrawn) == ((), (), ())
    assert again.same == len(first.written)
    assert before == {path: path.read_bytes() for path in before}


def test_a_change_writes_its_own_pages_and_dates_them(tmp_path: Path) -> None:
    root = small(tmp_path)
    made(root)
    small(root, PIECE.replace("Te responden", "Deben responder"))
    changed = made(root, LATER)
    assert "aviso/aviso-square.png" in changed.written
    assert "glosario/index.html" not in changed.written
    pages = json.loads((root / "site/manifest.json").read_text("utf-8"))["pages"]
    assert pages["aviso/"]["changed_on"] == "2026-12-01"
    assert pages["glosario/"]["changed_on"] == "2026-11-01"
    assert "2026-12-01T00:00:00-06:00" in (root / "site/feed.xml").read_text("utf-8")


def test_a_piece_that_is_gone_leaves_a_page_that_says_so(tmp_path: Path) -> None:
    root = small(tmp_path)
    made(root)
    small(root, site=SITE.replace("[{name: Uno, pieces: [aviso]}]", "[]"))
    gone = made(root, LATER)
    assert gone.withdrawn == ("aviso/", "incrustar/aviso/")
    page = (root / "site/aviso/index.html").read_text("utf-8")
    assert "Un aviso" in page
    assert "1 de diciembre de 2026" in page
    assert not (root / "site/aviso/aviso-square.png").exists()
    assert made(root, date(2027, 1, 1)).written == ()
    small(root)
    made(root, LATER)
    assert "se retiró" not in (root / "site/aviso/index.html").read_text("utf-8")


def test_an_error_keeps_the_earlier_page(tmp_path: Path) -> None:
    root = small(tmp_path)
    made(root)
    before = (root / "site/aviso/index.html").read_bytes()
    small(root, PIECE.replace('text: "Un aviso"', "text: $copy.no_hay"))
    failed = made(root, LATER)
    assert any(found.severity == "error" for found in failed.findings)
    assert (root / "site/aviso/index.html").read_bytes() == before
    assert (root / "site/aviso/aviso-square.png").exists()
    pages = json.loads((root / "site/manifest.json").read_text("utf-8"))["pages"]
    assert pages["aviso/"]["changed_on"] == "2026-11-01"


def test_a_manifest_from_a_stranger_removes_nothing_outside(tmp_path: Path) -> None:
    root = small(tmp_path / "w")
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", "utf-8")
    made(root)
    listed = json.loads((root / "site/manifest.json").read_text("utf-8"))
    (root / "site/out").symlink_to(tmp_path)
    listed["files"] |= {"../../victim.txt": "0", "out/victim.txt": "0", str(victim): "0"}
    listed["pages"]["../x/"] = {"title": "x", "changed_on": "2026-01-01", "digest": "0"}
    (root / "site/manifest.json").write_text(json.dumps(listed), "utf-8")
    made(root, LATER)
    assert victim.read_text("utf-8") == "mine"
    assert not (tmp_path / "w/x").exists()
    assert os.readlink(root / "site/out") == str(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": {"a": 1}}', '{"pages": 3}', "\x00"])
def test_a_manifest_that_is_none_counts_as_empty(tmp_path: Path, text: str) -> None:
    root = small(tmp_path)
    (root / "site").mkdir()
    (root / "site/manifest.json").write_text(text, "utf-8")
    assert "aviso/index.html" in made(root).written


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mail: null", "mail: buzon@example.org", 'data/site.yaml:5:24: error: the privacy notice has no "responsible"'),
        ("pieces: [aviso]", "pieces: [avizo]", 'data/site.yaml:2:31: error: unknown piece "avizo"'),
        ("pieces: [aviso]", "pieces: [aviso, aviso]", "stands under two topics"),
        ("example.org/t/", "example.org/t", "must end in a slash"),
        ("served: false, mail: null", "served: true, mail: a@example.org", "not both"),
        ("mail: null", "mail: not-an-address", "data/site.yaml:4:32"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_data_is_said_there(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    root = small(tmp_path, site=SITE.replace(old, new))
    with pytest.raises(Failure) as failure:
        made(root)
    assert said in str(failure.value)
    assert not (root / "site").exists()


def test_a_mailbox_by_mail_needs_no_server(tmp_path: Path) -> None:
    notice = SITE.replace("null,", '"x",').replace("updated_on: null", "updated_on: 2026-01-15")
    notice = notice.replace('mail: "x"', "mail: buzon@example.org")
    root = small(tmp_path, site=notice.replace("other: null", "other: null"))
    made(root)
    page = (root / "site/aviso/index.html").read_text("utf-8")
    assert 'action="mailto:buzon@example.org" enctype="text/plain"' in page


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small(tmp_path)
    assert run(["publish", "-w", str(root), "--today", "2026-11-01"]) == 0
    assert "unchanged, 0 removed" in capsys.readouterr().out
    assert run(["publish", "-w", str(root), "--json", "--today", "2026-11-01"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == []
