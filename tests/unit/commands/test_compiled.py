"""The code of templates is kept for the user, and trusted only where nobody else can have written it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from visitgen.commands.build import Options, build
from visitgen.commands.compiled import MOST
from visitgen.render import forget_code


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the templates that are compiled from now on, in an archive of one leader with a theme of its own."""
    names: list[str] = []
    compile = Environment.compile

    def counting(self: Environment, source: str, name: str, *more: Any, **words: Any) -> Any:
        names.append(name)
        return compile(self, source, name, *more, **words)

    monkeypatch.setattr(Environment, "compile", counting)
    monkeypatch.setenv("VISITGEN_CACHE", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    for file, text in {
        "content/site.yaml": "title: S\n",
        "content/leaders/ann.yaml": "name: Ann\n",
        "themes/mine/theme.toml": 'parent = "chronicle"\n',
        "themes/mine/pages/about.html": "<!DOCTYPE html><html lang=en><title>{{ page.title }}</title>",
    }.items():
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(text)
    yield names
    forget_code()


def built(names: list[str], **more: Any) -> list[str]:
    """What a build in a new process compiles."""
    forget_code()
    names.clear()
    options = Options(content=Path("content"), output=Path("site"), as_of=date(2024, 1, 1), theme="mine", jobs=1, **more)
    assert build(options) == 0
    return sorted(set(names))


def pages() -> dict[str, bytes]:
    """The site."""
    return {path.as_posix(): path.read_bytes() for path in Path("site").rglob("*.html")}


def test_a_template_is_compiled_once(compiled: list[str]) -> None:
    first, site = built(compiled), pages()
    assert "pages/leader.html" in first and "pages/about.html" in first
    (file,) = Path("kept").iterdir()
    assert Path("kept").stat().st_mode & 0o777 == 0o700
    Path("content/leaders/ann.yaml").write_text("name: Anna\n")
    assert built(compiled) == [] and b"Anna" in pages()["site/leaders/ann/index.html"]
    assert built(compiled, fresh=True) == first
    about = Path("themes/mine/pages/about.html")
    about.write_text(about.read_text() + "<p>new")
    assert built(compiled) == ["pages/about.html"] and pages()["site/about/index.html"].strip().endswith(b"<p>new")
    Path("content/leaders/ann.yaml").write_text("name: Ann\n")
    assert built(compiled) == [] and [*Path("kept").iterdir()] == [file]
    assert built(compiled, verify=True) == first, "who asks for a proof does not get it from what is kept"
    assert site.keys() == pages().keys()


def test_what_cannot_be_trusted_is_not_used(compiled: list[str]) -> None:
    first = built(compiled)
    (file,) = Path("kept").iterdir()
    whole = file.read_bytes()
    edits = iter(range(100))

    def again() -> list[str]:
        Path("content/site.yaml").write_text(f"title: S {next(edits)}\n")
        return built(compiled)

    assert again() == []
    for wrong in (b"", whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b"x" * 5000):
        file.write_bytes(wrong)
        assert again() == first
        assert again() == [], "it has been put right"
    Path("kept").chmod(0o777)
    assert again() == first
    Path("kept").chmod(0o700)
    assert again() == []
    Path("kept").rename("elsewhere")
    Path("kept").symlink_to("elsewhere")
    assert again() == first


def test_where_nothing_can_be_kept_nothing_is(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(compiled)
    for number, place in enumerate(("", "content/site.yaml", "content/site.yaml/below")):
        monkeypatch.setenv("VISITGEN_CACHE", place)
        Path("content/site.yaml").write_text(f"title: S {number}\n")
        assert built(compiled) == first
    monkeypatch.delenv("VISITGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "own")
    Path("content/site.yaml").write_text("title: T\n")
    assert built(compiled) == first and len([*Path("own/visitgen").iterdir()]) == 1


def test_no_more_is_kept_than_is_of_use_and_nothing_else_deleted(compiled: list[str]) -> None:
    Path("kept").mkdir(mode=0o700)
    mine = Path("kept/thesis.txt")
    mine.write_text("all of it")
    for number in range(MOST + 5):
        old = Path(f"kept/{number:032x}.visitgen-code")
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    built(compiled)
    left = {path.name for path in Path("kept").iterdir()}
    assert mine.name in left and len(left) == MOST + 1
    assert f"{MOST + 4:032x}.visitgen-code" in left and f"{5:032x}.visitgen-code" not in left
