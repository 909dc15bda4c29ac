"""A theme's folder, and those of its parents, -> one Theme: templates as text, static files as bytes."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from visitgen.diagnostics import Finding, Pointer, Span, codes, did_you_mean, whole_file
from visitgen.load.base import Base, base_of
from visitgen.load.source import Source
from visitgen.values import dataclass

_TEMPLATE_FOLDERS = ("layouts", "pages", "parts")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SITE = whole_file("site.yaml")
_SAVE = "save it as UTF-8 in your editor"
_MAP = "make it by `tools/map/build.py`; docs/maps.md tells how"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All that rendering needs of a theme, its parents' files included where it has none of its own.

    Shapes: templates by name (`pages/visit.html`), with the file each came from; static files by their path on the
    site below `static/`; options with the theme's defaults. `base` is what maps are drawn on, `None` when no theme of
    the line has a `map.json`.
    """

    name: str
    templates: Mapping[str, str]
    files: Mapping[str, str]
    static: Mapping[str, bytes]
    options: Mapping[str, str]
    base: Base | None = None

    @property
    def sources(self) -> Mapping[str, Source]:
        """The templates as texts by file, to show lines of."""
        return {file: Source(file=file, text=self.templates[name]) for name, file in self.files.items()}


def load_theme(
    name: str, folders: Sequence[Path], named_at: Pointer | Span = _SITE
) -> tuple[Theme, tuple[Finding, ...]]:
    """The theme of this name from the first folder that has it, completed from its parents.

    `named_at` is where the name is written.
    Errors: L201 for a name that no folder has, L202 for a wrong `theme.toml`, for files that cannot be read and for
    parents in a circle.
    """
    templates: dict[str, str] = {}
    files: dict[str, str] = {}
    static: dict[str, bytes] = {}
    options: dict[str, str] = {}
    findings: list[Finding] = []
    line: list[str] = []
    base: Base | None = None
    wanted: str | None = name
    while wanted is not None:
        named = _NAME.fullmatch(wanted)  # a name is no path: a theme lies in a folder of themes
        folder = next((base / wanted for base in folders if named and (base / wanted).is_dir()), None)
        if wanted in line:
            circle = " -> ".join([*line[line.index(wanted) :], wanted])
            message = f"the parents of this theme form a circle: {circle}"
            findings.append(_wrong(named_at, message, "name another parent"))
            break
        if folder is None:
            known = {entry.name for base in folders if base.is_dir() for entry in base.iterdir() if entry.is_dir()}
            findings.append(
                Finding(
                    code=codes.UNKNOWN_THEME,
                    message=f"there is no theme `{wanted}`",
                    at=named_at,
                    help=did_you_mean(wanted, known) or f"the themes at hand are: {', '.join(sorted(known))}",
                )
            )
            break
        line.append(wanted)
        settings, found = _settings(folder / "theme.toml")
        findings += found
        if found:
            break
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            inner = path.relative_to(folder).as_posix()
            top = inner.partition("/")[0]
            try:
                if top in _TEMPLATE_FOLDERS and inner not in templates:
                    templates[inner] = path.read_text(encoding="utf-8")
                    files[inner] = _shown(path)
                elif top == "static" and inner not in static:
                    static[inner] = path.read_bytes()
                elif inner == "map.json" and base is None:
                    base = base_of(path.read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                findings.append(_wrong(whole_file(_shown(path)), "this template is not UTF-8 text", _SAVE))
            except ValueError as error:
                findings.append(_wrong(whole_file(_shown(path)), f"no map can be drawn on this file: {error}", _MAP))
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                findings.append(
                    _wrong(whole_file(_shown(path)), f"this file cannot be read: {reason}", "check its permissions")
                )
        for key, value in settings.options.items():
            options.setdefault(str(key), str(value))
        named_at = settings.parent_at
        wanted = settings.parent
    made = Theme(name=name, templates=templates, files=files, static=static, options=options, base=base)
    return made, tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """What a theme.toml says."""

    parent: str | None = None
    parent_at: Span = _SITE
    options: Mapping[str, object] = field(default_factory=dict)


def _settings(file: Path) -> tuple[_Settings, list[Finding]]:
    """`parent` and `options` of a theme.toml; nothing when it is wrong."""
    shown = _shown(file)
    try:
        text = file.read_text(encoding="utf-8")
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line, column = (int(place[1] or 1), int(place[2] or 1)) if place else (1, 1)
        reason = _TOML_PLACE.sub("", str(error))
        return _Settings(), [
            _wrong(
                Span(file=shown, line=line, column=column, end_line=line, end_column=column + 1),
                f"not well-formed TOML: {reason[:1].lower()}{reason[1:]}",
                'put text in quotes, as in `parent = "chronicle"`',
            )
        ]
    except UnicodeDecodeError:
        return _Settings(), [_wrong(whole_file(shown), "`theme.toml` is not UTF-8 text", _SAVE)]
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        reason = "the theme has no `theme.toml`" if missing else f"this file cannot be read: {error.strerror}".lower()
        return _Settings(), [_wrong(whole_file(shown), reason, 'write one: `parent = "chronicle"` is enough')]
    parent, options = read.get("parent"), read.get("options", {})
    if not isinstance(parent, str | None):
        at = _line_of("parent", shown, text)
        return _Settings(), [_wrong(at, "`parent` is the name of a theme", "write one name in quotes")]
    if not isinstance(options, dict):
        at = _line_of("options", shown, text)
        return _Settings(), [_wrong(at, "`options` is a table", "write `[options]`, and `name = value` lines below it")]
    return _Settings(parent=parent, parent_at=_line_of("parent", shown, text), options=options), []


def _line_of(key: str, file: str, text: str) -> Span:
    """Where a key of a theme.toml stands."""
    found = re.compile(rf"^[ \t]*({key})\b", re.MULTILINE).search(text)
    if not found:
        return whole_file(file)
    line, column = text.count("\n", 0, found.start(1)) + 1, found.start(1) - text.rfind("\n", 0, found.start(1))
    return Span(file=file, line=line, column=column, end_line=line, end_column=column + len(key))


def _shown(path: Path) -> str:
    """The path as a user of this folder would type it."""
    here = Path(os.path.abspath(path))
    return (here.relative_to(Path.cwd()) if here.is_relative_to(Path.cwd()) else here).as_posix()


def _wrong(at: Pointer | Span, message: str, help: str) -> Finding:
    return Finding(code=codes.THEME_FILE, message=message, at=at, help=help)
