"""A filled form as a document of Word: the form's own tables, boxes to tick as real controls."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from infogen.design.forms import Box, Table
from infogen.forms.filling import FilledBox, FilledForm
from infogen.workspace import Workspace

LANGUAGE = "es-MX"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of all parts of the file: the same form gives the same bytes."""

WIDTH = Mm(175.9)
"""The width of a table on a letter sheet with margins of 20 mm."""

PICTURE = Mm(70)
"""The width of a picture in a box."""

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
EMPTY, TICKED = "\u2610", "\u2612"


def docx(workspace: Workspace, form: FilledForm, today: datetime) -> bytes:
    """The document. Raises `Failure` for a picture of evidence that cannot be read."""
    document = Document()
    _prepare(document, form, today)
    document.add_paragraph(form.form.title, style="Title")
    for section in form.form.sections:
        if section.heading:
            document.add_paragraph(section.heading, style="Heading 1")
        for table in section.tables:
            _table(document, workspace, form, table)
            if table.framed:
                document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    return _dated(file.getvalue())


def _prepare(document: Any, form: FilledForm, today: datetime) -> None:
    """Paper, type, language, and the properties of the file."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(215.9), Mm(279.4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    normal.paragraph_format.space_after = Pt(3)
    for name in ("Title", "Heading 1"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = "Arial", RGBColor(0, 0, 0)
        style.font.size, style.font.bold = Pt(15 if name == "Title" else 11.5), True
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
    title = document.styles["Title"].element.pPr
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for lang in defaults.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            lang.set(qn(name), LANGUAGE)
    properties = document.core_properties
    properties.title = form.records.values["name"]
    properties.subject, properties.language = form.form.name, LANGUAGE
    properties.author, properties.comments = "infogen", ""
    properties.created = properties.modified = today
    properties.last_modified_by, properties.revision = "infogen", 1


def _table(document: Any, workspace: Workspace, form: FilledForm, table: Table) -> None:
    if not table.framed:
        for box in table.boxes:
            _label(document.add_paragraph(), box.label)
            _content(document, workspace, form.boxes[box.id])
        return
    made = document.add_table(rows=0, cols=max(len(box.boxes) or 1 for box in table.boxes))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for box in table.boxes:
        _rows(made, workspace, form, box)
    for row in made.rows:
        for cell in row.cells:
            cell.width = int(WIDTH / len(made.columns))


def _rows(table: Any, workspace: Workspace, form: FilledForm, box: Box) -> None:
    _label(_whole(table).paragraphs[0], box.label)
    if not box.boxes:
        _content(_whole(table), workspace, form.boxes[box.id])
        return
    heads, answers = table.add_row(), table.add_row()
    for column, inner in enumerate(box.boxes):
        _label(heads.cells[column].paragraphs[0], inner.label)
        _content(answers.cells[column], workspace, form.boxes[inner.id])


def _label(paragraph: Any, label: str) -> None:
    paragraph.add_run(label).bold = True
    paragraph.paragraph_format.keep_with_next = True


def _whole(table: Any) -> Any:
    """A new row of one cell as wide as the table."""
    cells = table.add_row().cells
    return cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]


def _content(place: Any, workspace: Workspace, box: FilledBox) -> None:
    """The content of a box: two boxes to tick, or paragraphs, with pictures below."""
    first = place.paragraphs[0] if hasattr(place, "vertical_alignment") else None
    if box.input.kind == "yes-no":
        paragraph = first or place.add_paragraph()
        copy = workspace.data.content.copy["formulario"]
        for word, ticked in ((copy["si"], box.answer is True), (copy["no"], box.answer is False)):
            paragraph.add_run(f"{word.long} ")
            paragraph._p.append(_control(f"{box.input.id} {word.long}", ticked))
            paragraph.add_run("  ")
        return
    for n, line in enumerate(box.lines or ("",)):
        paragraph = first if n == 0 and first is not None else place.add_paragraph()
        paragraph.add_run(line)
    for path, alt in pictures(workspace, box):
        run = place.add_paragraph().add_run()
        shape = run.add_picture(str(path), width=PICTURE)
        shape._inline.docPr.set("descr", alt)


def pictures(workspace: Workspace, box: FilledBox) -> Sequence[tuple[Path, str]]:
    """The pictures that a box names as evidence, each with its alternative text."""
    known = workspace.data.content.evidence
    named = [known[name] for name in box.reply.evidence]
    return [
        (workspace.root / one.file, one.alt or one.title)
        for one in named
        if one.file and one.kind in ("foto", "captura")
    ]


def _control(name: str, ticked: bool) -> Any:
    """A check box that can be ticked in the document (ISO/IEC 29500 with Word's own `w14`)."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr><w:alias w:val="{name}"/>'
        f'<w:tag w:val="{name}"/><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"'
        ' w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr>'
        f"<w:t>{TICKED if ticked else EMPTY}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _dated(data: bytes) -> bytes:
    """The file with the same date on all its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
