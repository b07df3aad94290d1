"""Structured data of the pages (schema.org, as JSON-LD 1.1): only what is true of them."""

import json
from typing import Any

from markupsafe import Markup

from infogen.content import Data
from infogen.content.paths import resolve_references
from infogen.site.plan import PiecePage

CONTEXT = "https://schema.org"


def organization(data: Data) -> dict[str, Any]:
    """The body that publishes the site."""
    body = data.content.sujeto_obligado
    return {"@type": "Organization", "name": body.name}


def piece_data(
    page: PiecePage, data: Data, address: str | None, picture: str | None
) -> dict[str, Any]:
    """The page of a piece: an article with its picture, and the service that it explains."""
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": page.headline,
        "description": page.lead,
        "inLanguage": page.scene.lang,
        "publisher": organization(data),
    }
    if address is not None:
        found["url"] = address
    if picture is not None:
        found["image"] = picture
    services = [_service(name, data) for name in _procedures(page)]
    if services:
        found["about"] = services
    return found


def _procedures(page: PiecePage) -> list[str]:
    """The procedures whose steps the page states."""
    paths = (fact.path.split(".") for fact in page.scene.facts if fact.stated)
    return list(
        dict.fromkeys(path[1] for path in paths if path[0] == "procedures" and len(path) > 2)
    )


def _service(name: str, data: Data) -> dict[str, Any]:
    """A procedure that a citizen begins, as a public service."""
    procedure = data.content.procedures[name]
    return {
        "@type": "GovernmentService",
        "name": resolve_references(data, procedure.title),
        "serviceOperator": organization(data),
    }


def results_data(data: Data, address: str | None, files: dict[str, str]) -> dict[str, Any]:
    """The results as a data set, with the addresses of its files by media type."""
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": data.content.series.name,
        "creator": organization(data),
        "inLanguage": "es-MX",
    }
    if address is not None:
        found["url"] = address
        found["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": file}
            for kind, file in files.items()
        ]
    return found


def script(data: dict[str, Any]) -> Markup:
    """A block of data in a page: it is read, and nothing in it can run or end it."""
    text = json.dumps(data, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))
