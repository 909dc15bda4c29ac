"""`visitgen check`: every stage of a build but the writing."""

from __future__ import annotations

import sys
import time

from visitgen.commands.build import Options, make, records_line
from visitgen.commands.report import Progress, print_findings
from visitgen.diagnostics.show import tally


def check(options: Options, *, in_full: bool = True) -> int:
    """Prints every problem and what was checked; the exit status: 0 when the site could be built, else 1."""
    began = time.monotonic()
    with Progress() as progress:
        made = make(options, progress)
    print_findings(made.diagnostics, in_full=in_full, to=sys.stdout)
    seconds = f"{time.monotonic() - began:.1f} s"
    if made.archive is None:
        print(f"Checked {options.content.as_posix()}: {tally(made.diagnostics)}; {seconds}")
        return 1
    print(f"Checked {records_line(made.archive)}: {tally(made.diagnostics)}; {made.page_count:,} pages, {seconds}")
    return 0
