"""Faults of the answers of a form: they contradict data, stand in the wrong box, cite what
is not there, or say what the form's rules refuse.
"""

import re
from collections.abc import Iterator

from infogen.content import Data, facts, find, resolve_references, span_at, standing
from infogen.design.forms import Rule
from infogen.diagnostics import Diagnostic, Span, error, warning
from infogen.diagnostics.hints import name_hint
from infogen.forms.filling import FilledBox, FilledForm, slot
from infogen.forms.personal import personal_data, public_words
from infogen.messages import _
from infogen.workspace import Workspace

ADDRESS = re.compile(r"https?://[^\s)\],;]+")
SMALL = r"(?:de|del|la|las|los|el|en|y|e|para|por|a)"
LAW = re.compile(
    rf"\b(?:Ley|Código|Constitución|Lineamientos)\b(?:,? (?:[A-ZÁÉÍÓÚÑ]\w+|{SMALL}\b))+"
)
ARTICLES = re.compile(r"\b[Aa]rt(?:ículos?|s?\.)\s+((?:\d+[\w.-]*(?:,\s*|\s+[yYeE]\s+)?)+)")


def check_form(workspace: Workspace, form: FilledForm) -> list[Diagnostic]:
    """All that is wrong with a filled form, in the order of its boxes."""
    found, public = [*form.records.findings], public_words(workspace.data)
    for name in form.practice.replies:
        if name not in form.boxes:
            message = _('the form has no box "{name}"').format(name=name)
            hint = name_hint(name, form.boxes)
            found.append(error("unknown-box", message, _place(workspace, form, name), hint))
    for name, box in form.boxes.items():
        at = _place(workspace, form, name)
        found += _kind(box, at)
        found += _contradicted(form, box, at)
        found += _misplaced(form, box, at)
        if box.state == "person":
            for line in box.lines:
                found += _cited(workspace.data, name, line, at)
        for line in box.lines:
            found += _ruled(workspace, form, name, line, at)
            found += personal_data(public, name, line, at)
    return found


def _place(workspace: Workspace, form: FilledForm, box: str) -> Span | None:
    return span_at(workspace.data, f"practices.{form.key}.replies.{box}") or form.practice._span


def _kind(box: FilledBox, at: Span | None) -> Iterator[Diagnostic]:
    """A reply has what its box takes: yes or no, words, or evidence with a name."""
    kind, reply = box.input.kind, box.reply
    if reply.answer is not None and kind != "yes-no":
        message = _("{box} is no question of yes or no").format(box=box.input.id)
        yield error("wrong-reply", message, at, _("write text: in place of answer:"))
    if reply.text is not None and kind == "yes-no":
        message = _("{box} is answered with yes or no").format(box=box.input.id)
        yield error("wrong-reply", message, at, _("write answer: true or false"))
    if reply.text is not None and kind == "evidence":
        message = _('"{text}" in {box} names no document').format(text=reply.text, box=box.input.id)
        hint = _("write it in data/evidence.yaml, and its id in evidence:")
        yield error("nameless-evidence", message, at, hint)
    if reply.evidence and kind not in ("evidence", "list"):
        message = _("{box} takes no evidence").format(box=box.input.id)
        yield error("wrong-reply", message, at, _("name it in the box for documents"))


def _contradicted(form: FilledForm, box: FilledBox, at: Span | None) -> Iterator[Diagnostic]:
    """A no where records prove a yes, or the other way; words after a question answered with no."""
    input = box.input
    if box.answer is False and any(map(form.records.has, input.yes)):
        message = _("{box} says no; {proof}").format(box=input.id, proof=box.proof or "")
        hint = _("answer with true, or take the record out of the practice")
        yield error("contradicted-answer", message, at, hint)
    if box.answer is True and any(map(form.records.has, input.no)):
        message = _("{box} says yes; {proof}").format(box=input.id, proof=box.proof or "")
        yield error("contradicted-answer", message, at, _("answer with false, or say why not"))
    before = form.boxes.get(input.after or "")
    if before is not None and before.answer is not True and (box.reply.text or box.reply.evidence):
        said = box.reply.text or ", ".join(box.reply.evidence)
        if before.answer is False:
            message = _('{before} says no, and {box} says "{text}"').format(
                before=before.input.id, box=input.id, text=said[:60]
            )
            hint = _("answer {before} with true, or leave {box} out").format(
                before=before.input.id, box=input.id
            )
            yield error("contradicted-answer", message, at, hint)
        else:
            message = _("{box} has an answer, and {before} has neither yes nor no").format(
                box=input.id, before=before.input.id
            )
            yield warning("unasked-answer", message, at, _("answer the question first"))


