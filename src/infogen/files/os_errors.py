"""Why the system refuses to read or write a file, in the person's language."""

import errno

from infogen.messages import _


def reason(problem: OSError) -> str:
    """The usual refusals in the person's language, the others in the system's words."""
    match problem.errno:
        case errno.EACCES | errno.EPERM:
            return _("no permission")
        case errno.EROFS:
            return _("nothing can be written on that disk")
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full")
        case errno.EEXIST | errno.ENOTDIR:
            return _("a file is where a folder should be")
        case errno.ENOENT:
            return _("there is no such file or folder")
        case errno.EISDIR:
            return _("a folder is where the file should be")
        case errno.ELOOP:
            return _("it is a link that leads to itself")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
    return problem.strerror or str(problem)
