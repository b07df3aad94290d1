"""The evidence of a practice: everything under its box, the same bytes twice, and nobody named."""

import io
import shutil
import zipfile
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from infogen.build.manifest import NAME
from infogen.diagnostics import Failure
from infogen.forms.bundle import bundle
from infogen.forms.captures import captures
from infogen.forms.evidence import PARTS, gather
from infogen.forms.filling import fill
from infogen.forms.personal import personal_data, public_words
from infogen.forms.tables import csv_bytes
from infogen.workspace import load
from kit.practice import rehearsed
from kit.verapdf import Validation

DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def root(stock, tmp_path_factory) -> Path:
    home = rehearsed(stock, tmp_path_factory.mktemp("evidencia"))
    (home / "output").mkdir()
    (home / "output/denuncia.png").write_bytes(b"picture")
    entry = '{"path": "denuncia.png", "piece": "denuncia", "variant": null, "format": "square", "page": null, "bytes": 7, "sha256": "%s"}'
    (home / "output" / NAME).write_text(
        '{"files": [%s]}' % (entry % sha256(b"picture").hexdigest()), "utf-8"
    )
    return home


@pytest.fixture(scope="module", autouse=True)
def slow_parts_once():
    """The report and the table of sources are made once for all tests: neither changes in them."""
    with pytest.MonkeyPatch.context() as patch:
        for topic in ("preflight", "sources"):
            make, missing = PARTS[topic]
            patch.setitem(PARTS, topic, (_once(make), missing))
        yield


def _once(make):
    made = []

    def again(about):
        if not made:
            made.extend(make(about))
        return iter(made)

    return again


@pytest.fixture(scope="module")
def made(root):
    here = load(root)
    return bundle(here, fill(here, "verificaciones", DAY), DAY)


def test_everything_is_there_under_its_box(made):
    names = {name.removeprefix("verificaciones/") for name in made}
    assert {
        "formulario/verificaciones.docx", "formulario/verificaciones.pdf", "publicado/archivos.csv",
        "publicado/miniaturas/denuncia.png", "revision/revision.html", "revision/lectura.csv",
        "fuentes/fuentes.csv", "fuentes/fuentes.pdf", "enlaces/enlaces.csv", "buzon/resumen.csv",
        "buzon/cambios.csv", "visitas/visitas.csv", "documentos/evidencia/visitas.csv", "indice.pdf",
        "indice.html", "SHA256SUMS", "verificaciones.zip",
    } <= names  # fmt: skip
    assert {Path(name).name for name in names if name.startswith("grupos/")} >= {
        "acta.pdf",
        "ballots.csv",
        "results.json",
    }
    page = made["verificaciones/indice.html"].decode()
    for box, file in (
        ("C3e ", "acta.pdf"),
        ("C5b ", "fuentes.csv"),
        ("C10e ", "visitas/visitas.csv"),
        ("C12 ", "archivos.csv"),
    ):
        assert file in page[page.index(f"<h2>{box}") :].split("</ul>")[0], box
    assert "no se pidieron" in page
    assert all(name in page for name in names if name.endswith((".csv", ".abif", ".docx")))


