"""Text in markup: what a person wrote as content and attributes of XML and HTML."""

import re
from html import escape

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold (clause 2.2): controls, surrogates, U+FFFE and U+FFFF. The
characters that it has would take ten times as long to compile.
"""


def escape_text(text: str) -> str:
    """Characters as the content of an element; those that XML does not have become U+FFFD."""
    return escape(_NO_XML.sub("\ufffd", text), quote=False)


def escape_value(text: str) -> str:
    """Characters as the value of an attribute in quotes."""
    return escape(_NO_XML.sub("\ufffd", text))
