"""Why the system refuses to read or write a file, in the person's language."""

import errno

from infogen.messages import _


def reason(problem: OSError) -> str:
    """The usual refusals in the person's language, the others in the system's words."""
    known = {
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EROFS: _("nothing can be written on that disk"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EEXIST: _("a file is where a folder should be"),
        errno.ENOTDIR: _("a file is where a folder should be"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.EISDIR: _("a folder is where the file should be"),
        errno.ELOOP: _("it is a link that leads to itself"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EFBIG: _("it is too large"),
        errno.ENXIO: _("it is a device or a pipe, not a file"),
        errno.EMLINK: _("it is a link, or it lies in a linked folder"),
    }
    return known.get(problem.errno or 0) or problem.strerror or str(problem)
