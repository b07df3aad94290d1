"""The text that accompanies a scene, made of the piece and the data: a step of composing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from infogen.binding.binder import Binder
from infogen.binding.phrases import alternatives, plain_text
from infogen.binding.scope import Ref, Scope
from infogen.content import Slot, standing
from infogen.design.pieces import Spec
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.messages import _
from infogen.scene import Fact, Frame, codes_on, frames_in, is_link
from infogen.scene.accompaniment import Post, Twin, TwinTexts
from infogen.typesetting.phrase import Phrase

WORDS = {
    "alt": "alt",
    "no_alt": "sin_alt",
    "post": "publicar",
    "no_post": "sin_texto",
    "description": "descripcion",
    "files": "archivos",
    "basis": "fundamento",
    "citation": "cita",
    "license": "licencia",
    "no_license": "licencia_falta",
    "slide": "lamina",
    "sheet": "pagina",
}
"""The slots of `copy.texto` that are the words of text twins."""

CHECKED = "copy.comun.revision.short"
"""The text that says when the facts were checked."""

_RANGE = re.compile(r"(\d+)-(\d+)")
_NUMBER = re.compile(r"\d+")


def twin(spec: Spec, binder: Binder, scope: Scope) -> tuple[Twin, tuple[Phrase, ...]]:
    """The twin as far as it hangs on no page, and what it posts; errors go to the binder's."""
    texts = _texts(spec, "post", binder, scope)
    tags = _texts(spec, "hashtags", binder, scope)
    post = Post(
        texts=tuple(map(plain_text, texts)),
        hashtags=tuple(_hashtags(tuple(map(plain_text, tags)), spec, binder.errors)),
        signature=scope.data.content.sujeto_obligado.name,
    )
    words = TwinTexts(**{name: _word(slot, scope, binder.errors) for name, slot in WORDS.items()})
    return Twin(post, words, scope.data.content.series.license), (*texts, *tags)


def complete_twin(
    twin: Twin, frames: Sequence[Frame], facts: Iterable[Fact], scope: Scope, checked_on: Ref
) -> Twin:
    """The twin with what hangs on the pages: the links of their codes, the laws that the facts hold
    by, and the oldest date on which these were checked. Raises `Failure`.
    """
    errors: list[Diagnostic] = []
    dated = scope.having({"page": {"checked_on": checked_on}})
    checked = _slot(CHECKED, dated, errors)
    if errors:
        raise Failure(errors)
    post = replace(twin.post, links=tuple(_links(frames, scope)), check_date=checked)
    return replace(
        twin, post=post, seal=_seal(frames), basis=tuple(_basis(facts, twin.texts.citation, scope))
    )


def origins(frames: Iterable[Frame], scope: Scope) -> set[str]:
    """The paths of the words that a completed twin has besides its post."""
    words = {f"copy.texto.{slot}.long" for slot in WORDS.values()}
    labels = {label for names, _code in _codes(frames) if (label := _labelled(names, scope))}
    return {CHECKED, *words, *labels}


def _codes(frames: Iterable[Frame]) -> Iterator[tuple[list[str], Frame]]:
    """The codes on the pages, each once, with the ids of the links that they are."""
    codes: dict[str | None, Frame] = {}
    for found in codes_on(frames):
        codes.setdefault(found.frame.meaning.href, found.frame)
    for code in codes.values():
        names = [fact.path.removeprefix("links.") for fact in code.facts if is_link(fact.path)]
        yield names, code


def _links(frames: Iterable[Frame], scope: Scope) -> Iterator[tuple[str, str]]:
    """The labels and addresses of the codes on the pages, each once: what one is to do there.

    The label is the short text of `copy.comun` whose link it is, or else the address as it is
    shown.
    """
    for names, code in _codes(frames):
        path = _labelled(names, scope)
        label = _slot(path, scope, []) if path else None
        yield label or code.meaning.alt or str(code.meaning.href), str(code.meaning.href)


def _seal(frames: Iterable[Frame]) -> str:
    """The words of the first seal on the pages."""
    for page in frames:
        for frame in frames_in(page):
            if frame.kind == "seal" and frame.meaning.alt:
                return frame.meaning.alt
    return ""


