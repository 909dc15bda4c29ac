"""A theme's folder, and those of its parents, -> one Theme: templates as text, static files as bytes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from visitgen.diagnostics import Finding, Span, codes, did_you_mean, whole_file

_TEMPLATE_FOLDERS = ("layouts", "pages", "parts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All that rendering needs of a theme, its parents' files included where it has none of its own.

    Shapes: templates by name (`pages/visit.html`), with the file each came from; static files by their path on the
    site below `static/`; options with the theme's defaults.
    """

    name: str
    templates: Mapping[str, str]
    files: Mapping[str, str]
    static: Mapping[str, bytes]
    options: Mapping[str, str]


def load_theme(name: str, folders: Sequence[Path]) -> tuple[Theme, tuple[Finding, ...]]:
    """The theme of this name from the first folder that has it, completed from its parents.

    Errors: L201 for a name that no folder has, L202 for a wrong `theme.toml` and for parents in a circle.
    """
    templates: dict[str, str] = {}
    files: dict[str, str] = {}
    static: dict[str, bytes] = {}
    options: dict[str, str] = {}
    findings: list[Finding] = []
    line: list[str] = []
    wanted: str | None = name
    referrer = "site.yaml"
    while wanted is not None:
        folder = next((base / wanted for base in folders if (base / wanted).is_dir()), None)
        if wanted in line:
            circle = " -> ".join([*line[line.index(wanted) :], wanted])
            findings.append(_wrong(referrer, f"the parents of this theme form a circle: {circle}"))
            break
        if folder is None:
            known = {entry.name for base in folders if base.is_dir() for entry in base.iterdir() if entry.is_dir()}
            findings.append(
                Finding(
                    code=codes.UNKNOWN_THEME,
                    message=f"there is no theme `{wanted}`",
                    at=whole_file(referrer),
                    help=did_you_mean(wanted, known) or f"the themes at hand are: {', '.join(sorted(known))}",
                )
            )
            break
        line.append(wanted)
        settings, found = _settings(folder / "theme.toml")
        findings += found
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            inner = path.relative_to(folder).as_posix()
            top = inner.partition("/")[0]
            if top in _TEMPLATE_FOLDERS and inner not in templates:
                templates[inner] = path.read_text(encoding="utf-8")
                files[inner] = path.as_posix()
            elif top == "static" and inner not in static:
                static[inner] = path.read_bytes()
        for key, value in settings.options.items():
            options.setdefault(str(key), str(value))
        referrer = (folder / "theme.toml").as_posix()
        wanted = settings.parent
    return Theme(name=name, templates=templates, files=files, static=static, options=options), tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """What a theme.toml says."""

    parent: str | None = None
    options: Mapping[str, object] = field(default_factory=dict)


def _settings(file: Path) -> tuple[_Settings, list[Finding]]:
    """`parent` and `options` of a theme.toml; nothing when it is wrong."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Settings(), [_wrong(file.as_posix(), "the theme has no `theme.toml`")]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return _Settings(), [_wrong(file.as_posix(), f"not well-formed TOML: {error}")]
    parent, options = read.get("parent"), read.get("options", {})
    if not isinstance(parent, str | None) or not isinstance(options, dict):
        return _Settings(), [_wrong(file.as_posix(), "`parent` is a theme's name and `options` a table")]
    return _Settings(parent=parent, options=options), []


def _wrong(file: str, message: str) -> Finding:
    return Finding(
        code=codes.THEME_FILE,
        message=message,
        at=Span(file=file, line=1, column=1, end_line=1, end_column=1),
        help="correct the theme's files",
    )
