"""Pieces state the same conditions of an act: what one leaves out, a reader of it does not know."""

from collections.abc import Iterator

from infogen.checks.seen.facts import Usage
from infogen.checks.seen.passages import is_spanish, passages, searchable
from infogen.content import Data, Step, find, resolve_references, slots, span_at
from infogen.content.entries.procedure import Condition
from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene


def conditions(usage: Usage) -> Iterator[Diagnostic]:
    """One warning for each act of which the texts that rest on it say some conditions and leave
    out others, or state the term and leave out all.
    """
    data, scene = usage.data, usage.scene
    if not is_spanish(scene):
        return
    for path, step in _steps(usage):
        words = _words(scene, path)
        said = [one for one in step.conditions if _says(data, words, one)]
        left_out = [one for one in step.conditions if one not in said]
        if not left_out or (not said and not _states(usage, path)):
            continue
        other = _elsewhere(data, path, left_out[0], scene.piece)
        yield warning(
            "other-conditions",
            _('of "{path}" the piece says {said}, and not {left}').format(
                path=path,
                said=_listed(said) or _("no condition"),
                left=_listed(left_out),
            )
            + (_(', which "{other}" says').format(other=other) if other else ""),
            span_at(data, f"{path}.conditions"),
            _("say each of them: {all}").format(all=_listed(step.conditions)),
            path,
        )


def _steps(usage: Usage) -> Iterator[tuple[str, Step]]:
    """The steps with conditions that texts on the pages rest on or state."""
    seen = set()
    for fact in (fact for found in usage.scene.frames() for fact in found.frame.facts):
        path = ".".join(fact.path.split(".")[:4])
        found = find(usage.data, path) if path.startswith("procedures.") else None
        if found is not None and path not in seen and isinstance(found.value, Step):
            seen.add(path)
            if found.value.conditions:
                yield path, found.value


def _words(scene: Scene, path: str) -> str:
    """The texts of the pages that rest on a step."""
    return searchable(
        "\n".join(
            passage.text
            for passage in passages(scene)
            if any(f"{fact.path}.".startswith(f"{path}.") for fact in passage.frame.facts)
        )
    )


def _states(usage: Usage, path: str) -> bool:
    """True if the scene prints the term of a step."""
    return any(
        fact.stated and fact.path.startswith(f"{path}.deadline") for fact in usage.scene.facts
    )


def _says(data: Data, words: str, condition: Condition) -> bool:
    return any(
        searchable(resolve_references(data, said)) in words
        for said in (condition.text, *condition.said)
    )


def _listed(conditions: "tuple[Condition, ...] | list[Condition]") -> str:
    return ", ".join(f'"{one.text}"' for one in conditions)


def _elsewhere(data: Data, path: str, condition: Condition, piece: str) -> str | None:
    """A text of another piece that rests on the step and says a condition of it."""
    for name, slot in slots(data.content.copy):
        other = path in slot.facts and not name.startswith((f"{piece}.", "comun."))
        if other and _says(data, searchable(resolve_references(data, slot.long)), condition):
            return f"copy.{name}"
    return None
