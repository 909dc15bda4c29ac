"""The content folder -> Documents: every file read once, in the order of its name."""

from __future__ import annotations

import errno
import os
import stat
import time
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from hashlib import blake2b
from pathlib import Path, PurePath, PurePosixPath
from typing import ClassVar

from visitgen.diagnostics import Finding, codes, did_you_mean, whole_file
from visitgen.load.late import Late
from visitgen.load.source import UTF_16, Form, Raw, Source, decoded, read_value
from visitgen.values import dataclass

FOLDERS: Mapping[str, str] = {
    "leaders": "leader",
    "countries": "country",
    "organisations": "organisation",
    "places": "place",
    "visits": "visit",
    "itineraries": "itinerary",
    "meetings": "meeting",
    "events": "event",
    "statements": "statement",
    "claims": "claim",
    "sources": "source",
    "pages": "page",
}
"""The folders of a content folder, and the kind of record that each holds."""

FILE_BYTES = 5_000_000
"""The largest file read, in bytes, unless `site.yaml` says otherwise."""

RACE = 2_000_000_000
"""Nanoseconds. A file as new as this when it is looked at may change again and look the same."""

Looks = tuple[int, int, int, int]
"""A file's size, its times of change of content and of anything in nanoseconds, and its number in the file system."""

Looked = tuple[int, int, str]
"""A file's size, its time of change of content in nanoseconds, and the digest of its bytes."""

_PASSED_OVER = frozenset({"readme", "license", "licence", "thumbs", "desktop"})
"""What folders hold for people and systems, by the name without its suffix, in lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Late):
    """One file's value: a record, or a list of them. `kind` is a record kind, `topics` or `site`."""

    LATE: ClassVar[str] = "value"

    kind: str
    file: str
    stem: str
    value: Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file was read as, and the digest of its bytes: other files of these bytes are read as the same.

    In one process its text is there too, and how it looked to the system: if it looks the same, it is the same.
    """

    digest: bytes
    document: Document | None
    findings: tuple[Finding, ...]
    source: Source | None = field(default=None, compare=False)
    looks: Looks | None = field(default=None, compare=False)

    def apart(self) -> tuple[bytes, Document | None, tuple[Finding, ...]]:
        """What another process may use of it, to be written down."""
        return self.digest, self.document, self.findings

    @classmethod
    def together(cls, digest: bytes, document: Document | None, findings: tuple[Finding, ...]) -> Reading:
        """The same again."""
        return cls(digest=digest, document=document, findings=findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A content folder as read.

    Shapes: `documents` in the order of their file names; `sources` by file name; `media` are the files that records
    may show, by their path inside the content folder. `broken` are the files of records that could not be read to the
    end, and `unread` the kinds of record of those that could not be read at all. `readings` are the files of records
    by name.
    """

    folder: str
    site: Document | None
    documents: tuple[Document, ...]
    sources: Mapping[str, Source]
    media: Mapping[str, bytes]
    broken: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    readings: Mapping[str, Reading] = field(default_factory=dict)


def load_content(
    folder: Path, before: Mapping[str, Reading] | None = None, looked: Mapping[str, Looked] | None = None
) -> tuple[Content, tuple[Finding, ...]]:
    """What a content folder holds, and every file of it that cannot be read.

    A file that has the bytes it had `before` is not parsed again. One that has been `looked` at, and looks the same
    now, has the bytes it had then: it is not read before its text is asked for.
    Shapes: file names are as the user would type them, with `/`.
    Errors: L101 to L119.
    """
    shown = PurePosixPath(folder.as_posix())
    if not folder.is_dir():
        missing = Finding(
            code=codes.NO_CONTENT,
            message=f"there is no folder `{shown}`",
            at=whole_file(str(shown)),
            help="run the command beside your content folder, or name it with `--content`",
        )
        return Content(folder=str(shown), site=None, documents=(), sources={}, media={}), (missing,)
    before, looked = before or {}, looked or {}
    findings: list[Finding] = []
    documents: list[Document] = []
    sources: dict[str, Source] = {}
    media: dict[str, bytes] = {}
    readings: dict[str, Reading] = {}
    site: Document | None = None
    limit = FILE_BYTES
    top = str(shown / "x").removesuffix("x")
    site_file = os.path.join(folder, "site.yaml")
    if os.path.isfile(site_file):
        site, found = _read(site_file, str(shown / "site.yaml"), "site", limit, sources, before, looked, readings)
        findings += found
        limit = _stated_limit(site) or limit
    else:
        findings.append(
            Finding(
                code=codes.NO_CONTENT,
                message=f"`{shown}` holds no `site.yaml`",
                at=whole_file(str(shown)),
                help="write one: `title: …` is enough",
            )
        )
    for name in _files(folder, findings, shown):
        if name == "site.yaml":
            continue
        file, path = f"{top}{name}", os.path.join(folder, name)
        kind = _kind_of(name)
        if name.startswith("media/"):
            looks = _looks(path, file, limit)
            data = looks if isinstance(looks, Finding) else _bytes(path, file)
            if isinstance(data, Finding):
                findings.append(data)
            else:
                media[name] = data
        elif _passed_over(name, kind):
            continue
        elif kind is None:
            findings.append(_stray(name, file))
        else:
            document, found = _read(path, file, kind, limit, sources, before, looked, readings)
            findings += found
            if document:
                documents.append(document)
    told = {finding.at.file for finding in findings}
    read = told.intersection(document.file for document in (*documents, *([site] if site else [])))
    lost = {file: kind for file in told - read if (kind := _kind_near(PurePosixPath(file).relative_to(shown)))}
    content = Content(
        folder=str(shown), site=site, documents=tuple(documents), sources=sources, media=media,
        broken=frozenset((*read, *lost)), unread=frozenset(lost.values()), readings=readings,
    )  # fmt: skip
    return content, tuple(findings)