def _misplaced(form: FilledForm, box: FilledBox, at: Span | None) -> Iterator[Diagnostic]:
    """A person's note where the answer that it is remains blank."""
    if box.input.kind != "notes" or not box.reply.text:
        return
    prefix = re.sub(r"\D+$", "", box.input.id)
    for other in form.boxes.values():
        own = re.fullmatch(rf"{re.escape(prefix)}[a-z]", other.input.id)
        if own and other.input.after and other.input.kind != "evidence" and not other.lines:
            if form.boxes[other.input.after].answer is False:
                continue
            message = _("{notes} has a text, and {box} is blank").format(
                notes=box.input.id, box=other.input.id
            )
            hint = _("the answer stands in {box}: move it there").format(box=other.input.id)
            yield warning("answer-in-notes", message, at, hint)


def _cited(data: Data, box: str, line: str, at: Span | None) -> Iterator[Diagnostic]:
    """A law that data/laws.yaml does not have, an article that no fact rests on, an address that is
    no link's.
    """
    laws = {law.name: key for key, law in data.content.laws.items()}
    for named in LAW.findall(line):
        name = re.sub(rf"(?: {SMALL})+$", "", named)
        if len(name.split()) > 1 and not any(known.startswith(name) for known in laws):
            message = _('{box} cites "{law}", which is no law of data/laws.yaml').format(
                box=box, law=name
            )
            yield error(
                "unknown-law", message, at, _("one of: {names}").format(names="; ".join(laws))
            )
    named_laws = [key for key, law in data.content.laws.items() if key in line or law.name in line]
    for cited in ARTICLES.findall(line):
        if not named_laws:
            message = _("{box} cites articles without the name of their law").format(box=box)
            hint = _("one of: {names}").format(names="; ".join(laws))
            yield error("unknown-law", message, at, hint)
            continue
        known = {article for key in named_laws for article in _articles(data, key)}
        for article in re.findall(r"\d+", cited):
            if article not in known:
                message = _("{box} cites article {article}, on which no fact rests").format(
                    box=box, article=article
                )
                hint = _("cite an article that a fact of data/ has, or leave it out")
                yield error("unknown-article", message, at, hint)
    links = {link.url for link in data.content.links.values()}
    links |= {law.url for law in data.content.laws.values()}
    for address in ADDRESS.findall(line):
        if address.rstrip(".") not in links:
            message = _("{box} has an address that is no link: {address}").format(
                box=box, address=address
            )
            yield error(
                "unknown-address", message, at, _("write it in data/links.yaml, if it is right")
            )


def _articles(data: Data, law: str) -> set[str]:
    """The numbers of the articles of a law that facts rest on; of 50-53 all four."""
    found: set[str] = set()
    for path in facts(data):
        known = standing(data, path)
        for basis in known.legal if known else ():
            for one in (basis.article or "").split(", ") if basis.law == law else ():
                if span := re.fullmatch(r"(\d+)-(\d+)", one):
                    found.update(map(str, range(int(span[1]), int(span[2]) + 1)))
                found.update(re.findall(r"(?<![\w-])\d+", one))
    return found


def _ruled(
    workspace: Workspace, form: FilledForm, box: str, line: str, at: Span | None
) -> Iterator[Diagnostic]:
    """Words that the form's rules refuse."""
    for rule in form.form.rules:
        words = _first(rule, line)
        if words is None or (rule.unless and form.records.has(rule.unless)):
            continue
        make = warning if rule.warns else error
        said = resolve_references(workspace.data, slot(workspace, rule.say))
        fact = rule.fact and find(workspace.data, rule.fact)
        message = _('{box} says "{words}". {why}').format(box=box, words=words, why=said)
        hint = _("write it otherwise")
        if fact:
            hint = _("see {path}, {place}").format(path=rule.fact, place=fact.span)
        yield make("refused-words", message, at, hint)


def _first(rule: Rule, line: str) -> str | None:
    line = ADDRESS.sub("", line)
    for words in rule.words:
        pattern = (
            r"\b"
            + re.escape(words).replace(r"\*", r"\w*")
            + (r"" if words.endswith("*") else r"\b")
        )
        if found := re.search(pattern, line, re.IGNORECASE):
            return found[0]
    return None
