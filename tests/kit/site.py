"""Workspaces whose site has an address and a mailbox, as tests need them."""

from pathlib import Path

from msgspec.structs import replace

from infogen.content import Data
from infogen.content.entries.site import Mailbox, Privacy
from infogen.workspace import Workspace

NOTICE = Privacy(
    responsible="Unidad de Transparencia",
    address="Calle de prueba 1",
    data="El mensaje",
    purposes="Mejorar las láminas",
    legal_basis="Ley de prueba",
    transfers="A nadie",
    objection="En la Unidad",
    rights="En la Unidad",
    changes="En esta página",
    updated_on=None,
)

SITE = """\
url: "https://example.org/t/"
topics: [{name: Uno, pieces: [aviso]}]
other: null
mailbox: {served: false, mail: null, contact: false}
privacy: {responsible: null, address: null, data: null, purposes: null, legal_basis: null, transfers: null, objection: null, rights: null, changes: null, updated_on: null}
"""

PIECE = """\
title: Un aviso
alt: Un aviso de prueba.
formats: [square]
body:
  kind: column
  pad: 64
  gap: 40
  children:
    - {kind: text, role: title, style: display, text: "Un aviso"}
    - {kind: text, style: body, text: "Te responden en ${procedures.solicitud_informacion.steps.responder.deadline}."}
"""


def overlaid(workspace: Workspace) -> Workspace:
    """The workspace with a public address and a mailbox that is served."""
    from datetime import date

    content = workspace.data.content
    site = replace(
        content.site,
        url="https://example.org/t/",
        mailbox=Mailbox(served=True, contact=True),
        privacy=replace(NOTICE, updated_on=date(2026, 1, 15)),
    )
    return workspace.with_data(Data(workspace.data.raw, replace(content, site=site)))


def small(folder: Path, piece: str = PIECE, site: str = SITE) -> Path:
    """A workspace with one piece, `aviso`, and a site of it."""
    for name, text in (("layouts/aviso.yaml", piece), ("data/site.yaml", site)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
