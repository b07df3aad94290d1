"""The content of `data/`: what pieces may state, where it was read, and the words for it.

`load` reads folders of files, `find` what stands at a path, `printed` gives a value its words.
"""

from infogen.content.data import Data, Found, Standing
from infogen.content.entries.basis import (
    Deadline,
    Extension,
    Figure,
    LegalBasis,
    Unknown,
    YearNumber,
)
from infogen.content.entries.copydeck import Copy, GlossaryEntry, Jargon, Lane, Link, Slot
from infogen.content.entries.institutions import Authority, Body, Meta, Series, SujetoObligado
from infogen.content.entries.law import Calendar, Law, Regime
from infogen.content.entries.procedure import (
    Appeal,
    Costs,
    Procedure,
    Requirement,
    Right,
    Scoring,
    Silence,
    Step,
)
from infogen.content.entries.records import Answer, Signed, SignOff
from infogen.content.entries.results import Result, Results
from infogen.content.loading import load
from infogen.content.namespaces import NAMESPACES, SCHEMAS, Content
from infogen.content.paths import find, link_at, nearest, place, references, related, resolved
from infogen.content.printing import printed
from infogen.content.signatures import Signature, digest, signature, table_digest
from infogen.content.standing import checked, entries_under, facts, own_parts, standing
from infogen.content.translation import translated

__all__ = [
    "NAMESPACES",
    "SCHEMAS",
    "Answer",
    "Appeal",
    "Authority",
    "Body",
    "Calendar",
    "Content",
    "Copy",
    "Costs",
    "Data",
    "Deadline",
    "Extension",
    "Figure",
    "Found",
    "GlossaryEntry",
    "Jargon",
    "Lane",
    "Law",
    "LegalBasis",
    "Link",
    "Meta",
    "Procedure",
    "Regime",
    "Requirement",
    "Result",
    "Results",
    "Right",
    "Scoring",
    "Series",
    "SignOff",
    "Signature",
    "Signed",
    "Silence",
    "Slot",
    "Standing",
    "Step",
    "SujetoObligado",
    "Unknown",
    "YearNumber",
    "checked",
    "digest",
    "entries_under",
    "facts",
    "find",
    "link_at",
    "load",
    "nearest",
    "own_parts",
    "place",
    "printed",
    "references",
    "related",
    "resolved",
    "signature",
    "standing",
    "table_digest",
    "translated",
]
