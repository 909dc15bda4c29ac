"""`visitgen completion`: what the Tab key completes in a shell. Ids come from the records, read but not built."""

from __future__ import annotations

from pathlib import Path

from click import Command, Context, Parameter
from click.shell_completion import CompletionItem, get_completion_class

from visitgen.commands.schema import on_record
from visitgen.diagnostics import CODES
from visitgen.model.answers import answer_words
from visitgen.model.fields import FieldType
from visitgen.model.labels import known_words

SHELLS = {
    "bash": "visitgen completion bash > ~/.local/share/bash-completion/completions/visitgen",
    "zsh": "visitgen completion zsh > ~/.zfunc/_visitgen   # with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc",
    "fish": "visitgen completion fish > ~/.config/fish/completions/visitgen.fish",
}
"""The shells, and the command that sets each of them up; it works in the next shell that is opened."""

LONGEST = 2000
"""The most words that are offered: a shell shows them all."""


def completion(shell: str, commands: Command) -> int:
    """Prints the script that a shell completes `visitgen` by; the exit status: 0."""
    made = get_completion_class(shell)
    assert made, "click knows the shells listed here"
    script = made(commands, {}, "visitgen", "_VISITGEN_COMPLETE")
    # zsh looks for this on the very first line.
    head = "#compdef visitgen\n" if shell == "zsh" else ""
    body = (script.source_template % script.source_vars()).strip().removeprefix("#compdef visitgen").strip()
    print(f"{head}# To set it up: {SHELLS[shell]}\n\n{body}")
    return 0


def completed(type_: FieldType, context: Context, begun: str) -> list[CompletionItem]:
    """The words of a field type that begin so: those of a list, or the ids on record, each with its label."""
    content = context.params.get("content") or Path("content")
    ids = known_words(on_record(content).register).ids if content.is_dir() else {}
    known = {word: said for words in ids.values() for word, said in words.items()}
    found = [word for word in answer_words(type_, ids) if word.startswith(begun)]
    return [CompletionItem(word, help=known.get(word) or None) for word in found[:LONGEST]]


def rules(context: Context, parameter: Parameter, begun: str) -> list[CompletionItem]:
    """The rules whose number or name begins so."""
    found = [(name, code) for code in CODES.values() for name in (code.number, code.name)]
    return [CompletionItem(name, help=code.what) for name, code in found if name.lower().startswith(begun.lower())]
