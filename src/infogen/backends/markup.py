"""Text in markup: what a person wrote as content and attributes of XML and HTML."""

import re
from html import escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (clause 2.2): controls, surrogates, U+FFFE and U+FFFF."""


def escape_text(text: str) -> str:
    """Characters as the content of an element; those that XML does not have become U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text), quote=False)


def escape_value(text: str) -> str:
    """Characters as the value of an attribute in quotes."""
    return escape(_NO_XML.sub("\ufffd", text))
