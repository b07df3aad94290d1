"""The metadata of a picture: title, alternative text, description, author and licence.

XMP is what picture archives and browsers of files read (ISO 16684-1); the alternative text and the
description have the properties that IPTC made for them (Photo Metadata 2021.1). There is no date,
so that the same picture is the same file.
"""

from collections.abc import Iterator
from html import escape

from infogen.scene import Scene
from infogen.semantics.prose import description, short

PNG_KEYWORD = "XML:com.adobe.xmp"
"""The text of a PNG file that is XMP (XMP specification, part 3, 1.1.5)."""

LARGEST = 65_502
"""Bytes of XMP that one segment of a JPEG file holds (part 3, 1.1.3)."""


def texts(scene: Scene, page: int) -> Iterator[tuple[str, str, str]]:
    """The texts of a PNG file, by the keywords of its standard (11.3.3.2), and its XMP."""
    for keyword, text in (
        ("Title", scene.title),
        ("Description", short(scene, page)),
        ("Author", scene.author),
        ("Copyright", scene.twin.license),
        ("Software", "infogen"),
    ):
        if text:
            yield keyword, "" if keyword == "Software" else scene.lang, text
    yield PNG_KEYWORD, "", xmp(scene, page).decode()


def xmp(scene: Scene, page: int) -> bytes:
    """The packet; too large a description for a segment of JPEG is left to the text twin."""
    packet = _packet(scene, page, description(scene, page))
    return packet if len(packet) <= LARGEST else _packet(scene, page, "")


def _packet(scene: Scene, page: int, described: str) -> bytes:
    alt, license = short(scene, page), scene.twin.license
    properties = "\n".join(
        (
            *_translated("dc:title", scene.title),
            *_translated("dc:description", alt),
            *_listed("dc:creator", "Seq", scene.author),
            *_listed("dc:language", "Bag", scene.lang),
            *_translated("dc:rights", license),
            *_address("xmpRights:WebStatement", license),
            *_translated("Iptc4xmpCore:AltTextAccessibility", alt),
            *_translated("Iptc4xmpCore:ExtDescrAccessibility", described),
        )
    )
    return _PACKET.format(properties=properties).encode()


def _translated(name: str, text: str | None) -> Iterator[str]:
    """A property with a value for each language; the one that there is, is the default, and which
    one that is says `dc:language`.
    """
    if text:
        item = f'<rdf:li xml:lang="x-default">{_words(text)}</rdf:li>'
        yield f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _listed(name: str, kind: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{name}><rdf:{kind}><rdf:li>{_words(text)}</rdf:li></rdf:{kind}></{name}>"


def _address(name: str, text: str | None) -> Iterator[str]:
    if text and text.startswith("https://"):
        yield f"<{name}>{_words(text)}</{name}>"


def _words(text: str) -> str:
    return escape(text, quote=False)


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
