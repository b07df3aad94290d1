"""Contents that differ, for infogen and for its peers: the same words, terms and codes for both.

A batch is what many *sujetos obligados* would make: another name, other terms in the same layouts.
"""

import copy
import random
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from infogen.artwork.qr_symbol import symbol
from infogen.content import Data, Procedure, SujetoObligado, find, resolve_references
from infogen.source import Map
from infogen.source.validate import build_model
from infogen.workspace import Workspace

NAMES = ("Partido Uno", "Partido Dos", "Ayuntamiento de Toluca", "Universidad del Valle")
VARIED = ("solicitud_informacion", "solicitud_arco")
GUIDE_LINKS = ("saimex", "sarcoem", "denuncia", "buzon")


def batch(workspace: Workspace, count: int) -> Iterator[Map]:
    """The trees of `count` contents, as reading YAML would give them: not validated yet."""
    chance = random.Random(2026)
    for n in range(count):
        raw: Any = copy.copy(workspace.data.raw)
        raw["sujeto_obligado"] = copy.copy(raw["sujeto_obligado"])
        raw["sujeto_obligado"]["short"] = f"{NAMES[n % len(NAMES)]} {n}"
        raw["procedures"] = copy.copy(raw["procedures"])
        for name in VARIED:
            procedure = raw["procedures"][name] = copy.deepcopy(raw["procedures"][name])
            for step in procedure["steps"]:
                if step.get("deadline") and step["id"] in ("responder", "ampliar"):
                    step["deadline"]["days"] = chance.randint(5, 20)
        yield raw


def validated(workspace: Workspace, raw: Any) -> Workspace:
    """The workspace over a content of the batch: what changed is validated as when it is read."""
    before = workspace.data.content
    procedures = dict(before.procedures)
    for name in VARIED:
        procedures[name] = build_model(Procedure, raw["procedures"][name], what=lambda: "procedure")
    body = build_model(SujetoObligado, raw["sujeto_obligado"], what=lambda: "body")
    content = replace(before, procedures=procedures, sujeto_obligado=body)
    return workspace.with_data(Data(raw, content))


def words(data: Data, path: str) -> str:
    """The words at a path, with what they refer to."""
    found = find(data, path)
    assert found is not None, path
    return resolve_references(data, getattr(found.value, "long", found.value))  # type: ignore[arg-type]


def matrix(data: Data, link: str) -> list[str]:
    """The modules of a link's code: given to every tool, none makes them."""
    return ["".join("01"[cell] for cell in row) for row in symbol(words(data, f"links.{link}.url"))]


def _link(data: Data, name: str) -> dict[str, Any]:
    url = words(data, f"links.{name}.url")
    return {"url": url, "shown": words(data, f"links.{name}.shown"), "matrix": matrix(data, name)}


def _plain(text: str) -> str:
    return text.replace("**", "").replace("==", "")


def verificacion(data: Data) -> dict[str, Any]:
    """What the peers' `verificacion` shows."""

    def said(name: str) -> str:
        return _plain(words(data, f"copy.verificacion.{name}"))

    results = _link(data, "verificacion_resultados")
    return {
        "title": said("tema"),
        "series": words(data, "series.name"),
        "subject": said("tema"),
        "headline": said("titulo").split(" "),
        "deck": said("entrada"),
        "left": {k: said(f"oficiosa.{v}") for k, v in _TRACK.items()},
        "right": {
            "title": said("denuncia.titulo"),
            "starts": said("denuncia.quien"),
            "needs": [said(f"denuncia.pide.{n}") for n in "1234"],
        },
        "outcomes": [
            {"title": said("final.1.titulo"), "text": said("final.1.texto")},
            {"title": said("final.2.titulo"), "text": said("final.2.texto")},
            {"title": said("final.3.titulo"), "text": results["shown"], "url": results["url"]},
        ],
        "links": {"ipomex": _link(data, "ipomex")},
        "qr": [
            {"caption": words(data, "copy.comun.qr_denuncia"), **_link(data, "denuncia")},
            {"caption": words(data, "copy.comun.qr_buzon"), **_link(data, "buzon")},
        ],
        "party": words(data, "sujeto_obligado.short"),
        "reviewed": "Revisado: 23 de noviembre de 2026",
    }


_TRACK = {"title": "titulo", "starts": "quien", "text": "texto"}


def guia(data: Data) -> dict[str, Any]:
    """What the peers' `guia` shows: every text by its name, terms in days, and the codes."""
    copy_of_guide = data.raw["copy"]["guia"]  # type: ignore[index, call-overload]
    texts = {name: words(data, f"copy.guia.{name}") for name in _slots(copy_of_guide, "")}
    steps = {
        "info": ("solicitud_informacion", ("responder", "ampliar")),
        "arco": ("solicitud_arco", ("responder", "ampliar", "hacer_efectivo")),
        "recurso": ("recurso_informacion", ("interponer",)),
    }
    days = {
        key: [_days(data, f"procedures.{procedure}.steps.{step}") for step in names]
        for key, (procedure, names) in steps.items()
    }
    glossary = [
        {"term": words(data, f"glossary.{name}.term"), "text": words(data, f"glossary.{name}.text")}
        for name in data.content.glossary
    ]
    return {
        "texts": texts,
        "days": days,
        "glossary": glossary,
        "links": {name: _link(data, name) for name in GUIDE_LINKS},
        "ipomex": words(data, "links.ipomex.shown"),
        "results": words(data, "links.verificacion_resultados.shown"),
        "series": words(data, "series.name"),
        "foot": words(data, "copy.comun.pie"),
        "reviewed": "Revisado: 23 de noviembre de 2026",
    }


def _days(data: Data, path: str) -> int:
    found = find(data, f"{path}.deadline.days")
    assert found is not None
    assert isinstance(found.value, int)
    return found.value


def _slots(tree: Any, prefix: str) -> Iterator[str]:
    for name, value in tree.items():
        if "long" in value:
            yield prefix + name
        else:
            yield from _slots(value, f"{prefix}{name}.")
