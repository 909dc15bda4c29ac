"""Addresses -> files of the site, never others; and the page as a browser gets it, with what tells it of changes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

OWN = "/.visitgen/"
"""Where on the host the preview's own files are."""

NO_PAGE = "404.html"

TYPES: Mapping[str, str] = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".geojson": "application/geo+json", ".jsonld": "application/ld+json",
    ".xml": "application/xml", ".svg": "image/svg+xml", ".txt": "text/plain", ".csv": "text/csv",
    ".md": "text/markdown", ".ics": "text/calendar", ".webmanifest": "application/manifest+json",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf", ".zip": "application/zip",
    ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
    ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm",
}  # fmt: skip
"""The types of files, the same on every machine; those of text are UTF-8."""

_TEXT = re.compile(r"text/|.*(javascript|json|xml)$")
_POLICY = re.compile(rb"""<meta\s[^>]*http-equiv\s*=\s*["']?content-security-policy["'\s][^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(rb"""(\scontent\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


def site_path(address: str, root: str = "") -> str | None:
    """The path on the site that the path of an address names, `index.html` added to a folder's.

    `None` for one that could name a file outside. Below `root`, the folder of the site on its host, it is taken off.
    """
    try:
        text = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return None
    if not text.startswith("/") or "\\" in text or _CONTROL.search(text):
        return None
    prefix = f"/{root.strip('/')}/"
    text = text[len(prefix) - 1 :] if prefix != "//" and text.startswith(prefix) else text
    steps = text[1:].split("/")
    if any(step in (".", "..") for step in steps) or "" in steps[:-1]:
        return None
    return text[1:] + ("index.html" if not steps[-1] else "")


def file_at(site: Path, path: str | None) -> Path | None:
    """The file of the site at a path, if there is one that lies in its folder, links followed."""
    if path is None:
        return None
    top = os.path.realpath(site)
    place = os.path.realpath(os.path.join(top, path))
    inside = place.startswith(top.rstrip(os.sep) + os.sep)
    return Path(place) if inside and os.path.isfile(place) else None


def folder_address(path: str, query: str) -> str:
    """The address of a folder of the site whose last `/` was left out."""
    return f"/{quote(path)}/" + (f"?{query}" if query else "")


def content_type(path: str) -> str:
    """The type of a file by its name, for HTTP."""
    kind = TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if _TEXT.match(kind) else kind


def with_script(html: bytes, host: str, *, wanted: str, shown: str, since: str) -> bytes:
    """A page with the preview's script, which a policy in the page is made to allow, and nothing else.

    `host` is the address it was asked from, as browsers send it.
    """
    said = {"data-wanted": wanted, "data-shown": shown, "data-since": since}
    marks = " ".join(f'{name}="{escape(value)}"' for name, value in said.items())
    script = f'<script src="{OWN}live.js" {marks} defer></script>\n'.encode()
    html = _POLICY.sub(lambda meta: _CONTENT.sub(lambda found: _allowing(found, host), meta[0]), html)
    end = _HEAD_END.search(html)
    return html[: end.start()] + script + html[end.start() :] if end else html + script


def _allowing(found: re.Match[bytes], host: str) -> bytes:
    """The `content` of a policy with our script, style and line allowed. Source: Content Security Policy Level 3."""
    policy = unescape(found[2][1:-1].decode("utf-8", "replace"))
    directives: dict[str, list[str]] = {}
    for words in map(str.split, policy.split(";")):
        if words:
            directives.setdefault(words[0].lower(), words[1:])
    for name, source in (
        ("script-src", f"http://{host}{OWN}live.js"),
        ("style-src", f"http://{host}{OWN}live.css"),
        ("connect-src", f"ws://{host}{OWN}live"),
    ):
        in_force = next((one for one in (f"{name}-elem", name, "default-src") if one in directives), None)
        if in_force is not None:
            sources = [one for one in directives[in_force] if one.lower() != "'none'"]
            directives[name if in_force == "default-src" else in_force] = [*sources, source]
    allowed = "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
    return found[1] + f'"{escape(allowed)}"'.encode()


def is_own_name(host: str, given: str) -> bool:
    """Whether a browser means this machine: what other names lead here may be another site's trick.

    `host` as in the header; `given` is the address the preview was told to listen on. Source: DNS rebinding.
    """
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name in ("localhost", "127.0.0.1", "::1", given.strip("[]").lower())
