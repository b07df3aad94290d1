"""A picture said in HTML, as a part of its page: its headings, steps, tables and notes, in order.

What the page says itself is left out: the headline, the series' name, the codes (they are buttons
there), who signs and when the facts were checked.
"""

from markupsafe import Markup

from infogen.backends.html import PartWriter
from infogen.scene import Scene
from infogen.semantics.tree import Part, read_scene


def retelling(scene: Scene) -> list[tuple[str, Markup]]:
    """The name of each page, empty where there is one, and the markup of all that it says."""
    pages = read_scene(scene)
    writer = PartWriter(pages, scene)
    known = _known(scene)
    count, name = len(pages), scene.twin.texts.page
    return [
        (
            name(scene.canvas.family, number, count) if count > 1 else "",
            Markup("\n".join(writer.parts(_told(page.parts, known)))),
        )
        for number, page in enumerate(pages, 1)
    ]


def _known(scene: Scene) -> set[str]:
    """Parts that the page says elsewhere: the series and the title over the headline, who signs,
    the day of the check, and the captions of codes.
    """
    post = scene.twin.post
    links = {text for link in post.links for text in link}
    return {scene.title, scene.subject, post.signature, post.check_date} | links


def _told(parts: list[Part], known: set[str]) -> list[Part]:
    """The parts after the headline that the page does not say elsewhere."""
    first = next((n for n, part in enumerate(parts) if part.level == 1), -1)
    return [
        part
        for part in parts[first + 1 :]
        if part.kind != "code" and part.text not in known and not _address_alone(part)
    ]


def _address_alone(part: Part) -> bool:
    """True for an address by itself, the caption of a code."""
    return part.kind == "paragraph" and part.href is not None and " " not in part.text
