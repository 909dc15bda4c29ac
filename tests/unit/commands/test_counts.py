"""What a build does after an edit, counted: files parsed, records read, pages made, files written, modules imported."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

import visitgen.load.content as content_module
import visitgen.model as model_module
import visitgen.model.structure as structure_module
import visitgen.plan.survey as survey_module
import visitgen.render.data as data_module
import visitgen.render.page as page_module
from visitgen.commands.build import Options
from visitgen.commands.builder import Builder

ROOT = Path(__file__).parents[3]
VISIT = """
- {{id: v{n}, visitor: {who}, host: {host}, start: {year}-05-{day:02}, stops: [{place}], topics: [{topic}],
   summary: "Talks, {n}."}}
"""
PEOPLE, HOSTS, PLACES, TOPICS = ("ann", "bob", "cyd"), ("france", "japan", "peru", "kenya"), "pqrs", "tu"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Sixty visits by three leaders to four countries in ten years, in a file for each year."""
    content = tmp_path / "content"
    terms = "terms: [{title: minister, role: minister, country: italy, from: 1990}]"
    texts = {
        "site": "title: S\nas_of: 2023-12-31\n",
        "topics": "".join(f"{topic}: {{label: Topic {topic}}}\n" for topic in TOPICS),
        "places/all": "".join(f"- {{id: {id}, name: Place {id}, country: {host}}}\n" for id, host in zip(PLACES, HOSTS, strict=True)),
        "countries/peru": "note: In the register too.\n",
    }  # fmt: skip
    texts |= {f"leaders/{who}": f"name: {who.title()}\n{terms}\n" for who in PEOPLE}
    for year in range(2000, 2010):
        texts[f"visits/{year}"] = "".join(
            VISIT.format(n=n, who=PEOPLE[n % 3], host=HOSTS[n % 4], place=PLACES[n % 4], topic=TOPICS[n % 2], year=year,
                         day=1 + n % 28).lstrip()
            for n in range((year - 2000) * 6, (year - 1999) * 6)
        )  # fmt: skip
    for name, text in texts.items():
        file = content / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return content


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is done from now on."""
    counts: Counter[str] = Counter()

    def counting(module: Any, name: str, what: str) -> None:
        original = getattr(module, name)

        def called(*args: Any, **more: Any) -> Any:
            counts[what] += 1
            return original(*args, **more)

        monkeypatch.setattr(module, name, called)

    counting(content_module, "read_value", "parsed")
    counting(structure_module, "_read_mapping", "read")
    counting(page_module, "_rendered", "pages")
    counting(model_module, "identified", "gone through")
    counting(model_module, "linked", "gone through")
    counting(model_module, "broken_rules", "gone through")
    counting(survey_module, "tallies_of", "gone through")
    counting(data_module, "linker_of", "gone through")
    return counts


EDITS = {
    # what, file, from, to, and the most of: files parsed, pages made, files written
    "summary": ("visits/2004", "Talks, 26.", "Long talks, 26.", (1, 1, 1)),
    "date": ("visits/2004", "2004-05-27", "2004-05-28", (1, 19, 22)),
    "another visit": ("visits/2000", "- {id: v0,", "- {id: w, visitor: cyd, host: kenya, start: 2000-02}\n- {id: v0,", (1, 48, 28)),
    "leader": ("leaders/ann", "name: Ann", "name: Anna", (1, 109, 108)),
    "country": ("countries/peru", "note: In", "names: [{name: Perú}]\nnote: In", (1, 94, 95)),
    "topic": ("topics", "Topic t", "Subject t", (1, 44, 33)),
    "settings": ("site", "title: S", "title: T", (1, 118, 128)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_costs_what_it_touches(edit: str, archive: Path, counted: Counter[str]) -> None:
    builder = Builder(Options(content=archive, output=archive.parent / "site", as_of=date(2023, 12, 31), jobs=1))
    first = builder.build()
    assert not first.failed and counted["pages"] == 118, first.diagnostics
    records = counted["read"]
    counted.clear()
    builder.build()
    assert counted["parsed"] == counted["pages"] == 0
    assert counted["read"] <= 3, "but for the settings"
    counted.clear()
    name, old, new, (parsed, pages, files) = EDITS[edit]
    file = archive / f"{name}.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    built = builder.build()
    assert not built.failed, built.diagnostics
    assert (counted["parsed"], 0 < counted["pages"] <= pages, 0 < len(built.changed) <= files) == (parsed, True, True), (
        counted, len(built.changed)
    )  # fmt: skip
    assert counted["read"] < records / 3 or edit == "settings"
    assert bool(counted["gone through"]) == (edit != "summary"), "in other words, nothing is linked, judged or derived"


def test_only_a_template_that_changed_is_compiled_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile = Environment.compile

    def counting(self: Environment, source: str, name: str, *more: Any, **words: Any) -> Any:
        compiled.append(name)
        return compile(self, source, name, *more, **words)

    monkeypatch.setattr(Environment, "compile", counting)
    theme = archive.parent / "themes/mine"
    (theme / "pages").mkdir(parents=True)
    (theme / "theme.toml").write_text('parent = "chronicle"\n')
    text = (ROOT / "themes/chronicle/pages/visit.html").read_text()
    (theme / "pages/visit.html").write_text(text)
    builder = Builder(
        Options(content=archive, output=archive.parent / "site", as_of=date(2023, 12, 31), jobs=1, theme="mine")
    )
    assert not builder.build().failed
    compiled.clear()
    (theme / "pages/visit.html").write_text("<hr>{% endblock %}".join(text.rsplit("{% endblock %}", 1)))
    assert len(builder.build().changed) == 60 and compiled == ["pages/visit.html"]
    compiled.clear()
    (archive / "site.yaml").write_text("title: Another\nas_of: 2023-12-31\n")
    assert len(builder.build().changed) > 100 and compiled == []


def test_an_edit_imports_no_server_and_no_importer(archive: Path, tmp_path: Path) -> None:
    """Modules that only other commands need stay out of a build."""
    words = ["build", "--content", str(archive), "--output", str(tmp_path / "site")]
    script = "import sys; from visitgen.cli import main\ntry:\n    main()\nfinally:\n    print(*sorted(sys.modules))"
    shutil.rmtree(tmp_path / "site", ignore_errors=True)
    code = script.replace("main()\n", "__import__('os')._exit = lambda status: None; main()\n", 1)
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "visitgen.commands.build" in loaded
    for name in ("tornado", "livereload", "watchfiles", "ruamel", "babel", "asyncio", "visitgen.load.foreign", "markdown_it"):
        assert name not in loaded, name
