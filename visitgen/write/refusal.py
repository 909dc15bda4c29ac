"""What the system refused, in the words of somebody who wants to mend it."""

from __future__ import annotations

import errno
from collections.abc import Mapping

_FULL = "make room, or choose another disk; what is new is written beside what is there before it takes its place"
_MAY = "give yourself permission to read and write there, or choose another folder"
_WORDS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", _FULL),
    errno.EDQUOT: ("your share of the disk is full", _FULL),
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.EACCES: ("permission is denied", _MAY),
    errno.EPERM: ("permission is denied", _MAY),
    errno.ENAMETOOLONG: ("the name is longer than the system allows", "choose a shorter name, or a folder higher up"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "move the file away, or choose another folder"),
    errno.EEXIST: ("a file stands where a folder is needed", "move the file away, or choose another folder"),
    errno.ELOOP: ("a link leads back to itself", "delete the link, or choose another folder"),
    errno.EISDIR: ("a folder stands where a file is needed", "move the folder away, or choose another place"),
    errno.EMFILE: ("too many files are open", "close other programs, and run the command again"),
    errno.EBUSY: ("another program uses it", "close the other program, and run the command again"),
}


def refusal(error: OSError) -> tuple[str, str]:
    """Why the system refused something, as a phrase that follows a colon; and the cure."""
    said = (error.strerror or str(error)).lower()
    return _WORDS.get(error.errno or 0, (said, "correct that, and run the command again"))
