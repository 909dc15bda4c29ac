"""A file's new bytes in the place of its old ones, in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.write.refusal import refusal


def replace_file(file: str, old: bytes, new: bytes) -> Finding | None:
    """Puts new bytes in the place of a file's old ones, with the permissions it has; or why it was left as it was.

    Shapes: whoever reads the file meanwhile reads all of the old bytes or all of the new; a link stays a link. A file
    that no longer has the old bytes is left alone, because somebody has just saved it.
    Errors: W103.
    """
    path = Path(os.path.realpath(file))
    beside = path.with_name(f".{path.name}.visitgen-{os.getpid()}")
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        try:
            with open(beside, "xb") as stream:
                os.fchmod(stream.fileno(), mode) if hasattr(os, "fchmod") else None
                stream.write(new)
                stream.flush()
                os.fsync(stream.fileno())
            if path.read_bytes() != old:
                return _left(file, "it was saved by somebody else just now", "run the command again")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        return _left(file, *refusal(error))
    return None


def _left(file: str, reason: str, help: str) -> Finding:
    message = f"this file cannot be written: {reason}"
    return Finding(code=codes.CANNOT_WRITE, message=message, at=whole_file(file), help=help)
