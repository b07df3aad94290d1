"""The official form, filled in: its labels, its boxes to tick, and answers that data prove."""

import io
import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from infogen.backends import render
from infogen.diagnostics import Failure
from infogen.forms.checking import check_form
from infogen.forms.filling import FilledForm, fill
from infogen.forms.pending import pending
from infogen.forms.printed import pages
from infogen.forms.word import EMPTY, TICKED, W14, docx
from infogen.workspace import Workspace, load
from kit.places import FIXTURES
from kit.practice import practices, rehearsed
from kit.verapdf import Validation

DAY = date(2026, 11, 28)
MOMENT = datetime(2026, 11, 28)
LABELS = dict(
    line.split("\t", 1)
    for line in (FIXTURES / "forms/practica-proactiva.txt").read_text("utf-8").splitlines()
)


@pytest.fixture(scope="module")
def root(stock, tmp_path_factory) -> Path:
    return rehearsed(stock, tmp_path_factory.mktemp("practica"))


@pytest.fixture(scope="module")
def workspace(root) -> Workspace:
    return load(root)


@pytest.fixture(scope="module")
def form(workspace) -> FilledForm:
    return fill(workspace, "verificaciones", DAY)


@pytest.fixture(scope="module")
def seed(stock) -> FilledForm:
    return fill(stock, "guia", DAY)


def squeezed(text: str) -> str:
    """A text without blanks, hyphens of lines, and boxes to tick."""
    return re.sub(rf"[\s\u00ad\ufffe{EMPTY}{TICKED}]+", "", text)


def words_of(document: bytes) -> str:
    """All text of a document of Word in its order, controls included."""
    body = Document(io.BytesIO(document)).element.body
    return "\n".join(
        "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    )


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("name", ["form", "seed"])
def test_each_label_is_verbatim_and_in_order_in_both_files(stock, workspace, request, name):
    filled = request.getfixturevalue(name)
    here = workspace if name == "form" else stock
    written = squeezed(words_of(docx(here, filled, MOMENT)))
    printed = squeezed(text_of(render(pages(here, filled), "pdf")))
    assert len(LABELS) == 60
    for text in (written, printed):
        at = 0
        for label in LABELS.values():
            found = text.find(squeezed(label), at)
            assert found >= 0, label
            at = found
    assert written == printed


def test_a_yes_or_no_is_a_control_that_can_be_ticked_and_never_guessed(stock, seed):
    body = Document(io.BytesIO(docx(stock, seed, MOMENT))).element.body
    ticked = {
        box.getparent().find(qn("w:tag")).get(qn("w:val")): box.find(f"{{{W14}}}checked").get(
            f"{{{W14}}}val"
        )
        for box in body.iter(f"{{{W14}}}checkbox")
    }
    assert len(ticked) == 22
    assert {name for name, value in ticked.items() if value == "1"} == {"C6 Sí", "C8 No"}
    assert (ticked["A6 Sí"], ticked["A6 No"]) == ("0", "0")
    assert "A6" in {box.id for box in pending(seed)}
    assert words_of(docx(stock, seed, MOMENT)).count(TICKED) == 2


def test_the_document_says_its_language_and_is_the_same_twice(workspace, form):
    data = docx(workspace, form, MOMENT)
    assert data == docx(workspace, form, MOMENT)
    document = Document(io.BytesIO(data))
    assert document.core_properties.language == "es-MX"
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {
        "es-MX"
    }
    styles = [
        p.style.name for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))
    ]
    assert styles == ["Title", "Heading 1", "Heading 1"]


def test_a_rehearsal_fills_fifty_boxes_from_data_and_names_the_rest(workspace, form):
    assert len(form.boxes) == 58
    filled = [name for name, box in form.boxes.items() if box.state in ("person", "data")]
    rest = [name for name, box in form.boxes.items() if box.state not in ("person", "data")]
    assert len(filled) >= 50, rest
    assert {box.id for box in pending(form)} == {"A5", "A6", "C5-1"}
    assert [name for name, box in form.boxes.items() if box.state == "none"] == [
        "C1a",
        "C2a",
        "C8a",
    ]
    assert check_form(workspace, form) == []
    assert all("{" not in line for box in form.boxes.values() for line in box.lines)
    assert form.boxes["C10a"].lines[0].startswith("Registro del servidor: 2,190 visitas en octubre")
    assert form.boxes["C3"].answer is True
    assert "14 personas de 7 hogares" in form.boxes["C3a"].lines[0]
    assert any("antes, «Oficiosa»" in line for line in form.boxes["C11a"].lines)


def test_answers_change_when_data_change(root, tmp_path, form):
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    text = (home / "data/practices.yaml").read_text("utf-8").replace("visits: 986", "visits: 1986")
    (home / "data/practices.yaml").write_text(text, "utf-8")
    assert "3,190 visitas" in fill(load(home), "verificaciones", DAY).boxes["C10a"].lines[0]


