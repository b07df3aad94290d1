"""Names of libraries that are not public, each by itself: a version that changes one fails here,
and the message says where it is used.
"""

import yaml
from PIL import Image
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument
from yaml._yaml import CParser


def test_pillow_image_im_paste():
    """`backends/png` draws with it: a colour into a box, through the core of a mask or without."""
    for mask in (None, Image.linear_gradient("L").resize((4, 3))):
        core, public = (Image.new("RGB", (8, 6), "#FFFFFF") for _image in range(2))
        box = (2, 1, 6, 4)
        core.im.paste((10, 20, 30), box, *([mask.im] if mask else []))
        public.paste((10, 20, 30), box, mask)
        assert core.tobytes() == public.tobytes()


def test_pillow_paste_reaches_out_of_the_image():
    """A box may lie partly, or wholly, outside of the sheet: that part is not drawn."""
    image = Image.new("RGB", (4, 4), "#FFFFFF")
    image.im.paste((0, 0, 0), (-2, -2, 2, 2))
    image.im.paste((0, 0, 0), (9, 9, 12, 12), Image.new("L", (3, 3), 255).im)
    assert sorted(image.getcolors()) == [(4, (0, 0, 0)), (12, (255, 255, 255))]


def test_reportlab_id_to_object_and_number_to_id():
    """`backends/pdf/document.py` writes the objects itself, in the order of their numbers."""
    document = PDFDocument(invariant=1)
    assert isinstance(document.idToObject["BasicFonts"], PDFDictionary)
    added = [PDFDictionary({"N": n}) for n in range(3)]
    for entry in added:
        document.Reference(entry)
    numbers = list(document.numberToId)
    assert numbers == sorted(numbers)
    assert [document.idToObject[document.numberToId[n]] for n in numbers[-3:]] == added
    assert document.objectcounter == numbers[-1]


def test_yaml_cparser_get_event():
    """`source/loader.py` reads the events of libyaml one by one, with their places."""
    get_event = CParser("a: [b, *c]\n").get_event
    events = []
    while not isinstance(event := get_event(), yaml.StreamEndEvent):
        events.append(event)
    kinds = [type(event).__name__.removesuffix("Event") for event in events]
    assert kinds == [
        "StreamStart", "DocumentStart", "MappingStart", "Scalar", "SequenceStart", "Scalar",
        "Alias", "SequenceEnd", "MappingEnd", "DocumentEnd",
    ]  # fmt: skip
    scalar, alias = events[5], events[6]
    assert (scalar.value, scalar.tag, scalar.anchor, scalar.implicit[0]) == ("b", None, None, True)
    assert (scalar.start_mark.line, scalar.start_mark.column) == (0, 4)
    assert (alias.anchor, alias.start_mark.column) == ("c", 7)
