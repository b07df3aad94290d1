"""The metadata of a PDF: title, author and subject, language, PDF/UA-1 and PDF/A-2a.

A sheet for a printer claims neither.
"""

from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from infogen.backends.markup import escape_text
from infogen.backends.pdf.document import Document, Stream, deflate, dictionary
from infogen.backends.pdf.structure import Structure
from infogen.scene import Scene

PRODUCER = "infogen"

ICC = Path(__file__).with_name("srgb.icc")
"""The built-in sRGB profile of LittleCMS (Pillow's `ImageCms.createProfile("sRGB")`).

Its date (bytes 24 to 35) is set to 2000-01-01, its optional identity (84 to 99) to zero.
"""


def information(scene: Scene, document: Document) -> PDFDictionary:
    """The information dictionary (ISO 32000-1, 14.3.3); what is not known is left out."""
    date = PDFString("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'".format(*document.time))
    info = dictionary(
        Title=PDFString(scene.title),
        Creator=PDFString(PRODUCER),
        Producer=PDFString(PRODUCER),
        CreationDate=date,
        ModDate=date,
    )
    if scene.author:
        info["Author"] = PDFString(scene.author)
    if scene.subject:
        info["Subject"] = PDFString(scene.subject)
    return info


def catalog(scene: Scene, document: Document, pages: str, structure: Structure) -> PDFDictionary:
    """The document catalog (7.7.2); `pages` refers to the page tree."""
    entries = dictionary(
        Type="/Catalog",
        Pages=pages,
        Lang=PDFString(scene.lang),
        ViewerPreferences="<</DisplayDocTitle true>>",
        Metadata=document.add(
            Stream(_xmp(scene, document), packed=True, Type="/Metadata", Subtype="/XML")
        ),
    )
    if scene.press is not None:
        if scene.press.profile:
            entries["OutputIntents"] = PDFArray([_press_intent(document, scene.press.profile)])
        return entries
    entries["MarkInfo"] = "<</Marked true>>"
    entries["StructTreeRoot"] = structure.tree
    entries["OutputIntents"] = PDFArray([_output_intent(document)])
    if structure.outline:
        entries["Outlines"] = structure.outline
    return entries


def _output_intent(document: Document) -> PDFDictionary:
    profile = Stream(_profile(), packed=True, Filter="/FlateDecode", N=3, Alternate="/DeviceRGB")
    return dictionary(
        Type="/OutputIntent",
        S="/GTS_PDFA1",
        OutputConditionIdentifier=PDFString("sRGB"),
        RegistryName=PDFString("http://www.color.org"),
        Info=PDFString("sRGB IEC61966-2.1"),
        DestOutputProfile=document.add(profile),
    )


def _press_intent(document: Document, profile: bytes) -> PDFDictionary:
    """The printer's own profile (14.11.5). It claims no PDF/X: nothing here has validated that."""
    return dictionary(
        Type="/OutputIntent",
        S="/GTS_PDFX",
        OutputConditionIdentifier=PDFString("Custom"),
        Info=PDFString("ICC profile of the printer"),
        DestOutputProfile=document.add(Stream(profile, N=4)),
    )


@cache
def _profile() -> bytes:
    return deflate(ICC.read_bytes())


def _xmp(scene: Scene, document: Document) -> bytes:
    """The same facts as XMP.

    PDF/A asks for the schema around the mark of PDF/UA (ISO 19005-2, 6.6.2.3).
    """
    title, author, subject, lang = (
        escape_text(text) for text in (scene.title, scene.author, scene.subject, scene.lang)
    )
    creator = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    described = '<rdf:Alt><rdf:li xml:lang="x-default">' + subject + "</rdf:li></rdf:Alt>"
    return _XMP.format(
        title=title,
        lang=lang,
        author=creator if author else "",
        subject=f"<dc:description>{described}</dc:description>" if subject else "",
        date="{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*document.time),
        producer=PRODUCER,
        claims="" if scene.press else _CLAIMS,
    ).encode()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}{subject}<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{claims}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_CLAIMS = """<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