def _files(folder: Path, findings: list[Finding], shown: PurePosixPath) -> Iterator[str]:
    """The names of all files below a folder, sorted, hidden and passed-over ones left out."""
    root = os.path.realpath(folder)
    names: list[str] = []
    waiting = [""]
    while waiting:
        below = waiting.pop()
        prefix = f"{below}/" if below else ""
        try:
            entries = sorted(os.scandir(os.path.join(folder, below)), key=lambda entry: entry.name)
        except OSError as error:
            findings.append(_unreadable("folder", error, str(shown / below)))
            continue
        for entry in entries:
            name, link = f"{prefix}{entry.name}", entry.is_symlink()
            if _is_folder(entry):
                if link:
                    findings.append(_linked(str(shown / name), "a link to a folder"))
                elif not entry.name.startswith("."):
                    waiting.append(name)
            elif entry.name.startswith(".") or entry.name.endswith(("~", ".swp")):
                continue
            elif link and not Path(os.path.realpath(entry.path)).is_relative_to(root):
                findings.append(_linked(str(shown / name), "a link that leads out of the content folder"))
            else:
                names.append(name)
    return iter(sorted(names))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _passed_over(name: str, kind: str | None) -> bool:
    if kind not in ("page", None):
        return False
    stem = PurePosixPath(name).stem.lower()
    return stem == "readme" if kind == "page" else stem in _PASSED_OVER


def _kind_near(name: PurePosixPath) -> str:
    """The kind of record that a file or folder which cannot be read was to hold; empty if it was none."""
    top = name.parts[0] if name.parts else ""
    return "topic" if top.startswith("topics.") else FOLDERS.get(top, "")


def _kind_of(name: str) -> str | None:
    """The kind of record a file of this name holds, if any."""
    if name in ("topics.yaml", "topics.yml"):
        return "topics"
    top, _, rest = name.partition("/")
    kind = FOLDERS.get(top) if rest else None
    suffix = os.path.splitext(name)[1]
    if kind == "page":
        return kind if suffix == ".md" else None
    if kind == "source" and suffix == ".json":
        return kind
    return kind if suffix in (".yaml", ".yml") else None


def _read(
    path: str, file: str, kind: str, limit: int, sources: dict[str, Source], before: Mapping[str, Reading],
    looked: Mapping[str, Looked], readings: dict[str, Reading],
) -> tuple[Document | None, tuple[Finding, ...]]:  # fmt: skip
    looks = _looks(path, file, limit)
    if isinstance(looks, Finding):
        return None, (looks,)
    known = before.get(file)
    if known and known.source and known.looks == looks:
        sources[file], readings[file] = known.source, known
        return known.document, known.findings
    if known and looked.get(path) == (*looks[:2], known.digest.hex()):
        sources[file] = _unread(path, file, _form(kind, file))
        readings[file] = known if known.source is None else replace(known, source=None, looks=None)
        return known.document, known.findings
    lasting = looks if max(looks[1:3]) < time.time_ns() - RACE else None
    data = _bytes(path, file)
    if isinstance(data, Finding):
        return None, (data,)
    digest = blake2b(data, digest_size=16).digest()
    if known and known.digest == digest:
        source = Source(file=file, text=data.removeprefix(BOM_UTF8).decode("utf-8"), form=_form(kind, file))
        sources[file], readings[file] = source, replace(known, source=source, looks=lasting)
        return known.document, known.findings
    text = decoded(file, data)
    if isinstance(text, Finding):
        if data[:2] not in UTF_16:
            sources[file] = Source(file=file, text=data.decode("utf-8-sig", "replace"))
        return None, (text,)
    source = Source(file=file, text=text, form=_form(kind, file))
    sources[file] = source
    value, findings = read_value(source)
    lost = value is None and findings
    document = None if lost else Document(kind=kind, file=file, stem=PurePath(path).stem, value=value)
    readings[file] = Reading(digest=digest, document=document, findings=findings, source=source, looks=lasting)
    return document, findings


