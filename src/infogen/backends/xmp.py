"""The metadata of a picture: title, alternative text, description, author and licence.

XMP is what picture archives and browsers of files read (ISO 16684-1); the alternative text and the
description have the properties that IPTC made for them (Photo Metadata 2021.1). There is no date,
so that the same picture is the same file.
"""

from collections.abc import Iterator

from infogen.backends.markup import escape_text
from infogen.scene import Scene
from infogen.semantics.prose import description, short_alt

PNG_KEYWORD = "XML:com.adobe.xmp"
"""The text of a PNG file that is XMP (XMP specification, part 3, 1.1.5)."""

LARGEST = 65_502
"""Bytes of XMP that one segment of a JPEG file holds (part 3, 1.1.3)."""


_BEGINNING = 1_000
"""Characters of each text in a packet that would be too large otherwise."""


def texts(scene: Scene, page: int) -> Iterator[tuple[str, str, str]]:
    """The texts of a PNG file, by the keywords of its standard (11.3.3.2), and its XMP."""
    for keyword, text in (
        ("Title", scene.title),
        ("Description", short_alt(scene, page)),
        ("Author", scene.author),
        ("Copyright", scene.twin.license),
        ("Software", "infogen"),
    ):
        if text:
            yield keyword, "" if keyword == "Software" else scene.lang, text
    yield PNG_KEYWORD, "", xmp(scene, page).decode()


def xmp(scene: Scene, page: int) -> bytes:
    """The packet; too large a description for a segment of JPEG is left to the text twin, and of
    other texts the beginning is taken then.
    """
    packet = _packet(scene, page, description(scene, page), LARGEST)
    if len(packet) > LARGEST:
        packet = _packet(scene, page, "", LARGEST)
    return packet if len(packet) <= LARGEST else _packet(scene, page, "", _BEGINNING)


def _packet(scene: Scene, page: int, described: str, most: int) -> bytes:
    """The packet with so many characters of each text at most."""
    title, author, alt = scene.title[:most], scene.author[:most], short_alt(scene, page)[:most]
    license = scene.twin.license and scene.twin.license[:most]
    properties = "\n".join(
        (
            *_translated("dc:title", title),
            *_translated("dc:description", alt),
            *_listed("dc:creator", "Seq", author),
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
        item = f'<rdf:li xml:lang="x-default">{escape_text(text)}</rdf:li>'
        yield f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _listed(name: str, kind: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{name}><rdf:{kind}><rdf:li>{escape_text(text)}</rdf:li></rdf:{kind}></{name}>"


def _address(name: str, text: str | None) -> Iterator[str]:
    if text and text.startswith("https://"):
        yield f"<{name}>{escape_text(text)}</{name}>"


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
