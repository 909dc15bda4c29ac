"""The command `visitgen`, also as `python -m visitgen`: at once where nothing has changed, else by the command line."""

import os
import sys

from visitgen.commands.unchanged import told_unchanged


def main() -> None:
    """Runs the command."""
    if told_unchanged(sys.argv[1:]):
        os._exit(0)  # all is said, and nothing is open: to end in good order would take a tenth as long again
    from visitgen.cli import main as run

    run()


if __name__ == "__main__":
    main()
