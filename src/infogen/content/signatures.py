"""Signatures of facts, and whether each fact still is as it was signed."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from msgspec import Struct

from infogen.content.data import Data
from infogen.content.entries.basis import LegalBasis
from infogen.content.paths import find, resolve_references
from infogen.content.standing import OWN, is_own, standing
from infogen.source.model import Model, model_fields

UNSIGNED = frozenset({"note", "name_source", "conflict", "label", "review_by"})
"""Fields that a signature does not cover: remarks, names for people, and the next date."""


class Signature(Struct, frozen=True):
    """The signature of a fact: by whom, when, and whether the fact has changed since."""

    state: Literal["unsigned", "changed", "signed"]
    by: str | None = None
    on: date | None = None


def signature(data: Data, fact: str) -> Signature:
    """The signature of a fact: the latest that still holds, else the latest that did."""
    offs = sorted(data.content.signatures.values(), key=lambda off: off.on)
    mine = [(off, signed.sha256) for off in offs for signed in off.facts if signed.fact == fact]
    if not mine:
        return Signature("unsigned")
    now = fact_digest(data, fact)
    for off, hashed in reversed(mine):
        if hashed == now:
            return Signature("signed", off.by, off.on)
    last = mine[-1][0]
    return Signature("changed", last.by, last.on)


def fact_digest(data: Data, fact: str) -> str:
    """The hash of a fact: its values with their words in place, and what they rest on."""
    if fact not in data.digests:
        found, known = find(data, fact), standing(data, fact)
        assert found is not None
        assert known is not None
        signed = {
            "fact": fact,
            "value": _plain(data, found.value),
            "law": known.law,
            "source": known.source,
            "checked_on": str(known.checked_on),
            "regime": known.regime,
            "confidence": known.confidence,
        }
        data.digests[fact] = _hash(signed)
    return data.digests[fact]


def table_digest(data: Data, facts: Iterable[str]) -> str:
    """The hash of several facts together, in whatever order they are named."""
    return _hash([fact_digest(data, fact) for fact in sorted(facts)])


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(data: Data, value: object) -> Any:
    """A value for JSON, its texts with their references replaced; other facts are left out."""
    if isinstance(value, str):
        return resolve_references(data, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(data, item) for item in value if not is_own(item)]
    if isinstance(value, Mapping):
        return {key: _plain(data, item) for key, item in value.items()}
    if isinstance(value, Model):
        return {
            info.encode_name: _plain(data, part)
            for name, info in model_fields(type(value)).items()
            # A field that says nothing may come with a later version: it changes no hash.
            if (part := getattr(value, name)) not in (None, ())
            and name not in UNSIGNED
            and (name not in OWN or isinstance(value, LegalBasis))
            and not is_own(part)
        }
    return value
