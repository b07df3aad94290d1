"""Figures and abbreviations of Spanish: what belongs to the word after it, on a line and in a
sentence (Ortografía de la lengua española, 2010, VI.2).
"""

import re

WITH_FIGURES = frozenset(
    re.findall(
        r"\w+",
        """
        cl exp fig fol fr frs inc incs km lám n no nos num núm núms op ord p pp párr párrs reg v vol
        vols
        """,
    )
)
"""Abbreviations that belong to a figure after them; some are words too, and then end a sentence."""

WITH_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        arq art arts av blvd c calz cap caps carr col cnel cp deleg dn doc dpto dr dra dras dres
        edif edo ext fracc frac gral ing int lic lics lt mag mons mpio mtra mtro mza mz pág págs
        pbro priv prof profa prol sec secc sr sra sras sres srta sta sto tel tels tít ud uds
        """,
    )
)
"""Those that belong to a figure or a name."""

_WORD = re.compile(r"(?:^|[\s(«“])([^\W\d_]+)\.$")
_NUMBER = re.compile(r"(?:^|[\s(«“])(?:n\.?|núm\.?)(?:[ºª°]|[oa]s?\.?|os\.?)$", re.IGNORECASE)
_ORDINAL = re.compile(r"\d\.?[ºª°]$")
_INITIAL = re.compile(r"(?:^|[\s(«“])([^\W\d_]|([A-Z])\2)\.$")
_FIRST = re.compile(r"(?:[^\W\d_]|([A-Z])\1|ej|de [A-Z])\.(?!\w)")
_ROMAN = re.compile(r"[IVXLC]+\b")
_SIGNS = frozenset("§#$€¢£")


def is_figure(char: str) -> bool:
    """True for a digit of a number or a fraction such as ½; false for ² of m² and ¹ of a note."""
    return char.isdecimal() or (char.isnumeric() and not char.isdigit())


def belongs_to_next(before: str, after: str) -> bool:
    """True if a text ends in something that is not parted from what comes after a space: `n.º 5`,
    `art. 5`, `Lic. Ana`, `a. m.`, `EE. UU.`, `D. O. F.`, `J. Pérez`, `1.º de`.
    """
    if not before or not after:
        return False
    if _ORDINAL.search(before):
        return True
    figure = is_figure(after[0])
    if before[-1] in _SIGNS or _NUMBER.search(before):
        return figure
    if before[-1] != ".":
        return False
    initial = _INITIAL.search(before)
    if initial and (
        _FIRST.match(after) or (initial[1].isupper() and (figure or after[0].isupper()))
    ):
        return True
    word = _WORD.search(before)
    name = word[1].lower() if word else ""
    if name in WITH_NAMES:
        return figure or after[0].isupper()
    return name in WITH_FIGURES and (figure or _ROMAN.match(after) is not None)
