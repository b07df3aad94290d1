"""The text that accompanies a scene: its post on social networks, its licence, its legal basis."""

from typing import Literal

from msgspec import Struct, field


class Post(Struct, frozen=True):
    """The text of a post: its alternatives (the longest first), hashtags, the labels and addresses
    of its links, the date on which its facts were checked, and the institution that signs it.
    """

    texts: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    check_date: str = ""
    signature: str = ""


class TwinTexts(Struct, frozen=True):
    """The phrases that a text twin adds to the text of the pages, in the language of the content.

    `slide` and `sheet` name a page of a screen and of paper by its number `{n}` of `{count}`,
    `citation` names a `{law}` with its `{articles}`.
    """

    alt: str = ""
    no_alt: str = ""
    post: str = ""
    no_post: str = ""
    description: str = ""
    files: str = ""
    basis: str = ""
    citation: str = "{law}: {articles}"
    license: str = ""
    no_license: str = ""
    slide: str = "{n} / {count}"
    sheet: str = "{n} / {count}"

    def page(self, family: Literal["screen", "paper"], n: int, count: int) -> str:
        """The name of page `n`, counted from 1."""
        return (self.slide if family == "screen" else self.sheet).format(n=n, count=count)


class Twin(Struct, frozen=True):
    """`license` says how the scene may be used (None: not known), `basis` by which laws and
    articles its facts hold, `beside` in which other files it is. `seal` says what it is not (an
    example, a draft), and goes before everything that is said of it.
    """

    post: Post = field(default_factory=Post)
    texts: TwinTexts = field(default_factory=TwinTexts)
    license: str | None = None
    basis: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    seal: str = ""

    def prefix_seal(self, text: str) -> str:
        """The text, after the seal that says what the scene is not."""
        if self.seal in text:
            return text
        end = "" if self.seal.endswith((".", "!", "?")) else "."
        return f"{self.seal}{end} {text}"


NO_TWIN = Twin()
"""That of a scene that is only a sheet of the program's own."""
