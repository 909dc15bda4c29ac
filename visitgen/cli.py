"""Options in, one command called, its exit status out."""

from __future__ import annotations

import gc
import sys
import traceback
from datetime import date
from pathlib import Path

import click

import visitgen

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
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
THEME = click.option("--theme", metavar="NAME", help="The theme, from themes/ beside the content folder or built in.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(visitgen.__version__, prog_name="visitgen")
def commands() -> None:
    """Publishes YAML records of diplomatic visits as a static site.

    A visit is five lines in content/visits/; `visitgen check` tells where a record is wrong, `visitgen build` writes
    the site, `visitgen serve` shows it.

    Exit status: 0 all is well, 1 problems in records, 2 wrong use or a fault of visitgen itself.
    """


@commands.command()
@CONTENT
@OUTPUT
@BASE_URL
@AS_OF
@STRICT
@THEME
def build(
    content: Path, output: Path, base_url: str | None, as_of: str | None, strict: bool, theme: str | None
) -> None:
    """Build the site.

    Reads every record, links them, renders every page, checks every internal link, and only then puts the new site in
    the old one's place. With an error anywhere, the previous site stays as it was.
    """
    from visitgen.commands.build import Options
    from visitgen.commands.build import build as run

    sys.exit(
        run(Options(content=content, output=output, base_url=_url(base_url), as_of=_day(as_of), theme=theme, strict=strict))
    )


@commands.command()
@CONTENT
@BASE_URL
@AS_OF
@STRICT
@THEME
@click.option("--format", "form", type=click.Choice(["full", "concise"]), default="full", show_default=True,
              help="Problems with their lines, or one a line.")  # fmt: skip
def check(
    content: Path, base_url: str | None, as_of: str | None, strict: bool, theme: str | None, form: str
) -> None:  # fmt: skip
    """Check the records without writing anything.

    Does all that `build` does but the writing, and prints every problem with its file, line and column, the line
    itself, and a way to mend it.
    """
    from visitgen.commands.build import Options
    from visitgen.commands.check import check as run

    options = Options(content=content, output=Path("site"), base_url=_url(base_url), as_of=_day(as_of), theme=theme,
                      strict=strict)  # fmt: skip
    sys.exit(run(options, in_full=form == "full"))


@commands.command()
@OUTPUT
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="NUMBER",
              help="The port to listen on; 0 takes a free one.")  # fmt: skip
def serve(output: Path, host: str, port: int) -> None:
    """Show the built site in a browser, at http://127.0.0.1:8000/."""
    from visitgen.commands.serve import serve as run

    sys.exit(run(output, host, port))


@commands.group(name="import")
def import_() -> None:
    """Take records over from other data sets."""


@import_.command(name="history-state")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), required=True, metavar="CONTENT",
              help="The content folder to add records to. Nothing in it is changed or overwritten.")  # fmt: skip
@click.option("--only", type=click.Choice(["presidents", "secretaries", "visits"]), multiple=True,
              help="Take over a part only; may be given several times.")  # fmt: skip
@click.option("--facts-only", is_flag=True, help="Leave the prose remarks out: who, where, when and in which office.")
def history_state(folder: Path, into: Path, only: tuple[str, ...], facts_only: bool) -> None:
    """Import the travels and visits of the U.S. Office of the Historian.

    FOLDER holds its XML: president-travels/, secretary-travels/, visits/, presidents/. Running the command again adds
    only what is new.
    """
    from visitgen.commands.exchange import run_import

    sys.exit(run_import(folder, into, only=frozenset(only), facts_only=facts_only))


def main() -> None:
    """Runs the command line. A fault of visitgen itself is told as one, with exit status 2."""
    gc.disable()  # a build makes much and drops little: the collector only costs time
    try:
        commands()
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stderr.close()
        sys.exit(1)
    except Exception:
        traceback.print_exc()
        print(
            f"\nThis is a fault of visitgen {visitgen.__version__}, not of your records; nothing has been lost. "
            "Please report it with the lines above.",
            file=sys.stderr,
        )
        sys.exit(2)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a day is written 2023-10-24", param_hint="--as-of") from None


def _url(text: str | None) -> str | None:
    if text is None:
        return None
    if not text.lower().startswith(("http://", "https://")) or len(text.split("://", 1)[1].strip("/")) == 0:
        raise click.BadParameter("write it in full, as https://example.org/visits/", param_hint="--base-url")
    return text
