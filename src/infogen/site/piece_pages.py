"""The page of a piece and the files beside it."""

from collections.abc import Iterator

from msgspec import Struct

from infogen.content import Data
from infogen.messages import _
from infogen.semantics.prose import short_alt
from infogen.site import open_data, structured
from infogen.site.deadlines import Saying, terms
from infogen.site.pages import Frame
from infogen.site.pictures import Shown, share_image, shown
from infogen.site.plan import Download, PiecePage
from infogen.site.retelling import retelling


class Box(Struct, frozen=True):
    """The mailbox below a picture: where its form goes (None: there is none), whether that is an
    address of mail, whether it asks for an address, and what leads elsewhere.
    """

    action: str | None
    mail: bool
    contact: bool
    link: str | None
    shown: str | None
    request: str | None


class ShownDownload(Struct, frozen=True):
    """A download as the page lists it; `icon` is the sheet's shape in a square of 48."""

    uses: str
    name: str
    size: str
    file: str
    icon: tuple[float, float]


def mailbox(data: Data) -> Box:
    """The mailbox that the data of the site ask for."""
    box, links = data.content.site.mailbox, data.content.links
    action = "buzon" if box.served else f"mailto:{box.mail}" if box.mail else None
    buzon, request = links.get("buzon"), links.get("saimex")
    return Box(
        action=action,
        mail=box.mail is not None,
        contact=box.contact and action is not None,
        link=buzon.address if buzon else None,
        shown=buzon.shown if buzon else None,
        request=request.address if request else None,
    )


def carousel(page: PiecePage) -> list[Shown]:
    """The pictures that a page shows, in order."""
    alone = len(page.scene.pages) == 1
    names = [name for name in page.files if name.endswith(".png") and _is_shown(name, page)]
    paper = any(name.endswith(".pdf") and _is_shown(name, page) for name in page.files)
    if paper:  # the PDF has the others
        names = sorted(names, key=_number)[:1]
    return [
        shown(name, page.files[name], short_alt(page.scene, None if alone else number))
        for number, name in enumerate(sorted(names, key=_number))
    ]


def _is_shown(name: str, page: PiecePage) -> bool:
    stem = name.rpartition(".")[0]
    head, _dash, number = stem.rpartition("-")
    return stem.endswith(f"-{page.shown}") or (number.isdigit() and head.endswith(f"-{page.shown}"))


def _number(name: str) -> int:
    number = name.removesuffix(".png").rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def piece_files(
    frame: Frame, page: PiecePage, pictures: list[Shown], box: Box
) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of the page, its pictures, its downloads and its data."""
    folder, data = f"{page.name}/", frame.workspace.data
    for one in pictures:
        yield from ((folder + name, content) for name, content in one.files.items())
    yield from ((folder + name, content) for name, content in page.files.items())
    share, image = share_image(*_shared(page, pictures))
    yield folder + share, image
    rows = open_data.facts(page.scene, data)
    yield f"{folder}datos.csv", open_data.as_csv(rows, open_data.FACTS)
    yield f"{folder}datos.json", open_data.as_json({"piece": page.name, "facts": rows})
    public = None if frame.root is None else frame.root + folder
    picture = None if public is None else public + pictures[0].png
    yield (
        f"{folder}index.html",
        frame.page(
            "piece.html",
            folder,
            page=page,
            pictures=pictures,
            share=share,
            told=retelling(page.scene),
            terms=terms(page.scene, data, Saying(data)),
            actions=list(_actions(page, data)),
            downloads=[_listed(one) for one in page.downloads],
            mailbox=box,
            data=structured.script(structured.piece_data(page, data, public, picture)),
        ),
    )


def _shared(page: PiecePage, pictures: list[Shown]) -> tuple[bytes, str]:
    """The picture that networks show, and the colour around it: the link card, if there is one."""
    card = next((name for name in page.files if name.endswith("-link.png")), pictures[0].png)
    return page.files[card], page.scene.pages[0].ground


def _actions(page: PiecePage, data: Data) -> Iterator[tuple[str, str, str]]:
    """Label, address and what is shown of the links that a reader acts on; not the mailbox."""
    box = data.content.links.get("buzon")
    known = {link.address: link.shown for link in data.content.links.values() if link.url}
    for label, address in page.scene.twin.post.links:
        if box is None or address != box.address:
            yield label, address, known.get(address) or address


def _listed(one: Download) -> ShownDownload:
    longest = max(one.width, one.height)
    uses = " · ".join(one.uses) or _("To print")
    icon = (round(44 * one.width / longest, 1), round(44 * one.height / longest, 1))
    size = one.size
    if one.pictures > 1:
        size += " · " + _("{count} pictures (ZIP)").format(count=one.pictures)
    return ShownDownload(uses, one.name, size, one.file, icon)
