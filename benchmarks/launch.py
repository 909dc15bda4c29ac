"""Runs one command and tells how long it took and how much memory it had.

    python -I -S benchmarks/launch.py LOG COMMAND [ARGUMENT ...]

It prints the exit status, the seconds by the clock, the processor seconds of the command and the processes it waited
for, and the peak memory of the largest of them in bytes. What the command prints goes to LOG. A process of its own,
because Linux counts what the parent held when it forked as memory of the child: this one holds next to nothing, and
that (about 8 MiB) is the least that can be told.
"""

import os
import sys
import time


def main() -> None:
    """Measures the command in the arguments."""
    log, command = sys.argv[1], sys.argv[2:]
    to_log = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    )
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=to_log)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - began
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, peak)


if __name__ == "__main__":
    main()
