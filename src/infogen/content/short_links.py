"""Short addresses on the site's own domain, which lead on to a link and can change their mind.

`https://site/d1` is that of a picture; `https://site/d1-k7t` is on paper, and says by its three
letters which edition was printed: what the facts were that the paper states.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct

from infogen.content.entries.copydeck import Link
from infogen.content.namespaces import Content
from infogen.content.standing import WORDS
from infogen.scene import Fact
from infogen.scene.addresses import ascii_address

LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""Characters of an edition: none that is taken for another one, no vowels that make words."""

LENGTH = 3
"""Letters of an edition: 19,683 of them, for a paper that has some ten."""

UNPRINTED = LETTERS[0] * LENGTH
"""The edition of a paper while it is laid out for the first time."""

_SHORT = re.compile(rf"([a-z0-9]+)(?:-([{LETTERS}]{{{LENGTH}}}))?")


class ShortLinks(Struct, frozen=True):
    """How links become codes: on the site at `root` (None: there is none), of an `edition` where
    they are printed.
    """

    root: str | None = None
    edition: str | None = None

    def address(self, link: Link) -> str | None:
        """The address that a code of the link holds; None for a link without one."""
        if link.url is None or link.short is None or self.root is None:
            return link.address
        edition = f"-{self.edition}" if self.edition else ""
        return f"{ascii_address(self.root)}{link.short}{edition}"


def link_key(content: Content, address: str) -> str | None:
    """The link that an address is of, in full or short, of any edition."""
    root = content.site.url and ascii_address(content.site.url)
    match = _SHORT.fullmatch(address.removeprefix(root)) if root is not None else None
    for key, link in content.links.items():
        if address == link.address:
            return key
        if match and root is not None and address.startswith(root) and match[1] == link.short:
            return key
    return None


SENTENCES = (".text", ".summary", ".note", ".effect", ".counted_from", ".title", ".label")
"""Fields that are words about a fact; the figures in them are facts of their own."""


def edition_facts(facts: Iterable[Fact]) -> dict[str, str]:
    """The facts by which an edition is told from another: terms, figures, names and addresses that
    are printed or drawn, without sentences and the days of the checks.
    """
    return {
        fact.path: fact.value
        for fact in facts
        if fact.stated
        and fact.path.partition(".")[0] not in WORDS | {"meta"}
        and not fact.path.endswith((".checked_on", ".review_by", *SENTENCES))
    }


def edition(facts: Iterable[Fact]) -> str:
    """The letters of the edition that states these facts: the same for the same facts."""
    digest = blake2b(digest_size=8)
    for path, value in sorted(edition_facts(facts).items()):
        digest.update(f"{path}\0{value}\0".encode())
    number = int.from_bytes(digest.digest())
    letters = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters
