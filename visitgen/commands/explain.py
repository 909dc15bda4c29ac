"""`visitgen explain`: what a rule says, why, and how its problems are mended."""

from __future__ import annotations

import shutil
import sys
import textwrap

from visitgen.diagnostics import CODES, Code, nearest

WIDEST = 100
"""The most columns of running text, however wide the terminal."""


def explain(rule: str | None) -> int:
    """Prints what is known of a rule, or all rules one a line; the exit status: 0, or 2 for a rule there is not."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    if rule is None:
        print("\n".join(listed(width)))
        return 0
    code = rule_named(rule)
    if code is None:
        near = nearest(_spelling(rule), _names())
        hint = f"did you mean `{_names()[near].number} {_names()[near].name}`?" if near else "see all: visitgen explain"
        print(f"There is no rule `{rule}`; {hint}", file=sys.stderr)
        return 2
    print("\n".join(explained(code, width)))
    return 0


def rule_named(rule: str) -> Code | None:
    """The rule with this number or name, in upper or lower case, with hyphens, underscores or spaces."""
    return _names().get(_spelling(rule))


def explained(code: Code, width: int) -> list[str]:
    """A rule in lines of text: number, name and severity; what, why and the cure."""
    lines = [f"{code.number} {code.name} ({code.severity})"]
    for title, text in (("What", code.what), ("Why", code.why), ("Cure", code.cure)):
        lines += ["", *_wrapped(f"{title:<6}{text}", width, " " * 6)]
    return lines


def listed(width: int) -> list[str]:
    """Every rule in lines of text, in the order of the numbers: number, severity, name, and what it says below."""
    lines = []
    for code in CODES.values():
        lines.append(f"{code.number}  {code.severity:<7}  {code.name}")
        lines += _wrapped(" " * 6 + code.what, width, " " * 6)
    return [*lines, "", f"{len(CODES)} rules. More on one of them: visitgen explain {next(iter(CODES))}"]


def _names() -> dict[str, Code]:
    """The rules by number and by name, as `_spelling` makes them."""
    return {_spelling(name): code for code in CODES.values() for name in (code.number, code.name)}


def _spelling(rule: str) -> str:
    return "-".join(rule.lower().replace("_", " ").replace("-", " ").split())


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
