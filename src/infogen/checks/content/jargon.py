"""Words of offices come with plain ones: `data/jargon.yaml` has both."""

import re
from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import is_spanish, passages, searchable, whole
from infogen.content import resolve_references
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _


def jargon(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each word of the list in a piece that says it nowhere in plain words."""
    data, scene = usage.data, usage.scene
    if not is_spanish(scene):
        return
    words = whole(scene)
    for key, entry in data.content.jargon.items():
        if any(searchable(resolve_references(data, said)) in words for said in entry.plain):
            continue
        forms = "|".join(re.escape(resolve_references(data, word)) for word in entry.words)
        pattern = re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
        for passage in passages(scene):
            found = pattern.search(passage.text)
            if found:
                yield warning(
                    "jargon",
                    _('"{word}" is office jargon, and the piece does not explain it').format(
                        word=found[0]
                    ),
                    passage.span,
                    _('say it plainly, such as "{words}"').format(
                        words=resolve_references(data, entry.plain[0])
                    ),
                    f"jargon.{key}",
                    passage.spot,
                )
                break