def _basis(facts: Iterable[Fact], form: str, scope: Scope) -> Iterator[str]:
    """The laws that the facts hold by, each with its articles in order. What holds for all facts
    alike (`meta`) has the laws of all of them, and says nothing of these.
    """
    laws: dict[str, set[str]] = {}
    for fact in facts:
        known = None if fact.path.startswith("meta.") else standing(scope.data, fact.path)
        for legal in known.legal if known else ():
            articles = laws.setdefault(legal.law, set())
            articles |= {part.strip() for part in (legal.article or "").split(",")} - {""}
    for law in sorted(laws):
        yield _cited(law, laws[law], form, scope)


def _cited(law: str, articles: set[str], form: str, scope: Scope) -> str:
    """A law with its articles in order; a range of which a part is listed is left out."""
    known = scope.data.content.laws.get(law)
    name = known.name if known else law
    listed = [one for one in articles if not any(_inside(other, one) for other in articles)]
    if not listed:
        return name
    return form.format(law=name, articles=", ".join(sorted(listed, key=_numbers)))


def _inside(article: str, span: str) -> bool:
    """True if an article is one of a range of articles, or a smaller range in it."""
    ends = _RANGE.fullmatch(span)
    if article == span or ends is None:
        return False
    own = _RANGE.fullmatch(article)
    first, last = (int(own[1]), int(own[2])) if own else (_numbers(article)[0],) * 2
    return int(ends[1]) <= first and last <= int(ends[2])


def _numbers(article: str) -> tuple[int, str]:
    """The key by which articles are sorted."""
    number = _NUMBER.search(article)
    return int(number[0]) if number else 0, article


def _texts(spec: Spec, key: str, binder: Binder, scope: Scope) -> tuple[Phrase, ...]:
    """The alternatives of a text of the piece itself."""
    if key not in spec.raw:
        return ()
    bound = binder.value(spec.raw[key], scope, spec.raw.spans[key])
    return alternatives(bound, scope, binder.errors) if bound is not None else ()


def _word(slot: str, scope: Scope, errors: list[Diagnostic]) -> str:
    """A text of `copy.texto`: it hangs on nothing but the content, so it is made once. One that
    cannot be made is not remembered: its error stops each piece that has it.
    """
    path, known = f"copy.texto.{slot}", scope.data.texts
    if path not in known:
        found: list[Diagnostic] = []
        word = _slot(path, scope, found)
        if found:
            errors += found
            return ""
        known[path] = word
    return known[path]


def _slot(path: str, scope: Scope, errors: list[Diagnostic]) -> str:
    found = scope.look_up(path, None)
    if isinstance(found, Diagnostic):
        errors.append(found)
        return ""
    phrases = alternatives(found, scope, errors)
    return plain_text(phrases[0]) if phrases else ""


def _labelled(names: list[str], scope: Scope) -> str | None:
    """The path of the short text of the copy that says what a link is for."""
    slots = scope.data.content.copy.get("comun", {})
    for key, slot in slots.items():
        if isinstance(slot, Slot) and slot.link in names:
            return f"copy.comun.{key}.short"
    return None


def _hashtags(texts: tuple[str, ...], spec: Spec, errors: list[Diagnostic]) -> Iterator[str]:
    for word in texts[0].split() if texts else ():
        if not _is_hashtag(word):
            errors.append(
                error(
                    "bad-hashtag",
                    _('"{word}" is not a hashtag').format(word=word),
                    spec.raw.spans["hashtags"],
                    _(
                        "write # and letters, digits or _ without spaces, one letter at least:"
                        " #DatosPersonales"
                    ),
                )
            )
        yield word


def _is_hashtag(word: str) -> bool:
    """True for # and letters (with their marks), digits and _, with a letter among them: what all
    networks take for one.
    """
    kinds = [unicodedata.category(char) for char in word[1:] if char != "_"]
    return (
        word.startswith("#")
        and all(kind[0] in "LM" or kind == "Nd" for kind in kinds)
        and any(kind[0] == "L" for kind in kinds)
    )
