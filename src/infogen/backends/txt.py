"""A scene to a text file to copy from: alternative texts, what to post with it, a description."""

from collections.abc import Callable, Hashable, Iterator

from infogen.scene import Scene
from infogen.semantics.posts import PlatformPost, platform_posts, post
from infogen.semantics.prose import alt, description

NOTHING = "–"
"""In place of a text of which not one whole sentence has room on a platform."""


def render(scene: Scene) -> bytes:
    """The file, UTF-8: what platforms are given alike is there once, under all their names."""
    twin, words = scene.twin, scene.twin.texts
    seal = "" if twin.seal in scene.title else twin.seal
    signed = " · ".join(filter(None, (twin.post.check_date, twin.post.signature)))
    license = f"{words.license}: {twin.license or words.no_license}" if words.license else ""
    sections = [
        "\n\n".join(filter(None, (_headed(scene.title, "="), seal))),
        "\n\n".join((_headed(words.alt), *_alts(scene))),
        "\n\n".join((_headed(words.post), *_posts(scene))),
        "\n\n".join((_headed(words.description), description(scene))),
        "\n\n".join((_headed(words.basis), *twin.basis)) if twin.basis else "",
        "\n".join(filter(None, (signed, license))),
    ]
    return ("\n\n\n".join(filter(None, sections)) + "\n").encode()


def _headed(text: str, mark: str = "-") -> str:
    return f"{text}\n{mark * len(text)}"


def _alts(scene: Scene) -> Iterator[str]:
    """The alternative texts; where a platform takes none, what is sent after the picture."""
    whole = tuple(alt(scene, page) for page in range(len(scene.pages)))
    if not scene.outlets:
        yield _numbered(scene, whole)
    for same in _alike(scene, lambda one: one.alts):
        if same[0].alts:
            yield f"{_names(same)}\n{_numbered(scene, same[0].alts)}"
        else:
            yield f"{_names(same)}\n{scene.twin.texts.no_alt}\n{_numbered(scene, whole)}"


def _posts(scene: Scene) -> Iterator[str]:
    """The posts for each platform; where it takes no text, the links."""
    if not scene.outlets:
        yield post(scene) or NOTHING
    for same in _alike(scene, lambda one: (one.post, one.posts)):
        if same[0].posts:
            yield f"{_names(same)}\n{same[0].post or NOTHING}"
        else:
            links = (f"{label}: {address}" for label, address in scene.twin.post.links)
            yield "\n".join((_names(same), scene.twin.texts.no_post, *links))


def _alike(scene: Scene, key: Callable[[PlatformPost], Hashable]) -> list[list[PlatformPost]]:
    """The platforms in groups that are given the same, in the order of the first of each."""
    groups: dict[Hashable, list[PlatformPost]] = {}
    for one in platform_posts(scene):
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _names(same: list[PlatformPost]) -> str:
    return f"{'; '.join(one.platform for one in same)}:"


def _numbered(scene: Scene, texts: tuple[str | None, ...]) -> str:
    """The text of each page, under its number where there are several."""
    if len(texts) == 1:
        return texts[0] or NOTHING
    name, family, count = scene.twin.texts.page, scene.canvas.family, len(texts)
    return "\n".join(
        f"{name(family, n, count)}: {text or NOTHING}" for n, text in enumerate(texts, 1)
    )
