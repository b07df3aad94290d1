"""The content in another language: `data/locales/<language>/` over `data/`.

An overlay has the same files and keys as the content, and only those whose texts it translates.
What it lacks stays as it is and is reported by the checks: a translation is never guessed.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from infogen.content.crosscheck import SPARED, crosscheck
from infogen.content.data import Data
from infogen.content.loading import LOCALES, read_files, tree
from infogen.content.namespaces import content
from infogen.content.pseudo import pseudo
from infogen.diagnostics import Diagnostic, Failure, Span, error
from infogen.files.paths import is_left_alone
from infogen.messages import _
from infogen.source import Map, Value
from infogen.source.language_tags import PSEUDO, language_tag
from infogen.source.merge import merge_maps
from infogen.source.model import Problem

TEXTS = frozenset({"long", "short"})
"""Keys of a slot that are translated; its facts, articles and claims are not."""


def languages(folders: Sequence[Path]) -> set[str]:
    """The languages that there are overlays for in folders of content, and the pseudo-language."""
    found = (path for folder in folders for path in (folder / LOCALES).glob("*"))
    return {PSEUDO, *(path.name for path in found if _is_overlay(path))}


def _is_overlay(path: Path) -> bool:
    return path.is_dir() and not is_left_alone(path.name)


def unread_overlays(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """One error for each folder of `locales` whose name is no language tag, or not as one is
    spelled: no option names it. `folder` is one of content, `shown` what messages call it.
    """
    for path in sorted((folder / LOCALES).glob("*")):
        if _is_overlay(path):
            tag, hint = "", None
            try:
                tag = language_tag(path.name)
                hint = _('rename it to "{name}"').format(name=tag)
            except Problem as problem:
                hint = problem.hint
            if tag != path.name:
                where = f"{shown}/{LOCALES}/{path.name}"
                message = _('nothing is read from the folder "{folder}"').format(folder=where)
                yield error("unread-folder", message, Span(where), hint)


def unknown_language(language: str) -> Diagnostic:
    """The finding that there is no overlay for a language."""
    try:
        language_tag(language)
    except Problem as problem:
        return error("unknown-language", str(problem), hint=problem.hint)
    return error(
        "unknown-language",
        _('there is no translation to "{language}"').format(language=language),
        hint=_("write one with infogen translate {language}, or use qps to try the layouts").format(
            language=language
        ),
    )


def translate(data: Data, folders: Sequence[tuple[Path, str]], language: str) -> Data:
    """The content with the overlay of a language, or in the pseudo-language `qps`.

    `folders` are those that the content was read from; the content remembers its translations.
    Raises `Failure` for a language without an overlay, and for an overlay that does not fit the
    content.
    """
    key = (language, tuple(folder for folder, _shown in folders))
    if key not in data.translations:
        data.translations[key] = _translate(data, folders, language)
    return data.translations[key]


def _translate(data: Data, folders: Sequence[tuple[Path, str]], language: str) -> Data:
    if language == PSEUDO:
        overlay = _changed(data.raw, pseudo)
    else:
        places = [(f / LOCALES / language, f"{shown}/{LOCALES}/{language}") for f, shown in folders]
        read = read_files(places)
        if not read:
            raise Failure([unknown_language(language)])
        overlay = tree(read, places[0][1])
    found = [*_texts_in(overlay, data.raw)]
    errors = [one for one in found if isinstance(one, Diagnostic)]
    if errors:
        raise Failure(errors)
    done = frozenset(one for one in found if isinstance(one, str))
    raw = merge_maps(data.raw, _without_null(overlay), lambda _path: True)
    made = Data(raw, content(raw), language=language, translated_paths=done)
    errors = crosscheck(
        made, tuple(f"{shown}/{part}" for _folder, shown in folders[1:] for part in SPARED)
    )
    if errors:
        raise Failure(errors)
    return made


def _texts_in(overlay: Map, base: Map, path: str = "") -> Iterator[str | Diagnostic]:
    """The paths of the texts that an overlay translates, and what is no text of the base."""
    for key, value in overlay.items():
        at, below = f"{path}{key}", base.get(key)
        if isinstance(value, Map) and isinstance(below, Map):
            yield from _texts_in(value, below, f"{at}.")
        elif value is None and isinstance(below, str):
            pass  # nobody has translated it yet
        elif isinstance(value, str) and isinstance(below, str):
            yield at
        else:
            yield error(
                "bad-translation",
                _('"{path}" translates no text of the content').format(path=at),
                overlay.keys_at[key],
                _("an overlay has the keys of the content, with texts at their ends"),
            )


def _without_null(overlay: Map) -> Map:
    """An overlay without what nobody has translated yet. Of a slot of which only the long or the
    short text is translated that stands for both.
    """
    made = Map(overlay.span)
    for key, value in overlay.items():
        if value is not None:
            kept = _without_null(value) if isinstance(value, Map) else value
            made.put(key, kept, overlay.spans[key], overlay.keys_at[key])
    if len(made) == 1 and made.keys() <= TEXTS:
        (key,) = made
        other = next(iter(TEXTS - {key}))
        made.put(other, made[key], made.spans[key], made.keys_at[key])
    return made


def _changed(raw: Map, change: Callable[[str], str]) -> Map:
    """An overlay with every text of the copy changed."""
    overlay = Map(raw.span)
    copy = raw.get("copy")
    if isinstance(copy, Map):
        overlay.put("copy", _texts(copy, change), copy.span, copy.span)
    return overlay


def _texts(node: Map, change: Callable[[str], str]) -> Map:
    made = Map(node.span)
    for key, value in node.items():
        new: Value = None
        if isinstance(value, Map):
            new = _texts(value, change)
        elif isinstance(value, str) and key in TEXTS:
            new = change(value)
        if new is not None and new != Map(node.span):
            made.put(key, new, node.spans[key], node.keys_at[key])
    return made
