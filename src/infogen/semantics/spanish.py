"""The readability of Spanish text: words, sentences and syllables, and the INFLESZ scale.

Barrio-Cantalejo and others, An. Sist. Sanit. Navar. 31(2), 2008, after Szigriszt Pazos, 1993.
Formulas measure length, not sense: they say where to look, not what to write.
"""

import re
from functools import cache

from infogen.semantics.abbreviations import is_figure
from infogen.semantics.sentences import split_sentences

BANDS = ((40, "muy difícil"), (55, "algo difícil"), (65, "normal"), (80, "bastante fácil"))
EASIEST = "muy fácil"

_WORD = re.compile(r"[^\W_]+(?:[.,:'’/-][^\W_]+)*")
_LINE_END = re.compile(r"\n+|:\s*\n")
_SILENT_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_NUCLEUS = re.compile(
    r"[iuü]?[aeoáéó](?:h?[iuü](?![aeoáéóíú]))?"  # a strong vowel, with weak ones around it
    r"|[iuü](?:h?[iuü])"  # two weak ones
    r"|[aeoáéóiuüíú]"
)


def split_words(text: str) -> list[str]:
    """The words of a text; a number is one, and so is an address."""
    return _WORD.findall(text)


def spoken_sentences(text: str) -> list[str]:
    """The sentences of a text that have words; a line ends one."""
    lines = _LINE_END.split(text)
    return [one for line in lines for one in split_sentences(line) if split_words(one)]


@cache
def syllables(word: str) -> int:
    """The syllables of a word by the rules of spelling (Ortografía de la lengua española, 2010,
    II.2): two strong vowels, or an accented weak one beside a strong one, are apart. Of a number
    its digits count, one each.
    """
    digits = sum(is_figure(char) for char in word)
    letters = _SILENT_U.sub("", word.lower())
    letters = re.sub(r"y(?![aeiouáéíóú])", "i", letters)
    return digits + len(_NUCLEUS.findall(letters)) or 1


def inflesz(text: str) -> float:
    """Ease from 0 to 100 and beyond: 206.835 − 62.3 · syllables/words − words/sentences. A text
    without words has 100.
    """
    found = split_words(text)
    if not found:
        return 100.0
    count = sum(map(syllables, found))
    return 206.835 - 62.3 * count / len(found) - len(found) / len(spoken_sentences(text))


def band(ease: float) -> str:
    """The name of the scale's band."""
    return next((name for limit, name in BANDS if ease < limit), EASIEST)
