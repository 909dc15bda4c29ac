"""`visitgen completion`: what the Tab key completes in a shell. Ids come from the records, read but not built."""

from __future__ import annotations

from pathlib import Path

from click import Context, Parameter
from click.shell_completion import CompletionItem

from visitgen.commands.schema import on_record
from visitgen.diagnostics import CODES
from visitgen.model.answers import answer_words
from visitgen.model.fields import FieldType
from visitgen.model.labels import known_words

_BASH = """\
# To set it up: mkdir -p ~/.local/share/bash-completion/completions
#               visitgen completion bash > ~/.local/share/bash-completion/completions/visitgen
# or, without the package bash-completion, write into ~/.bashrc: source <(visitgen completion bash)

_visitgen_completion() {
    local IFS=$'\\n' words=() at=$COMP_CWORD number type value line
    for ((number = 0; number < ${#COMP_WORDS[@]}; number++)); do
        # Bash takes `--host=NO` for three words.
        if [[ ${COMP_WORDS[number]} == "=" ]] && ((number < COMP_CWORD)); then
            ((at--))
        else
            words+=("${COMP_WORDS[number]}")
        fi
    done
    for line in $(env COMP_WORDS="${words[*]}" COMP_CWORD=$at _VISITGEN_COMPLETE=bash_complete "$1"); do
        IFS=, read -r type value <<< "$line"
        case $type in
            dir) COMPREPLY=(); compopt -o dirnames ;;
            file) COMPREPLY=(); compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done
    return 0
}

complete -o nosort -F _visitgen_completion visitgen
"""

_ZSH = """\
#compdef visitgen
# To set it up: mkdir -p ~/.zfunc
#               visitgen completion zsh > ~/.zfunc/_visitgen
# and write into ~/.zshrc, before `compinit`: fpath+=~/.zfunc

_visitgen_completion() {
    local -a found described answer
    local type value said
    (( $+commands[visitgen] )) || return 1
    local -x COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1))
    answer=("${(@f)$(_VISITGEN_COMPLETE=zsh_complete visitgen)}")
    # Of `--host=NO`, only what follows the sign is completed.
    compset -P '--*='
    for type value said in $answer; do
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain) if [[ $said == _ ]]; then found+=("$value"); else described+=("$value:$said"); fi ;;
        esac
    done
    (( $#described )) && _describe -V unsorted described -U -i "$IPREFIX"
    (( $#found )) && compadd -U -i "$IPREFIX" -V unsorted -a found
}

# Found by its name in `fpath`, this file is run each time; else it was read once by `source` or `eval`.
if [[ $funcstack[1] == _visitgen ]]; then
    _visitgen_completion "$@"
else
    compdef _visitgen_completion visitgen
fi
"""

_FISH = """\
# To set it up: mkdir -p ~/.config/fish/completions
#               visitgen completion fish > ~/.config/fish/completions/visitgen.fish

function _visitgen_completion
    set -l word (commandline -ct)
    set -l line (commandline -cp | string collect)
    # Fish replaces all of `--host=NO`: what stands before the value is said again.
    set -l before (string match --regex -- '^--[^=]+=' $word)
    for found in (env _VISITGEN_COMPLETE=fish_complete "COMP_WORDS=$line" "COMP_CWORD=$word" visitgen)
        set -l parts (string split --max 1 , -- $found)
        switch $parts[1]
            case dir
                for folder in (__fish_complete_directories "$parts[2]")
                    echo "$before$folder"
                end
            case file
                for path in (__fish_complete_path "$parts[2]")
                    echo "$before$path"
                end
            case plain
                echo "$before$parts[2]"
        end
    end
end

complete --no-files --command visitgen --arguments '(_visitgen_completion)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""What makes each shell complete `visitgen`: it asks visitgen itself, in click's protocol for that shell.

They are not click's own scripts, which lose the value of `--host=NO`, cut descriptions at a comma (fish), and answer
nothing the second time they are asked (zsh).
"""

LONGEST = 2000
"""The most words that are offered: a shell shows them all."""


def completion(shell: str) -> int:
    """Prints the script that a shell completes `visitgen` by; the exit status: 0."""
    print(SCRIPTS[shell], end="")
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
