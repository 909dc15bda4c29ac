"""`visitgen clean`: what builds have written, taken away again."""

from __future__ import annotations

import os
from pathlib import Path

from visitgen.commands.recall import memory_file, unfinished
from visitgen.commands.unchanged import state_file
from visitgen.diagnostics import Finding
from visitgen.write import clear_output


def clean(output: Path, everything: bool = False) -> tuple[str, tuple[Finding, ...]]:
    """Deletes the site in a folder, and what builds keep beside it; the line that tells of it, and what stood against.

    Files that visitgen did not write stay, and so does the record of what has been published, unless `everything` is
    to go. Errors: W103.
    """
    removed, findings = clear_output(output, everything)
    files = Path(state_file(str(output))), memory_file(output)
    kept = [*(path for path in files if path.is_file()), *unfinished(output)]
    for path in () if findings else kept:
        os.unlink(path)
    if not removed and not kept:
        return f"There is nothing of visitgen's in or beside `{output.as_posix()}`.", findings
    return f"{removed:,} files of `{output.as_posix()}` deleted, and what builds kept beside it.", findings
