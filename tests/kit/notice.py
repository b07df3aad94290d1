"""A layout of one text in a square, as a person would begin."""

_LAYOUT = """\
title: Aviso
alt: "{alt}"
formats: [square]
body:
  kind: column
  height: 1fr
  ground: paper
  pad: 60
  children:
    - {{kind: text, style: body, text: {text}}}
"""


def notice(text: str, alt: str = "Un aviso") -> str:
    """The YAML of it; `text` is written as YAML writes a value."""
    return _LAYOUT.format(text=text, alt=alt)
