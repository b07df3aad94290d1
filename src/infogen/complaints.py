"""Pydantic's errors to diagnostics in plain words, where the wrong value was written."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.source import Map, Seq, locate
from infogen.wording import choice, expected, found, hint_for, meant

Path = tuple[str | int, ...]

_BOUNDS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}


class Problem(ValueError):
    """Raised in a validator: a message in our own words, and what to do about it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class _Complaint(NamedTuple):
    """One error of Pydantic: its path in what was written, and the first union on the way."""

    path: Path
    union: Path | None
    labels: tuple[str, ...]
    detail: ErrorDetails


def explain(
    problem: ValidationError, value: Map, model: type[BaseModel], *, what: str
) -> list[Diagnostic]:
    """All errors of validating `value` as `model`, in the order of their places.

    `what` names the model in messages (`_("format")`); a part of it is named by its key.
    """
    groups: dict[Path, list[_Complaint]] = {}
    single: list[_Complaint] = []
    details = problem.errors(include_url=False)
    wrong = [detail["loc"] for detail in details]
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and any(
            other[: len(loc)] == loc and len(other) > len(loc) for other in wrong
        ):
            # Pydantic does not count the items that are wrong.
            continue
        complaint = _written(value, detail)
        if complaint.union is None:
            single.append(complaint)
        else:
            groups.setdefault(complaint.union, []).append(complaint)
    out = [_one(complaint, value, model, what) for complaint in single]
    for place, complaints in groups.items():
        out.extend(_union(place, complaints, value, model, what))
    # A list with too few items is reported by item and as a whole.
    by_words = {(diagnostic.span, diagnostic.message): diagnostic for diagnostic in out}
    return sorted(by_words.values(), key=lambda d: (d.span is None, d.span))


def _written(value: Map, detail: ErrorDetails) -> _Complaint:
    """Part Pydantic's path into steps that were written and labels of the members of unions."""
    path: list[str | int] = []
    labels: list[str] = []
    union: Path | None = None
    inner: Any = value
    entered = True
    *before, last = detail["loc"] or ("",)
    steps = detail["loc"] if detail["type"] != "missing" else tuple(before)
    for step in steps:
        # The label of a member told by `kind` may also be the name of one of its keys.
        tagged = entered and isinstance(inner, Map) and inner.get("kind") == step
        if not tagged and _has(inner, step):
            path.append(step)
            inner, entered = inner[step], True
        elif step != "[key]":
            entered = False
            labels.append(str(step))
            union = tuple(path) if union is None else union
    if detail["type"] == "missing":
        path.append(last)
    return _Complaint(tuple(path), union, tuple(labels), detail)


def _has(value: object, step: str | int) -> bool:
    if isinstance(value, Map):
        return step in value
    return isinstance(value, Seq) and isinstance(step, int) and 0 <= step < len(value)


def _union(
    place: Path, complaints: list[_Complaint], value: Map, model: type[BaseModel], what: str
) -> Iterator[Diagnostic]:
    """The complaints of the member that was probably meant, or one that names all members."""
    members: dict[str, list[_Complaint]] = {}
    for complaint in complaints:
        members.setdefault(complaint.labels[0], []).append(complaint)
    inside = [
        group
        for group in members.values()
        if len(members) == 1 or any(len(c.path) > len(place) for c in group)
    ]
    typed = [c for c in complaints if not expected(c.detail)]
    if inside:
        for complaint in min(inside, key=len):
            yield _one(complaint, value, model, what)
    elif typed:
        yield _one(typed[0], value, model, what)
    else:
        words = [word for c in complaints for word in expected(c.detail)]
        hints = [hint for c in complaints if (hint := hint_for(c.detail))]
        at = locate(value, place)
        message = _wrong_type(place, words, complaints[0].detail["input"], what)
        yield error("wrong-type", message, at, hints[0] if hints else None)


def _one(complaint: _Complaint, value: Map, model: type[BaseModel], what: str) -> Diagnostic:
    path, _union, labels, detail = complaint
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown(path, labels, value, model, what)
    if kind in ("missing", "union_tag_not_found"):
        return _missing(path, value, detail, what)
    if kind == "union_tag_invalid":
        path = (*path, detail["ctx"]["discriminator"].strip("'"))
        detail = {**detail, "input": detail["ctx"]["tag"]}
    at = locate(value, path, key=detail["loc"][-1:] == ("[key]",))
    words = expected(detail)
    if words:
        message = _wrong_type(path, words, detail["input"], what)
        code = "bad-value" if isinstance(detail["input"], str) and "ctx" in detail else "wrong-type"
        return error(code, message, at, hint_for(detail))
    message, hint = _bad(path, detail, what)
    return error("bad-value", message, at, hint)


def _wrong_type(path: Path, words: list[str], value: object, what: str) -> str:
    message = _("{key} must be {expected}, not {found}")
    return message.format(key=_name(path, what), expected=choice(words), found=found(value))


