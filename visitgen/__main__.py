"""`python -m visitgen` is the command `visitgen`."""

from visitgen.cli import main

if __name__ == "__main__":
    main()
