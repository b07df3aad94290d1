"""A verb of an act has its actor: *Avisa al partido* reads as an order to the reader."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import Passage, beginning, is_spanish, passages, searchable
from infogen.content import Data, Step, find, resolve_references
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _

READER = "persona"
"""The actor whom the pieces call *tú*: a verb alone is theirs."""

VERBS = frozenset(
    (
        "admite", "analiza", "asigna", "avisa", "busca", "cierra", "comprueba", "confirma",
        "contesta", "corrige", "decide", "dice", "elige", "entra", "entrega", "envía", "escoge",
        "explica", "informa", "manda", "multa", "notifica", "ordena", "pasa", "pide", "publica",
        "recibe", "registra", "resuelve", "responde", "revisa", "sanciona", "turna", "verifica",
    )
)  # fmt: skip
"""Acts of offices as they stand in sentences (*INFOEM avisa*); the reader's imperative is the
same word. In a question the actor follows: *¿Cumple el partido?*
"""

HEADINGS = ("title", "heading", "subheading")

SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n")
FIRST = re.compile(r"(?:(?:me|te|le|lo|la|se|nos|les|los|las)\s+){0,2}(\w+)", re.IGNORECASE)
INFINITIVE = re.compile(r"(?:ar|er|ir)(?:l[aeo]s?|se|te)?$")


def actors(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each sentence that begins with the verb of somebody else's act and does not
    say whose: neither before it, nor in the heading right above or the label right after it.
    """
    data, scene = usage.data, usage.scene
    if not is_spanish(scene):
        return
    names = {searchable(name) for name in _names(data, data.content.actors)}
    texts, above = passages(scene), ""
    for passage, following in zip_longest(texts, texts[1:]):
        acting = _acting(data, passage)
        labelled = following is not None and searchable(following.text) in names
        if acting and READER not in acting and not labelled:
            yield from _unsaid(data, passage, acting, above)
        above = searchable(passage.text) if passage.role in HEADINGS else ""


def _acting(data: Data, passage: Passage) -> dict[str, str]:
    """The actors of the steps that a text rests on, each with the path of one step."""
    found: dict[str, str] = {}
    for fact in passage.frame.facts:
        path = ".".join(fact.path.split(".")[:4])
        step = find(data, path) if path.startswith("procedures.") else None
        if step is not None and isinstance(step.value, Step):
            found.setdefault(step.value.actor, path)
    return found


def _unsaid(
    data: Data, passage: Passage, acting: dict[str, str], above: str
) -> Iterator[Diagnostic]:
    names = [searchable(name) for name in _names(data, data.content.actors)]
    said = above
    for sentence in SENTENCE.split(passage.text):
        first = FIRST.match(sentence.strip())
        after = searchable(sentence.strip()[first.end() :]) if first else ""
        named = after.startswith(tuple(names)) or any(name in said for name in names)
        if first and _is_act(first[1]) and not named:
            actor, path = next(iter(acting.items()))
            name = resolve_references(data, data.content.actors[actor].name)
            yield warning(
                "verb-without-actor",
                _('"{text}" does not say who does it, and reads as an order').format(
                    text=beginning(sentence.strip(), 60)
                ),
                passage.span,
                _('begin with who acts, such as "{name}"').format(name=name),
                path,
                passage.spot,
            )
        said = f"{said} {searchable(sentence)}"


def _names(data: Data, actors: Iterable[str]) -> Iterator[str]:
    """How texts call actors other than the reader."""
    for actor in actors:
        if actor != READER:
            known = data.content.actors[actor]
            yield from (resolve_references(data, name) for name in (known.name, *known.said))


def _is_act(word: str) -> bool:
    """True if a word is one of the verbs, as it stands in sentences or as an infinitive."""
    word = word.casefold()
    if word in VERBS:
        return True
    stem = INFINITIVE.sub("", word)
    return stem != word and any(verb[:-1] == stem for verb in VERBS)
