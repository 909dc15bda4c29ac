"""Options in, one command called, its exit status out."""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, cast

import click

import visitgen
from visitgen.commands.options import AS_OF, BASE_URL, CONTENT, JOBS, OUTPUT, STRICT, THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from visitgen.commands.check import Form
    from visitgen.model.fields import FieldType, RecordKind


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(visitgen.__version__, prog_name="visitgen")
def commands() -> None:
    """Publishes YAML records of diplomatic visits as a static site.

    A visit is five lines in content/visits/; `visitgen check` tells where a record is wrong, `visitgen build` writes
    the site, `visitgen serve` shows it while you work.

    Exit status: 0 all is well, 1 problems in records, 2 wrong use or a fault of visitgen itself.
    """


@commands.command()
@CONTENT
@OUTPUT
@BASE_URL
@AS_OF
@STRICT
@THEME
@JOBS
@click.option(
    "--profile", is_flag=True, help="Tell where the time went: stages, kinds of page, templates; one process."
)
@click.option("--fresh", is_flag=True, help="Build everything anew, whatever the last build left.")
@click.option("--verify", is_flag=True, help="Build clean as well, in memory, and compare every byte.")
@click.option("--why", metavar="PAGE", help="Tell why a page (leaders/angela-merkel/) was made again or kept.")
@click.pass_obj
def build(
    arguments: tuple[str, ...] | None, content: Path, output: Path, base_url: str | None, as_of: str | None,
    strict: bool, theme: str | None, jobs: int | None, profile: bool, fresh: bool, verify: bool, why: str | None,
) -> None:  # fmt: skip
    """Build the site.

    Reads every record, links them, renders every page, checks every internal link, and only then puts the new site in
    the old one's place. With an error anywhere, the previous site stays as it was.

    What has not changed since the last build is kept: the site is byte for byte that of a clean build.
    """
    from visitgen.commands import build as command

    options = command.Options(content=content, output=output, base_url=_url(base_url), as_of=_day(as_of), theme=theme,
                              strict=strict, jobs=jobs, profile=profile, fresh=fresh, verify=verify, why=why,
                              arguments=arguments)  # fmt: skip
    held: list[object] = []  # until the process ends
    sys.exit(command.build(options, held))


@commands.command()
@OUTPUT
@click.option("--all", "everything", is_flag=True, help="Forget what has been published too.")
def clean(output: Path, everything: bool) -> None:
    """Delete the site and what builds keep beside it.

    Files that visitgen did not write stay. The record of what has been published stays too, so that a record that
    disappears is still told of; --all deletes that as well.
    """
    from visitgen.commands.clean import clean as run
    from visitgen.commands.report import print_findings
    from visitgen.load import located

    line, findings = run(output, everything)
    print_findings(located(findings, {}), in_full=True)
    print(line)
    sys.exit(1 if findings else 0)


@commands.command()
@CONTENT
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
              help="The folder the site was written to, if it was: what it had must not be lost.")  # fmt: skip
@BASE_URL
@AS_OF
@STRICT
@THEME
@JOBS
@click.option("--format", "form", type=click.Choice(["full", "concise", "json", "sarif", "github", "gitlab"]),
              default="full", show_default=True,
              help="full: problems with their lines. concise: one a line. json: all that is known. sarif: for code "
              "scanning. github: annotations and a job summary. gitlab: code quality.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Print every warning and note, not ten of each rule.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...",
                callback=lambda *given: _existing(given[-1]))  # fmt: skip
def check(
    content: Path, output: Path, base_url: str | None, as_of: str | None, strict: bool, theme: str | None,
    jobs: int | None, form: Form, everything: bool, paths: tuple[str, ...],
) -> None:  # fmt: skip
    """Check the records without writing anything.

    Does what `build` does but the writing, and prints every problem with file, line and column, its line, and a cure.

    PATHS, files or folders, restrict what is printed to the problems with a place in them. The whole archive is read
    all the same, because records are judged together. Errors of the settings and the theme are always printed.
    """
    from visitgen.commands.build import Options
    from visitgen.commands.check import check as run

    options = Options(content=content, output=output, base_url=_url(base_url), as_of=_day(as_of), theme=theme,
                      strict=strict, jobs=jobs)  # fmt: skip
    held: list[object] = []  # until the process ends, as in `build`
    sys.exit(run(options, form=form, paths=paths, everything=everything, held=held))


@commands.command()
@click.argument("rule", required=False, shell_complete=lambda *asked: _rules(*asked))
def explain(rule: str | None) -> None:
    """Explain a rule: what it says, why, and the cure.

    RULE is its number or name, as `check` prints it: M201 or unknown-reference. Without one, all rules are listed.
    """
    from visitgen.commands.explain import explain as run

    sys.exit(run(rule))


@commands.command()
@CONTENT
@click.option("--output", type=click.Path(path_type=Path),
              help="The folder the site is written to; else site/, or with --drafts .visitgen/preview/ beside "
              "content.")  # fmt: skip
@AS_OF
@THEME
@click.option("--drafts", is_flag=True, help="Show drafts and what is under embargo too; never in site/.")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="The address to listen on; the default is reached from this machine only.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="NUMBER",
              help="The port to listen on; 0 takes a free one.")  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