class _Text:
    """The text of a file that has been read before."""

    def __init__(self, path: str) -> None:
        self._path = path

    def put(self, into: Source, at: int) -> None:
        """Reads it; nothing, if somebody took the file away."""
        try:
            with open(self._path, "rb") as stream:
                text = stream.read().removeprefix(BOM_UTF8).decode("utf-8", "replace")
        except OSError:
            text = ""
        object.__setattr__(into, "text", text)


def _unread(path: str, file: str, form: Form) -> Source:
    source = object.__new__(Source)
    for name, value in (("file", file), ("form", form), ("later", (_Text(path), 0))):
        object.__setattr__(source, name, value)
    return source


def _form(kind: str, file: str) -> Form:
    return "page" if kind == "page" else "json" if file.endswith(".json") else "yaml"


def _looks(path: str, file: str, limit: int) -> Looks | Finding:
    """How a file looks to the system, or why it is not read."""
    try:
        seen = os.stat(path)
        if not stat.S_ISREG(seen.st_mode):
            raise OSError("it is not an ordinary file")
    except OSError as error:
        nowhere = error.errno in (errno.ENOENT, errno.ELOOP) and os.path.islink(path)
        return _unreadable("file", OSError("it is a link that leads nowhere") if nowhere else error, file)
    if seen.st_size > limit:
        return Finding(
            code=codes.FILE_TOO_LARGE, at=whole_file(file),
            message=f"this file has {seen.st_size:,} bytes; the limit is {limit:,}",
            help="split it into several files, or raise `limits: {file_bytes: …}` in site.yaml",
        )
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


def _bytes(path: str, file: str) -> bytes | Finding:
    """A file's bytes, or why they are not read."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        return _unreadable("file", error, file)


def _unreadable(what: str, error: OSError, file: str) -> Finding:
    reason = (error.strerror or str(error)).lower()
    cure = "check its permissions, or " if error.errno in (errno.EACCES, errno.EPERM) else ""
    return Finding(
        code=codes.UNREADABLE_FILE, message=f"this {what} cannot be read: {reason}", at=whole_file(file),
        help=f"{cure}move it out of the content folder",
    )  # fmt: skip


def _stated_limit(site: Document | None) -> int | None:
    """`limits: {file_bytes: …}` of site.yaml, needed before the records are checked."""
    match site.value if site else None:
        case {"limits": {"file_bytes": str() as text}} if text.isdecimal() and len(text) < 12:
            return int(text)
    return None


def _stray(name: str, file: str) -> Finding:
    top, _, rest = name.partition("/")
    if not rest:
        message, cure = "this file belongs to no kind of record", "move it into the folder of its kind, as `visits/`"
        if (stem := top.partition(".")[0].lower()) in ("site", "topics"):
            cure = f"rename it to `{stem}.yaml`"
    elif top in FOLDERS:
        wanted = ".md" if top == "pages" else ".yaml"
        stem = PurePosixPath(name).name.partition(".")[0]
        message = f"files under `{top}/` end in `{wanted}`"
        cure = f"rename it to `{stem}{wanted}`, or move it elsewhere"
    else:
        message = f"`{top}/` is no folder of records"
        cure = did_you_mean(top, FOLDERS) or f"the folders are {', '.join(FOLDERS)} and media"
    return Finding(code=codes.STRAY_FILE, message=message, at=whole_file(file), help=cure)


def _linked(file: str, what: str) -> Finding:
    return Finding(
        code=codes.OUTSIDE_CONTENT,
        message=f"this is {what}",
        at=whole_file(file),
        help="copy the files into the content folder instead",
    )
