"""`explain`: every rule, by number or name, in words."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from visitgen.cli import commands
from visitgen.commands.explain import WIDEST, explained, listed, rule_named
from visitgen.diagnostics import CODES, Code


def explain(*words: str, columns: int = 80) -> Result:
    """Runs `visitgen explain` in this process, on a terminal of some width."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(commands, ["explain", *words], catch_exceptions=False)


def test_a_rule_by_its_number() -> None:
    result = explain("M201")
    assert result.exit_code == 0
    assert result.output == (
        "M201 unknown-reference (error)\n\n"
        f"What  {CODES['M201'].what}\n\nWhy   {CODES['M201'].why}\n\nCure  {CODES['M201'].cure}\n"
    )


@pytest.mark.parametrize("rule", ["m201", "unknown-reference", "Unknown-Reference", "unknown_reference", " M201 "])
def test_a_rule_by_any_spelling(rule: str) -> None:
    assert explain(rule).output == explain("M201").output


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.number)
def test_every_rule_is_explained_by_number_and_name(code: Code) -> None:
    assert rule_named(code.number) is rule_named(code.name) is code
    text = " ".join(" ".join(explained(code, 80)).split())
    for words in (code.number, code.name, code.severity, code.what, code.why, code.cure):
        assert words in text


@pytest.mark.parametrize("columns", [30, 60, 80, 300])
def test_the_text_fits_the_terminal(columns: int) -> None:
    for words in ([], ["M105"], ["L115"]):
        lines = explain(*words, columns=columns).output.splitlines()
        widest = max(map(len, lines))
        assert widest <= max(min(columns, WIDEST), 62), f"{widest} columns"
    assert max(map(len, explained(CODES["M307"], 60))) <= 60


def test_without_a_rule_all_are_listed() -> None:
    result = explain()
    assert result.exit_code == 0
    firsts = [line for line in result.output.splitlines() if line[:1] in "LMPRW" and line[1:4].isdecimal()]
    assert [line.split() for line in firsts] == [[code.number, code.severity, code.name] for code in CODES.values()]
    assert result.output.splitlines()[-1] == f"{len(CODES)} rules. More on one of them: visitgen explain L101"
    assert all(code.what in " ".join(" ".join(listed(80)).split()) for code in CODES.values())


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("unknown-refrence", "did you mean `M201 unknown-reference`?"),
        ("END-BEFORE-STRAT", "did you mean `M301 end-before-start`?"),
        ("M20l", "did you mean `M"),
        ("weather", "see all: visitgen explain"),
        ("", "see all: visitgen explain"),
        ("x" * 10_000, "see all: visitgen explain"),
    ],
)
def test_a_rule_that_is_none(rule: str, hint: str) -> None:
    result = explain(rule)
    assert result.exit_code == 2
    assert result.stdout == "" and f"There is no rule `{rule}`; {hint}" in result.stderr