def _missing(path: Path, value: Map, detail: ErrorDetails, what: str) -> Diagnostic:
    if detail["type"] == "union_tag_not_found":
        path = (*path, detail["ctx"]["discriminator"].strip("'"))
    at = locate(value, path[:-1])
    where = _name(path[:-1], what)
    if isinstance(path[-1], int):
        return _too_few(where, path[-1] + 1, at)
    message = _('{where} has no "{key}"').format(key=path[-1], where=where)
    return error("missing-key", message, at, _('add "{key}"').format(key=path[-1]))


def _too_few(where: str, least: int, at: Any) -> Diagnostic:
    message = _("{key} has too few items").format(key=where)
    return error("bad-value", message, at, _("write at least {count}").format(count=least))


def _unknown(
    path: Path, labels: tuple[str, ...], value: Map, model: type[BaseModel], what: str
) -> Diagnostic:
    key = str(path[-1])
    message = _('{where} has no key "{key}"').format(key=key, where=_name(path[:-1], what))
    keys = known_keys(model, path[:-1], labels)
    hint = meant(key, keys) or _("known keys: {names}").format(names=", ".join(keys))
    return error("unknown-key", message, locate(value, path, key=True), hint)


def _bad(path: Path, detail: ErrorDetails, what: str) -> tuple[str, str | None]:
    """Message and hint for a value of the right type."""
    kind, ctx, key = detail["type"], detail.get("ctx", {}), _name(path, what)
    if kind in ("value_error", "assertion_error"):
        raised = ctx["error"]
        return str(raised), raised.hint if isinstance(raised, Problem) else None
    if kind in _BOUNDS:
        return _out_of_bounds(key, _BOUNDS[kind], ctx[_BOUNDS[kind]], detail["input"])
    if kind == "string_too_short":
        return _("{key} must not be empty").format(key=key), _("write a text")
    if kind == "too_short":
        count = ctx["min_length"]
        return _("{key} has too few items").format(key=key), _("write at least {count}").format(
            count=count
        )
    if kind in ("too_long", "string_too_long"):
        hint = _("write at most {count}").format(count=ctx["max_length"])
        return _("{key} is too long").format(key=key), hint
    if kind == "string_pattern_mismatch":
        message = _("{key} cannot be {found}").format(key=key, found=found(detail["input"]))
        return message, _("it must fit {pattern}").format(pattern=ctx["pattern"])
    words = detail["msg"][:1].lower() + detail["msg"][1:]
    return _("{key} is wrong: {words}").format(key=key, words=words), None


def _out_of_bounds(key: str, bound: str, limit: float, value: object) -> tuple[str, str]:
    number = f"{limit:g}"
    if bound == "ge" and limit == 0:
        message, hint = _("{key} must not be negative, but is {value}"), _("write 0 or more")
    else:
        message, hint = {
            "ge": (_("{key} must be at least {limit}, but is {value}"), _("write {limit} or more")),
            "gt": (
                _("{key} must be more than {limit}, but is {value}"),
                _("write more than {limit}"),
            ),
            "le": (_("{key} must be at most {limit}, but is {value}"), _("write {limit} or less")),
            "lt": (
                _("{key} must be less than {limit}, but is {value}"),
                _("write less than {limit}"),
            ),
        }[bound]
    return message.format(key=key, limit=number, value=value), hint.format(limit=number)


def _name(path: Path, what: str) -> str:
    """The last key on a path, with the numbers of the items behind it; `what` for the whole."""
    steps: list[str] = []
    for step in reversed(path):
        steps.append(str(step))
        if isinstance(step, str):
            return f'"{".".join(reversed(steps))}"'
    return what


def known_keys(model: type[BaseModel], path: Path, labels: tuple[str, ...] = ()) -> list[str]:
    """The keys that may be written at a path in a model; `labels` tell the members of unions."""
    here: list[Any] = [model]
    for step in path:
        here = [inner for kind in here for inner in _inside(kind, step)]
    models = list(_models(here))
    meant_ones = [m for m in models if _labelled(m) & set(labels)] or models
    return list(dict.fromkeys(_key(n, f) for m in meant_ones for n, f in m.model_fields.items()))


def _key(name: str, field: Any) -> str:
    return str(field.alias or name)


def _models(kinds: list[Any]) -> Iterator[type[BaseModel]]:
    for kind in kinds:
        for member in _members(kind):
            if isinstance(member, type) and issubclass(member, BaseModel):
                yield member


def _members(kind: Any) -> Iterator[Any]:
    """The types that a type stands for, without annotations and unions around them."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif _is_union(kind):
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind


def _is_union(kind: Any) -> bool:
    from types import UnionType
    from typing import Union

    return get_origin(kind) in (Union, UnionType)


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """The types that stand at a step inside a type."""
    for member in _members(kind):
        if isinstance(member, type) and issubclass(member, BaseModel):
            for name, field in member.model_fields.items():
                if _key(name, field) == step:
                    yield field.annotation
        elif isinstance(step, int):
            yield from (arg for arg in get_args(member) if arg is not ...)
        elif get_origin(member) is dict or "Mapping" in str(get_origin(member)):
            yield get_args(member)[1]


def _labelled(model: type[BaseModel]) -> set[str]:
    """What Pydantic may call a model in a union: its name, and the values of closed fields."""
    values = {str(v) for f in model.model_fields.values() for v in get_args(f.annotation)}
    return values | {model.__name__}
