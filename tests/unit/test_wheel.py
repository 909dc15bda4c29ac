"""What is installed is all that is needed: the theme and the register of countries travel inside the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_builds_a_site_on_its_own(tmp_path):
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(installed)
    assert {"visitgen/load/countries.json", "visitgen/themes/chronicle/theme.toml"} <= names
    assert {"visitgen/load/starter/content/site.yaml", "visitgen/load/starter/gitignore"} <= names
    assert {"visitgen/preview/live.js", "visitgen/preview/live.css"} <= names
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yaml").write_text("title: From the wheel\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", "from visitgen.cli import main; main()", "build", "--as-of", "2024-01-01"],
        cwd=tmp_path, env={"PYTHONPATH": str(installed)}, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "From the wheel" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/static/chronicle.css").is_file()