def test_each_file_has_its_digest_and_the_archive_has_each_file(made):
    lines = made["verificaciones/SHA256SUMS"].decode().splitlines()
    for line in lines:
        digest, name = line.split("  ", 1)
        assert sha256(made[f"verificaciones/{name}"]).hexdigest() == digest
    with zipfile.ZipFile(io.BytesIO(made["verificaciones.zip"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: data for name, data in made.items() if name != "verificaciones.zip"
        }
    assert len(lines) == len(made) - 2


def test_the_same_data_give_the_same_bytes_and_the_index_is_pdf_ua(root, made, tmp_path):
    (tmp_path / "indice.pdf").write_bytes(made["verificaciones/indice.pdf"])
    validation = Validation([tmp_path / "indice.pdf"])
    here = load(root)
    assert bundle(here, fill(here, "verificaciones", DAY), DAY) == made
    assert [verdict.failures for verdict in validation.verdicts()] == [(), ()]


def test_the_published_files_are_listed_with_their_digests(made):
    row = made["verificaciones/publicado/archivos.csv"].decode("utf-8-sig").splitlines()[1]
    assert row == f"denuncia.png,denuncia,,square,,7,{sha256(b'picture').hexdigest()}"
    with Image.open(io.BytesIO(made["verificaciones/publicado/miniaturas/denuncia.png"])) as small:
        assert max(small.size) == 320


def test_what_is_absent_is_said(stock, monkeypatch):
    for topic in ("preflight", "sources"):
        monkeypatch.setitem(PARTS, topic, (lambda about: iter(()), ""))
    found = gather(stock, fill(stock, "guia", DAY), DAY, captured=False)
    assert {"falta_grupos", "falta_buzon", "falta_visitas", "falta_capturas"} <= set(found.absent)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Que lo firme Ana Torres Nava.", "a name"),
        ("me llamo Beto", "a name"),
        ("Escríbanme a ana.torres@ejemplo.mx", "an e-mail address"),
        ("Mi número es 722 123 4567", "a telephone number"),
        ("CURP TOAN900101MMCRVN09", "the key of a person"),
        ("La palabra oficiosa no se entiende.", None),
        ("¿Lo revisa la Unidad de Transparencia o el INFOEM?", None),
        ("2,190 visitas en octubre de 2026; folio 5PD9-0012", None),
    ],
)
def test_data_of_persons_are_told_from_words_about_bodies(stock, words, said):
    found = [one.message for one in personal_data(public_words(stock.data), "boleta", words)]
    assert bool(found) is (said is not None)
    assert said is None or said in found[0]


def test_nothing_goes_out_with_a_person_in_it(root, tmp_path):
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    import sqlite3

    with sqlite3.connect(home / "buzon/buzon.sqlite") as connection:
        connection.execute(
            "UPDATE comment SET before = 'Lo dijo Ana Torres Nava' WHERE before != ''"
        )
    here = load(home)
    with pytest.raises(Failure) as caught:
        bundle(here, fill(here, "verificaciones", DAY), DAY)
    assert {one.code for one in caught.value.diagnostics} == {"personal-data"}


def test_evidence_that_is_not_what_was_recorded_is_refused(root, tmp_path, monkeypatch):
    for topic in ("preflight", "sources", "groups"):
        monkeypatch.setitem(PARTS, topic, (lambda about: iter(()), ""))
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    (home / "evidencia/visitas.csv").write_text("otra cosa", "utf-8")
    here = load(home)
    found = gather(here, fill(here, "verificaciones", DAY), DAY, captured=False).findings
    assert [one.code for one in found] == ["changed-evidence"]
    assert sha256(b"otra cosa").hexdigest() in (found[0].hint or "")
    (home / "evidencia/visitas.csv").unlink()
    found = gather(here, fill(here, "verificaciones", DAY), DAY, captured=False).findings
    assert [one.code for one in found] == ["missing-evidence"]


def test_a_cell_is_never_a_formula():
    assert csv_bytes(["a"], [["=1+1"], [None], ["2"]]).decode("utf-8-sig").split("\r\n")[1:4] == [
        "'=1+1",
        '""',
        "2",
    ]


class _Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b'<body style="background:#ff0000">')

    def log_message(self, *_arguments):
        pass


def test_published_pages_are_captured_by_a_browser_and_dated(root, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    Thread(target=server.serve_forever, daemon=True).start()
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    links = (Path(load(home).folders[-1]) / "data/links.yaml").read_text("utf-8")
    for page, port in (("", server.server_port), ("infograf%C3%ADas/", 9)):
        there = f"127.0.0.1:{port}"
        before = f'"https://www.pt-edomex.org/transparencia/{page}"\n  shown: pt-edomex.org/transparencia'
        assert before in links
        links = links.replace(before, f'"http://{there}/"\n  shown: {there}')
    (home / "data/links.yaml").write_text(links, "utf-8")
    here = load(home)
    files, findings = captures(here, fill(here, "verificaciones", DAY), DAY)
    server.shutdown()
    server.server_close()
    assert [one.path for one in files] == ["capturas/pt_transparencia-2026-11-28.png"]
    with Image.open(io.BytesIO(files[0].data)) as shown:
        assert shown.convert("RGB").getpixel((400, 400)) == (255, 0, 0)
    assert files[0].boxes == ("B3",)
    assert [one.code for one in findings] == ["no-capture"]
