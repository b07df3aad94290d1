"""A picture that states made up data says so across it, until real data replaces it."""

from collections.abc import Iterator

from infogen.checks.seen.surfaces import SEALS
from infogen.diagnostics import Diagnostic, error
from infogen.messages import _
from infogen.scene import Scene, frames_in

SEAL = "{kind: seal, when: $results.sample, text: $copy.resultados.muestra}"


def sample(scene: Scene) -> Iterator[Diagnostic]:
    """One error for each page that states a fact of a sample and has no seal."""
    for number, page in enumerate(scene.pages, 1):
        frames = list(frames_in(page.frame))
        stated = sorted(
            fact.path
            for frame in frames
            for fact in frame.facts
            if fact.path.partition(".")[0] in scene.samples
        )
        if stated and not any(frame.kind in SEALS for frame in frames):
            yield error(
                "no-seal",
                _('"{format}" states {path}, which is made up, and does not say so (page {page})')
                .format(format=scene.canvas.id, path=stated[0], page=number),
                scene.span,
                _("add a seal: {seal}").format(seal=SEAL),
            )  # fmt: skip
