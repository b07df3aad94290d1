"""The validator's errors to diagnostics in plain words, where the wrong value was written."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic_core import ErrorDetails, ValidationError

from infogen.diagnostics import Diagnostic, error
from infogen.diagnostics.findings import MOST_FINDINGS
from infogen.diagnostics.hints import describe, did_you_mean, list_choices
from infogen.messages import _
from infogen.source import Map, Seq, locate
from infogen.source.explain_values import expected_types, hint_for
from infogen.source.model import Model, Problem, model_fields

KeyPath = tuple[str | int, ...]

_BOUNDS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}


class _Complaint(NamedTuple):
    """One error of the validator: its path in what was written, the first union on the way, and
    the member of it that was tried.
    """

    path: KeyPath
    union: KeyPath | None
    member: str
    detail: ErrorDetails


def explain(
    problem: ValidationError, value: Map, model: type[Model], *, what: str
) -> list[Diagnostic]:
    """All errors of validating `value` as `model`, in the order of their places.

    `what` names the model in messages (`_("format")`); a part of it is named by its key.
    """
    groups: dict[KeyPath, list[_Complaint]] = {}
    single: list[_Complaint] = []
    details = problem.errors(include_url=False)[: 10 * MOST_FINDINGS]
    wrong = [detail["loc"] for detail in details]
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and any(
            other[: len(loc)] == loc and len(other) > len(loc) for other in wrong
        ):
            # The validator does not count the items that are wrong.
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
    found = sorted(by_words.values(), key=lambda d: (d.span is None, d.span))
    return found[:MOST_FINDINGS]


def _written(value: Map, detail: ErrorDetails) -> _Complaint:
    """Part the validator's path into steps that were written and members of unions."""
    path: list[str | int] = []
    union: KeyPath | None = None
    member = ""
    inner: Any = value
    *before, last = detail["loc"] or ("",)
    steps = detail["loc"] if detail["type"] != "missing" else tuple(before)
    for step in steps:
        if _has(inner, step):
            path.append(step)
            inner = inner[step]
        elif step != "[key]" and union is None:
            union, member = tuple(path), str(step)
    if detail["type"] == "missing":
        path.append(last)
    return _Complaint(tuple(path), union, member, detail)


def _has(value: object, step: str | int) -> bool:
    if isinstance(value, Map):
        return step in value
    return isinstance(value, Seq) and isinstance(step, int) and 0 <= step < len(value)


def _union(
    place: KeyPath, complaints: list[_Complaint], value: Map, model: type[Model], what: str
) -> Iterator[Diagnostic]:
    """The complaints of the member that was probably meant, or one that names all members."""
    members: dict[str, list[_Complaint]] = {}
    for complaint in complaints:
        members.setdefault(complaint.member, []).append(complaint)
    inside = [
        group
        for group in members.values()
        if len(members) == 1 or any(len(c.path) > len(place) for c in group)
    ]
    typed = [c for c in complaints if not expected_types(c.detail)]
    if inside:
        for complaint in min(inside, key=len):
            yield _one(complaint, value, model, what)
    elif typed:
        yield _one(typed[0], value, model, what)
    else:
        words = [word for c in complaints for word in expected_types(c.detail)]
        hints = [hint for c in complaints if (hint := hint_for(c.detail))]
        at = locate(value, place)
        message = _wrong_type(place, words, complaints[0].detail["input"], what)
        yield error("wrong-type", message, at, hints[0] if hints else None)


def _one(complaint: _Complaint, value: Map, model: type[Model], what: str) -> Diagnostic:
    path, _union, _member, detail = complaint
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown(path, value, model, what)
    if kind == "missing":
        return _missing(path, value, detail, what)
    at = locate(value, path, key=detail["loc"][-1:] == ("[key]",))
    words = expected_types(detail)
    if words:
        message = _wrong_type(path, words, detail["input"], what)
        code = "bad-value" if isinstance(detail["input"], str) and "ctx" in detail else "wrong-type"
        return error(code, message, at, hint_for(detail))
    message, hint = _bad(path, detail, what)
    return error("bad-value", message, at, hint)


def _wrong_type(path: KeyPath, words: list[str], value: object, what: str) -> str:
    message = _("{key} must be {expected}, not {found}")
    return message.format(
        key=_name(path, what), expected=list_choices(words), found=describe(value)
    )


def _missing(path: KeyPath, value: Map, detail: ErrorDetails, what: str) -> Diagnostic:
    at = locate(value, path[:-1])
    where = _name(path[:-1], what)
    if isinstance(path[-1], int):
        return _too_few(where, path[-1] + 1, at)
    message = _('{where} has no "{key}"').format(key=path[-1], where=where)
    return error("missing-key", message, at, _('add "{key}"').format(key=path[-1]))


def _too_few(where: str, least: int, at: Any) -> Diagnostic:
    message = _("{key} has too few items").format(key=where)
    return error("bad-value", message, at, _("write at least {count}").format(count=least))


def _unknown(path: KeyPath, value: Map, model: type[Model], what: str) -> Diagnostic:
    key = str(path[-1])
    message = _('{where} has no key "{key}"').format(key=key, where=_name(path[:-1], what))
    keys = known_keys(model, path[:-1])
    hint = did_you_mean(key, keys) or _("known keys: {names}").format(names=", ".join(keys))
    return error("unknown-key", message, locate(value, path, key=True), hint)


def _bad(path: KeyPath, detail: ErrorDetails, what: str) -> tuple[str, str | None]:
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
        message = _("{key} cannot be {found}").format(key=key, found=describe(detail["input"]))
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


def _name(path: KeyPath, what: str) -> str:
    """The last key on a path, with the numbers of the items behind it; `what` for the whole."""
    steps: list[str] = []
    for step in reversed(path):
        steps.append(str(step))
        if isinstance(step, str):
            return f'"{".".join(reversed(steps))}"'
    return what


def known_keys(model: type[Model], path: KeyPath) -> list[str]:
    """The keys that may be written at a path in a model."""
    here: list[Any] = [model]
    for step in path:
        here = [inner for kind in here for inner in _inside(kind, step)]
    return list(dict.fromkeys(key for kind in here for key in _fields(kind)))


def _fields(kind: Any) -> dict[str, Any]:
    """The types of the fields of a type, by their keys."""
    return {
        info.encode_name: info.type
        for member in _members(kind)
        if isinstance(member, type) and issubclass(member, Model)
        for info in model_fields(member).values()
    }


def _members(kind: Any) -> Iterator[Any]:
    """The types that a type stands for, without annotations and unions around them."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """The types that stand at a step inside a type."""
    fields = _fields(kind)
    if step in fields:
        yield fields[str(step)]
    for member in _members(kind):
        if isinstance(step, int):
            yield from (arg for arg in get_args(member) if arg is not ...)
        elif get_origin(member) is dict:
            yield get_args(member)[1]
