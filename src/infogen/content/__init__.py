"""The content of `data/`: what pieces may state, where it was read, and the words for it.

`load_data` reads folders of files, `find` what stands at a path, `format_value` puts a value into
words.
"""

from infogen.content.data import Data, PathValue, Standing, slots
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
from infogen.content.loading import load_data
from infogen.content.namespaces import NAMESPACES, SCHEMAS, Content
from infogen.content.paths import (
    ancestors,
    closest_path,
    find,
    link_at,
    overlaps,
    resolve_references,
    span_at,
)
from infogen.content.printing import format_amount, format_value
from infogen.content.signatures import Signature, fact_digest, signature, table_digest
from infogen.content.standing import entries_under, facts, last_check, own_parts, standing
from infogen.content.translation import translate

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
    "GlossaryEntry",
    "Jargon",
    "Lane",
    "Law",
    "LegalBasis",
    "Link",
    "Meta",
    "PathValue",
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
    "ancestors",
    "closest_path",
    "entries_under",
    "fact_digest",
    "facts",
    "find",
    "format_amount",
    "format_value",
    "last_check",
    "link_at",
    "load_data",
    "overlaps",
    "own_parts",
    "resolve_references",
    "signature",
    "slots",
    "span_at",
    "standing",
    "table_digest",
    "translate",
]
