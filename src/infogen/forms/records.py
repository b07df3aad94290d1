"""The records of a practice, in words: what it publishes, its focus groups, mailbox and visits.
Nothing is counted that is a sample.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from infogen.checks.seen.passages import passages
from infogen.content import LegalBasis, Slot, find, format_value, resolve_references, standing
from infogen.content.entries.practice import Evidence, Practice
from infogen.content.naming import fact_name
from infogen.diagnostics import Diagnostic
from infogen.forms.stores import GroupRecord, read_groups, read_mailbox, unusable_sessions
from infogen.layout.compose import compose
from infogen.scene import Scene
from infogen.semantics import spanish
from infogen.workspace import Workspace

Item = Mapping[str, str]

TYPES = "copy.formulario.tipos"
"""The words for the types of bodies."""

PLAIN = 55
"""INFLESZ from which a text needs no knowledge of its matter: `normal` on its scale."""

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip


class Records(Struct, frozen=True):
    """Words by name (`values`) and items of several words (`lists`); what is not recorded is in
    neither. `findings` are what could not be used, and why.
    """

    values: Mapping[str, str]
    lists: Mapping[str, Sequence[Item]]
    findings: tuple[Diagnostic, ...] = ()

    def has(self, name: str) -> bool:
        """True if something of that name is recorded."""
        return name in self.values or bool(self.lists.get(name))


def records(workspace: Workspace, key: str, today: date) -> Records:
    """All that is recorded of a practice; stores are read as they are on `today`.

    Raises `Failure` for a piece that cannot be made, or a store that cannot be read.
    """
    practice = workspace.data.content.practices[key]
    values: dict[str, str] = {"name": _said(workspace, practice.name)}
    lists: dict[str, Sequence[Item]] = {}
    type = find(workspace.data, f"{TYPES}.{workspace.data.content.sujeto_obligado.type}")
    if type is not None and isinstance(type.value, Slot):
        values["type"] = type.value.long
    _published(workspace, practice, values, lists)
    _visits(workspace, practice, values, lists)
    _evidence(workspace.data.content.evidence, practice, lists)
    groups = read_groups(workspace, practice)
    findings = tuple(unusable_sessions(workspace, practice))
    _grouped(groups, values, lists)
    mailbox = read_mailbox(workspace, practice, today)
    values |= mailbox.values
    lists["changes"] = mailbox.changes
    if mailbox.changes:
        values["changes_count"] = str(len(mailbox.changes))
    if mailbox.values:
        lists["mailbox_documents"] = [mailbox.summary]
    evaluated = [*lists.get("mailbox_documents", ()), *lists.get("group_documents", ())]
    lists["evaluation_documents"] = lists["participation_documents"] = evaluated
    if groups or mailbox.values:
        values["stores_read_on"] = format_value(today)
    if practice.posts:
        lists["posts"] = [
            {"network": post.network, "on": format_value(post.on)} for post in practice.posts
        ]
    return Records(values, {name: found for name, found in lists.items() if found}, findings)


def scenes(workspace: Workspace, practice: Practice) -> list[Scene]:
    """Each piece of a practice in its first format. Raises `Failure`."""
    return [
        compose(workspace, name, format=workspace.pieces[name].spec.formats[0])
        for name in practice.pieces
    ]


def _published(
    workspace: Workspace,
    practice: Practice,
    values: dict[str, str],
    lists: dict[str, Sequence[Item]],
) -> None:
    made = scenes(workspace, practice)
    content, links = workspace.data.content, workspace.data.content.links
    ease = {scene.piece: spanish.inflesz(_read(scene)) for scene in made}
    formats = dict.fromkeys(
        workspace.formats[name].name
        for piece in practice.pieces
        for name in workspace.pieces[piece].spec.formats
    )
    lists["pieces"] = [{"title": scene.title, "subject": scene.subject} for scene in made]
    lists["pages"] = _links(workspace, practice.pages)
    lists["reads"] = _links(workspace, practice.reads)
    articles: dict[str, set[int]] = {}
    for scene in made:
        for fact in scene.facts:
            for basis in _bases(workspace, fact.path):
                for number in re.findall(r"(?<![\w-])\d+", basis.article or ""):
                    articles.setdefault(basis.law, set()).add(int(number))
    titles = ", ".join(f"«{scene.title}»" for scene in made)
    lists["laws"] = [
        {
            "name": content.laws[law].name,
            "articles": ("artículos " if len(named) > 1 else "artículo ")
            + _listed(map(str, sorted(named))),
            "pieces": titles,
        }
        for law, named in articles.items()
    ]
    lists["readings"] = [
        {
            "title": scene.title,
            "ease": f"{ease[scene.piece]:.0f}",
            "band": spanish.band(ease[scene.piece]),
        }
        for scene in made
    ]
    shown = dict.fromkeys(
        links[name].shown or links[name].url for name in practice.pages if name in links
    )
    values |= {
        "pieces_count": str(len(made)),
        "formats": _listed(formats),
        "pages_list": _listed(name for name in shown if name),
        "links_list": _listed(item["name"] for item in lists["reads"]),
        "reads_list": _listed(item["url"] for item in lists["reads"]),
        "checked_on": format_value(content.meta.checked_on),
        "editions": "; ".join(
            f"{law.name}, {law.version_read}" for law in content.laws.values() if law.version_read
        ),
        "ease_from": f"{min(ease.values()):.0f}",
        "ease_band": spanish.band(min(ease.values())),
        "ease_to": f"{max(ease.values()):.0f}",
    }
    if min(ease.values()) >= PLAIN:
        values["plain"] = values["ease_from"]


def _read(scene: Scene) -> str:
    return "\n".join(passage.text for passage in passages(scene))


def _bases(workspace: Workspace, path: str) -> tuple[LegalBasis, ...]:
    known = standing(workspace.data, path)
    return known.legal if known else ()


def _links(workspace: Workspace, names: Sequence[str]) -> list[Item]:
    data = workspace.data
    known = data.content.links
    links = [(name, known[name]) for name in names if name in known]
    return [
        {
            "name": _said(workspace, link.name or "") or fact_name(data, f"links.{name}"),
            "url": link.url,
        }
        for name, link in links
        if link.url
    ]


def _visits(
    workspace: Workspace,
    practice: Practice,
    values: dict[str, str],
    lists: dict[str, Sequence[Item]],
) -> None:
    if not practice.visits:
        return
    months = sorted(one.month for one in practice.visits)
    values |= {
        "visits": f"{sum(one.visits for one in practice.visits):,}",
        "months": _listed(dict.fromkeys(_month(month) for month in months)),
        "counted_by": _listed(dict.fromkeys(one.counted_by for one in practice.visits)),
        "visits_read_on": format_value(max(one.read_on for one in practice.visits)),
    }
    named = [one.evidence for one in practice.visits if one.evidence]
    evidence = workspace.data.content.evidence
    lists["visit_documents"] = [_document(evidence[name]) for name in dict.fromkeys(named)]


def _evidence(
    evidence: Mapping[str, Evidence], practice: Practice, lists: dict[str, Sequence[Item]]
) -> None:
    """The evidence that the replies name, once each, and what there is of each group of boxes."""
    named = dict.fromkeys(name for reply in practice.replies.values() for name in reply.evidence)
    lists["evidence"] = [_document(evidence[name]) for name in named]


def _document(one: Evidence) -> Item:
    return {
        "title": one.title,
        "file": one.file or one.url or "",
        "on": format_value(one.on),
        "sha256": one.sha256 or "",
    }


def _grouped(
    groups: Sequence[GroupRecord], values: dict[str, str], lists: dict[str, Sequence[Item]]
) -> None:
    if not groups:
        return
    lists["groups"] = [one.words for one in groups]
    lists["group_documents"] = [one.minutes for one in groups]
    ages: Counter[str] = Counter()
    for one in groups:
        ages.update(one.ages)
    values |= {
        "groups_count": _counted(len(groups), "grupo focal", "grupos focales"),
        "people": str(sum(one.people for one in groups)),
        "groups_list": _listed(one.words["on"] for one in groups),
        "ages": ", ".join(f"{band}: {count}" for band, count in ages.items()),
    }


def _counted(count: int, one: str, several: str) -> str:
    names = ("un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
    word = names[count - 1] if count <= len(names) else str(count)
    return f"{word} {one if count == 1 else several}"


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} de {year}"


def _said(workspace: Workspace, text: str) -> str:
    return resolve_references(workspace.data, text)


def _listed(words: Iterable[str]) -> str:
    """`a`, `a y b`, `a, b y c`; `e` before the sound of an i."""
    *most, last = [*words] or [""]
    joint = "e" if last[:1].lower() == "i" or last[:2].lower() == "hi" else "y"
    return f"{', '.join(most)} {joint} {last}" if most else last