def serve(
    content: Path, output: Path | None, as_of: str | None, theme: str | None, drafts: bool, host: str, port: int,
    browse: bool,
) -> None:  # fmt: skip
    """Show the site in a browser while you work on it.

    Builds the site and serves it at http://127.0.0.1:8000/. Whenever you save a record, a page, a theme or a
    catalogue, it is built again, and the pages that changed are shown anew. Mistakes are laid over the last good page,
    with file and line, until they are mended. Ctrl-C ends it.
    """
    from visitgen.commands.build import Options
    from visitgen.commands.serve import preview_folder
    from visitgen.commands.serve import serve as run

    if drafts and output:
        raise click.UsageError("with --drafts the site has a folder of its own: leave --output out")
    output = preview_folder(content) if drafts else output or Path("site")
    options = Options(content=content, output=output, as_of=_day(as_of), theme=theme)
    sys.exit(run(options, host=host, port=port, drafts=drafts, browse=browse))


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Begin an archive in a new folder.

    Writes a small archive that builds: a visit, a meeting, two leaders, and what they need. In reference/ is a record
    of each kind with every key, to copy lines from. Nothing is ever overwritten.
    """
    from visitgen.commands.start import init as run

    sys.exit(run(folder))


class _Kinds(click.Group):
    """The kinds of record that `new` can begin; the options of each are made from its keys when it is asked for."""

    KINDS = ("visit", "leader", "meeting", "itinerary", "event", "place", "organisation", "source")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, the most usual first."""
        return list(self.KINDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command for one kind."""
        return _new_record(cast("RecordKind", name)) if name in self.KINDS else None


@commands.group(cls=_Kinds)
def new() -> None:
    """Write a new record, and check it.

    On a terminal it asks for what is needed and what is most often known, and the Tab key completes ids. Every key can
    be given as an option too, `visitgen new visit --visitor emmanuel-macron --host israel --start 2023-10-24`, several
    values by giving the option several times. When all that is needed is given, nothing is asked. No file is ever
    overwritten.
    """


def _new_record(kind: RecordKind) -> click.Command:
    from visitgen.commands.asking import keys_with_options

    def callback(content: Path, id: str | None, **given: tuple[str, ...]) -> None:
        from visitgen.commands.new import new as run

        keys = {_parameter(flag): name for name, flag, _ in options}
        values = {keys[name]: texts for name, texts in given.items() if texts}
        sys.exit(run(kind, values, content, id, ask=sys.stdin.isatty() and sys.stdout.isatty()))

    options = keys_with_options(kind)
    made = click.Command(kind, callback=callback, help=f"Write a new {kind}.", short_help=f"A new {kind}.")
    made.params = [
        click.Option(
            [flag, _parameter(flag)],
            help=key.help,
            multiple=True,
            metavar="VALUE",
            shell_complete=_completed(key.type),
        )
        for _, flag, key in options
    ]
    made.params.append(click.Option(["--id"], help="The record's id; else one is made of its values.", metavar="ID"))
    return CONTENT(made)


def _parameter(flag: str) -> str:
    return f"key_{flag.removeprefix('--').replace('-', '_')}"


def _completed(type_: FieldType) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    def completed(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        from visitgen.commands.completion import completed as run

        return run(type_, context, begun)

    return completed


@commands.command()
@CONTENT
@click.option("--output", type=click.Path(path_type=Path),
              help="The folder the schemas are written to; else .visitgen/schema beside content.")  # fmt: skip
def schema(content: Path, output: Path | None) -> None:
    """Write what an editor needs to complete and check records.

    A JSON Schema for each kind of record, with every key and the ids that exist in this archive. Run it again after
    adding records.
    """
    from visitgen.commands.schema import schema as run

    sys.exit(run(content, output))


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands, options and ids.

    The first lines of what is printed say where to put it.
    """
    from visitgen.commands.completion import completion as run

    sys.exit(run(shell))


@commands.command()
@CONTENT
@click.option("--check", is_flag=True, help="Write nothing; print what would change, and exit 1 if anything would.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def fmt(content: Path, check: bool, paths: tuple[Path, ...]) -> None:
    """Lay out record files in the one canonical way.

    Puts keys in the order of the model, indents by two, keeps one blank line between the records of a list, and folds
    prose that is too wide. Comments and quotes stay, and values are the same before and after: a file for which that
    cannot be is left alone, as are files with mistakes in their YAML, JSON, and pages.

    PATHS, files or folders of the content folder, are laid out instead of all of it.
    """
    from visitgen.commands.fmt import fmt as run

    sys.exit(run(content, paths, check=check))


@commands.command()
@CONTENT
@AS_OF
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Tables for people, or JSON with everything.")  # fmt: skip
@click.option("--all", "in_full", is_flag=True, help="Print every row of every table.")
def stats(content: Path, as_of: str | None, form: Literal["text", "json"], in_full: bool) -> None:
    """Tell what the archive holds, and what is missing.

    Counts records, and those without a source or with one; how finely dates are known; visits without places, and
    places no map can show; leaders without terms; how complete visits are by leader and by year.
    """
    from visitgen.commands.stats import stats as run

    sys.exit(run(content, as_of=_day(as_of), form=form, in_full=in_full))


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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without a letter of some name shows `?` in its place
    try:
        commands(obj=tuple(sys.argv[1:]))
    except SystemExit as end:
        _leave(end.code)
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


def _leave(status: str | int | None) -> NoReturn:
    """Ends the process at once: to give back piece by piece what a large build has made would take a second."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os._exit(1)
    if isinstance(status, str):
        sys.exit(status)
    os._exit(status or 0)


def _rules(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    from visitgen.commands.completion import rules

    return rules(context, parameter, begun)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("a day is written 2023-10-24", param_hint="--as-of") from None


def _existing(paths: tuple[str, ...]) -> tuple[str, ...]:
    for path in paths:
        if not os.path.lexists(path):
            raise click.BadParameter(f"there is no file or folder `{path}`", param_hint="PATHS")
    return paths


def _url(text: str | None) -> str | None:
    if text is None:
        return None
    if not text.lower().startswith(("http://", "https://")) or len(text.split("://", 1)[1].strip("/")) == 0:
        raise click.BadParameter("write it in full, as https://example.org/visits/", param_hint="--base-url")
    return text