WRONG = {
    "two laws in one": ("B7-4", 'text: "Lo dice la Ley de Transparencia, Acceso a la Información Pública y Protección de Datos Personales del Estado de México y Municipios."', "unknown-law"),
    "an article that nothing rests on": ("B7-4", 'text: "Según los arts. 92, 93 Y 100 de la LTAIPEMyM."', "unknown-article"),
    "articles of no law": ("B7-4", 'text: "Según los arts. 92 y 100 de la ley."', "unknown-law"),
    "the address of a law that was replaced": ("B2", 'text: "Ver https://www.infoem.org.mx/doc/normatividad/L_LGPDPPSO.pdf."', "unknown-address"),
    "what is no duty": ("B8", 'text: "Dicha información no forma parte de las obligaciones generales y específicas."', "refused-words"),
    "the only one": ("B7-1", 'text: "El único encargado de publicar esto es el INFOEM."', "refused-words"),
    "the answer in the notes": ("C7o", 'text: "Se elige por grupo focal."', "answer-in-notes"),
    "no society, but a focus group": ("C3", "answer: false", "contradicted-answer"),
    "no register of visits, but one": ("C10", "answer: false", "contradicted-answer"),
    "images without a name": ("C9e", 'text: "Imágenes"', "nameless-evidence"),
    "networks where nothing was posted": ("B3", 'text: "Se publica en redes sociales y en la página."', "refused-words"),
    "citizens": ("B6", 'text: "Los ciudadanos conocen sus derechos."', "refused-words"),
    "words after a no": ("C1a", 'text: "Estudiantes"', "contradicted-answer"),
    "a box that is not there": ("C13", "answer: true", "unknown-box"),
    "words for a yes": ("C1", 'text: "Sí"', "wrong-reply"),
    "a person": ("B6", 'text: "Lo pidió Ana Torres Nava, tel. 55 1234 5678, ana@ejemplo.mx."', "personal-data"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_the_filled_forms_got_wrong_is_found_where_it_is_written(root, tmp_path, name):
    box, reply, code = WRONG[name]
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    text = practices()
    if name == "the answer in the notes":
        text = practices(records="")
    first, rest = text.split("  source: S-FORM", 1)
    first = re.sub(rf"^    {box}: .*\n", "", first, flags=re.M)
    (home / "data/practices.yaml").write_text(
        f"{first}    {box}: {{{reply}}}\n  source: S-FORM{rest}", "utf-8"
    )
    here = load(home)
    found = [one for one in check_form(here, fill(here, "verificaciones", DAY)) if one.code == code]
    assert found
    line = found[0].span.line
    assert found[0].span.file == "data/practices.yaml"
    assert box in (home / "data/practices.yaml").read_text("utf-8").splitlines()[line - 1]
    assert found[0].hint


def test_a_contradiction_says_what_it_contradicts(root, tmp_path):
    home = Path(shutil.copytree(root, tmp_path / "otra"))
    (home / "data/practices.yaml").write_text(
        practices(replies="    C3: {answer: false}\n"), "utf-8"
    )
    here = load(home)
    said = [str(one) for one in check_form(here, fill(here, "verificaciones", DAY))]
    assert any("C3 says no; hay un grupo focal con 14 personas" in one for one in said)


def test_a_sample_feeds_nothing(stock, tmp_path):
    here = load(rehearsed(stock, tmp_path, sample=True))
    filled = fill(here, "verificaciones", DAY)
    assert [one.code for one in filled.records.findings] == ["sample-record"]
    assert filled.boxes["C3"].answer is None


def test_another_authority_and_another_body_need_no_python(tmp_path):
    (tmp_path / "layouts/forms").mkdir(parents=True)
    (tmp_path / "layouts/forms/otra.yaml").write_text(
        'name: "Cédula"\ntitle: "CÉDULA"\nsections:\n  - tables:\n      - boxes:\n'
        '          - {id: uno, label: "Institución", kind: text, answers: [{value: $sujeto_obligado.name}]}\n'
        '          - {id: dos, label: "¿Hay piezas?", kind: yes-no, yes: pieces}\n', "utf-8")  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "data/practices.yaml").write_text(
        "buena:\n  form: otra\n  name: Buena\n  pieces: [denuncia]\n  source: S-FORM\n  checked_on: 2026-11-28\n",
        "utf-8",
    )
    stock = (Path(load(tmp_path).folders[-1]) / "data/sujeto_obligado.yaml").read_text("utf-8")
    own = stock.replace("Partido del Trabajo del Estado de México", "Ayuntamiento de Ejemplo")
    (tmp_path / "data/sujeto_obligado.yaml").write_text(own, "utf-8")
    here = load(tmp_path)
    filled = fill(here, "buena", DAY)
    assert filled.boxes["uno"].lines == ("Ayuntamiento de Ejemplo",)
    assert filled.boxes["dos"].answer is True
    assert "CÉDULA" in words_of(docx(here, filled, MOMENT))
    with pytest.raises(Failure, match="there is no practice"):
        fill(here, "verificaciones", DAY)


def test_libreoffice_opens_it_with_nothing_lost_and_verapdf_passes_both(workspace, form, tmp_path):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is missing (on Debian: apt install libreoffice-writer)"
    (tmp_path / "form.pdf").write_bytes(render(pages(workspace, form), "pdf"))
    validation = Validation([tmp_path / "form.pdf"])
    data = docx(workspace, form, MOMENT)
    (tmp_path / "form.docx").write_bytes(data)
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "form.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    converted = (tmp_path / "out/form.txt").read_text("utf-8-sig")
    assert squeezed(converted) == squeezed(words_of(data))
    assert converted.count(TICKED) == words_of(data).count(TICKED) > 8
    for verdict in validation.verdicts():
        assert verdict.failures == (), verdict.flavour
        assert verdict.checks > 500
