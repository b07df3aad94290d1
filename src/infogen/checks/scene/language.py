"""Texts that are not translated are listed, never guessed."""

from collections.abc import Iterator

from infogen.diagnostics import Diagnostic, warning
from infogen.messages import _
from infogen.scene import Scene


def language(scene: Scene) -> Iterator[Diagnostic]:
    """One warning for each text that is not in the scene's language."""
    for path in scene.untranslated_paths:
        yield warning(
            "not-translated",
            _('"{path}" is not translated to "{language}"').format(path=path, language=scene.lang),
            scene.span,
            _(
                "write it in data/locales/{language}: infogen translate {language} makes the files"
            ).format(language=scene.lang),
        )
