"""Concessions: what gives way, in the order that a piece gives, until everything fits."""

from collections.abc import Mapping

from msgspec.structs import replace

from infogen.binding.binder import Binder
from infogen.blocks.env import Concessions, Env
from infogen.blocks.memo import Memo
from infogen.design.formats import Format
from infogen.design.pieces import Concession, Spec
from infogen.diagnostics import Failure
from infogen.layout.fit import fits, unfit
from infogen.layout.pagination import Pages
from infogen.messages import _
from infogen.scene import Frame, OnPage
from infogen.source import Map
from infogen.source.validate import build_model


def read_concessions(spec: Spec, binder: Binder) -> list[Concession]:
    """The concessions that a piece allows, in its order; errors go to the binder."""
    raw = spec.raw.get("concede")
    made = []
    for item in raw if isinstance(raw, list) else ():
        if isinstance(item, Map):
            picked = Map(item.span)
            for key, value in item.items():
                chosen = binder.pick(value, item.spans[key])
                if chosen is not None:
                    picked.put(key, *chosen, item.keys_at[key])
            try:
                made.append(build_model(Concession, picked, what=lambda: _("a concession")))
            except Failure as failure:
                binder.errors += failure.diagnostics
    return made


def lay_out_pages(
    pages: Pages,
    env: Env,
    sheet: Format,
    concessions: list[Concession],
    shortened: list[OnPage],
) -> list[Frame]:
    """The pages, with as few concessions as make them fit (all of them if none does). `shortened`
    is filled with what had no room when all texts took their short words.
    """
    shortened.clear()
    frames = pages.lay(env, sheet.safe)
    for concession in concessions:
        if all(map(fits, frames)):
            break
        if concession.copy_:
            shortened += [found for found, _over in unfit(frames)]
        conceded = _conceding(env.concessions, concession, sheet)
        env = replace(env, concessions=conceded, memo=Memo())
        frames = pages.lay(env, sheet.safe)
    return frames


def _conceding(before: Concessions, concession: Concession, sheet: Format) -> Concessions:
    """The state after one more concession; no size goes below the format's smallest."""
    if concession.copy_:
        return replace(before, short=True)
    if concession.drop:
        return replace(before, dropped_ids=before.dropped_ids | {concession.drop})
    if concession.dots:
        return replace(before, dots=concession.dots)
    assert concession.style is not None
    assert concession.size is not None
    size = max(concession.size, sheet.smallest)
    sizes: Mapping[str, float] = {**before.sizes, concession.style: size}
    return replace(before, sizes=sizes)
