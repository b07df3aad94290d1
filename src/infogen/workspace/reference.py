"""A workspace by reference, so that another process builds the one that it was given.

A reference is small where the workspace is what its files say: the folder and the digest of them.
Content that was put in place of that of the files, as a merge does, goes along.
"""

import pickle
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from infogen.content import Data
from infogen.content.namespaces import content
from infogen.diagnostics import fail
from infogen.messages import _
from infogen.workspace import Workspace
from infogen.workspace.cache import fingerprint, load_cached

RESOLVED = 4
"""Workspaces that a process keeps; each takes some 10 MB."""


class Reference(Struct, frozen=True):
    """Where a workspace is, and what it was when the reference was made.

    `digest` is that of its files, None where they have none (folders that are links). `content` is
    the tree of other content in place of that of the files, packed; `language` that of its texts.
    """

    root: Path
    digest: str | None
    content: bytes | None = None
    language: str | None = None


def reference(workspace: Workspace) -> Reference:
    """The reference to a workspace."""
    return Reference(
        root=workspace.root.absolute(),
        digest=fingerprint(workspace),
        content=pickle.dumps(workspace.data.raw, 5) if workspace.overlaid else None,
        language=workspace.data.language,
    )


def resolve(reference: Reference) -> Workspace:
    """The workspace that a reference stands for.

    Raises `Failure` for what is wrong with it, and where its files have changed since.
    """
    return _resolve(reference) if reference.digest else _load(reference)


def _load(reference: Reference) -> Workspace:
    workspace = load_cached(reference.root, whole=False)
    if fingerprint(workspace) != reference.digest:
        raise fail(
            "files-changed",
            _('files of "{path}" were changed while it was being built').format(
                path=reference.root.as_posix()
            ),
            hint=_("build again"),
        )
    if reference.content is not None:
        raw = pickle.loads(reference.content)
        workspace = workspace.with_data(Data(raw, content(raw)))
    return workspace.in_language(reference.language)


_resolve = lru_cache(RESOLVED)(_load)
