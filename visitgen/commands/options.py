"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

CONTENT = click.option(
    "--content", type=click.Path(path_type=Path), default=Path("content"), show_default=True,
    help="The folder of records: site.yaml, leaders/, visits/ and so on.",
)  # fmt: skip
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
    help="The folder the site is written to. Files there that visitgen never wrote are left alone.",
)  # fmt: skip
BASE_URL = click.option(
    "--base-url", metavar="URL", help="Where the site is published, as https://example.org/visits/; over site.yaml's."
)
AS_OF = click.option(
    "--as-of", metavar="DATE", help="The day the records stand for (2023-10-24): what lies later is planned. "
    "Else site.yaml's `as_of`, then SOURCE_DATE_EPOCH, then today.",
)  # fmt: skip
JOBS = click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="How many processes render the pages; else as many as the "
    "machine has processors, up to four, for a large archive. The site is the same.",
)  # fmt: skip
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
THEME = click.option("--theme", metavar="NAME", help="The theme, from themes/ beside the content folder or built in.")
