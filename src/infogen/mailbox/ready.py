"""The conditions on which a workspace and a published site may be served."""

from collections.abc import Iterator
from pathlib import Path

from infogen.content import span_at
from infogen.diagnostics import Diagnostic, Failure, error
from infogen.messages import _
from infogen.workspace import Workspace


def check_ready(workspace: Workspace, folder: Path) -> None:
    """Raise `Failure` unless the site is published and its mailbox may receive."""
    found = list(_unready(workspace, folder))
    if found:
        raise Failure(found)


def _unready(workspace: Workspace, folder: Path) -> Iterator[Diagnostic]:
    data = workspace.data
    site = data.content.site
    if not site.mailbox.served:
        span = span_at(data, "site.mailbox.served")
        message = _("the mailbox is not served")
        yield error("mailbox-off", message, span, _("write served: true, and publish once more"))
    for name in site.privacy.blanks if site.mailbox.served else ():
        message = _('the privacy notice has no "{name}", and the mailbox receives')
        hint = _("write it, or let the mailbox receive nothing")
        span = span_at(data, f"site.privacy.{name}")
        yield error("blank-notice", message.format(name=name), span, hint)
    if not (folder / "index.html").is_file():
        message = _('there is no published site in "{path}"').format(path=folder.as_posix())
        yield error("no-site", message, hint=_("make it first: infogen publish"))
