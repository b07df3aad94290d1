"""What accompanies a scene as text: what is written where it is posted, its licence, its law."""

from typing import Literal

from msgspec import Struct, field


class Post(Struct, frozen=True):
    """What is written where a scene is posted: alternatives of the text (long first), hashtags,
    the labels and addresses of its links, when its facts were checked, and who answers for it.
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
        """What the page `n`, from 1, is called."""
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
