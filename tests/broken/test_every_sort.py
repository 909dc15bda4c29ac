"""Bad input of every sort ends in diagnostics of the right code at a real place, and never in a traceback.

Each case is a file, or a few, added to a small sound content folder, and the codes that must come: none means that the
site is built. Texts and carets are the business of the folders beside this file.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from visitgen.commands.build import Made, Options, make
from visitgen.commands.report import Progress
from visitgen.diagnostics.show import concise, full

SOUND = {
    "site.yaml": "title: Visits on Record\nas_of: 2023-11-14\n",
    "leaders/emmanuel-macron.yaml": "name: Emmanuel Macron\nterms:\n  - {title: president, country: FR, role: head_of_state, from: 2017-05-14}\n",
    "leaders/isaac-herzog.yaml": "name: Isaac Herzog\nterms: [{title: president, country: IL, role: head_of_state, from: 2021-07-07}]\n",
    "visits/macron-israel.yaml": "visitor: emmanuel-macron\nhost: israel\nstart: 2023-10-24\n",
    "topics.yaml": "solidarity: Solidarity\n",
}
VISIT = "visitor: emmanuel-macron\nhost: jordan\nstart: 2023-10-25\n"
INLINE = "  - {{id: {id}, visitor: emmanuel-macron, host: jordan, start: 2023-10-25{more}}}\n"
JOURNEY = "traveller: emmanuel-macron\nvisits:\n"
NINES = "9" * 5000

Files = dict[str, str | bytes]
CASES: dict[str, tuple[Files, set[str]]] = {
    "nothing added": ({}, set()),
    # Bytes and text.
    "empty file": ({"visits/x.yaml": b""}, {"L114"}),
    "only comments": ({"visits/x.yaml": "# later\n\n# or never"}, {"L114"}),
    "only a byte order mark": ({"visits/x.yaml": b"\xef\xbb\xbf"}, {"L114"}),
    "only a document sign": ({"visits/x.yaml": "---\n"}, {"L114"}),
    "UTF-16": ({"visits/x.yaml": VISIT.encode("utf-16")}, {"L102"}),
    "UTF-16 without a mark": ({"visits/x.yaml": VISIT.encode("utf-16-le")}, {"L104"}),
    "UTF-32": ({"visits/x.yaml": VISIT.encode("utf-32")}, {"L102"}),
    "Latin-1": ({"leaders/x.yaml": "name: François\n".encode("latin-1")}, {"L102"}),
    "bytes of a picture": ({"visits/x.yaml": b"\x89PNG\r\n\x1a\n\0\0"}, {"L102"}),
    "NUL byte": ({"visits/x.yaml": VISIT + "notes: a\0b\n"}, {"L104"}),
    "escaped NUL": ({"visits/x.yaml": VISIT + 'notes: "a\\0b"\n'}, {"L104"}),
    "escaped terminal sequence in a key": ({"visits/x.yaml": VISIT + '"\\x1b[2J": b\n'}, {"L104"}),
    "byte order mark": ({"visits/x.yaml": b"\xef\xbb\xbf" + VISIT.encode()}, set()),
    "byte order mark inside": ({"leaders/x.yaml": "name: A\ufeffB\n"}, set()),
    "CRLF": ({"visits/x.yaml": VISIT.replace("\n", "\r\n")}, set()),
    "lone CR": ({"visits/x.yaml": VISIT.replace("\n", "\r")}, set()),
    "no line break at the end": ({"visits/x.yaml": VISIT.rstrip()}, set()),
    "right-to-left override": ({"leaders/x.yaml": "name: \u202egnirts\u202c\n"}, set()),
    "emoji": ({"leaders/x.yaml": "name: 👩‍👩‍👧 🇮🇱\n"}, set()),
    "tab indentation": ({"visits/x.yaml": VISIT + "flags:\n\tbusiness: yes\n"}, {"L105"}),
    "very long line": ({"leaders/x.yaml": f"name: {'A' * 1_000_000}\n"}, set()),
    "very long key": ({"visits/x.yaml": VISIT + f"{'k' * 1000}: a\n"}, {"M101"}),
    "key too long for YAML": ({"visits/x.yaml": VISIT + f"{'k' * 5000}: a\n"}, {"L105"}),
    "6 MB file": ({"visits/x.yaml": VISIT + "#" * 6_000_000}, {"L103"}),
    # Shapes.
    "10,000 brackets": ({"visits/x.yaml": VISIT + "notes: " + "[" * 10_000}, {"L106"}),
    "10,000 levels": ({"visits/x.yaml": "".join(f"{' ' * n}a:\n" for n in range(10_000))[:4_000_000]}, {"L106"}),
    "alias bomb": (
        {"visits/x.yaml": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(99))},
        {"L109", "L110"},
    ),
    "anchor on itself": ({"visits/x.yaml": VISIT + "notes: &a [*a]\n"}, {"L109", "L110"}),
    "list in a list": ({"visits/x.yaml": "- - visitor: emmanuel-macron\n"}, {"L114"}),
    "plain text": ({"visits/x.yaml": "Macron went to Israel\n"}, {"L114"}),
    "empty list": ({"visits/x.yaml": "[]\n"}, set()),
    "empty mapping": ({"visits/x.yaml": "{}\n"}, {"M102"}),
    "mapping for text": ({"visits/x.yaml": VISIT + "type: {}\n"}, {"M103"}),
    "list for text": ({"visits/x.yaml": VISIT + "role: []\n"}, {"M103"}),
    "everything a list": (
        {"visits/x.yaml": "visitor: []\nhost: []\nstart: []\nstatus: []\nsummary: []\nflags: []\nplanned: []\n"},
        {"M102", "M103"},
    ),
    "everything a mapping": (
        {
            "visits/x.yaml": "visitor: {}\nhost: {}\nstart: {}\nstops: {}\nsources: {}\ntopics: {}\nwaive: {}\nevent: {}\n"
        },
        {"M103", "M102"},
    ),
    "keys of Python": (
        {"visits/x.yaml": VISIT + "__class__: a\n__init__: b\norigin: c\nmeta: d\nwhen: e\nself: f\n"},
        {"M101"},
    ),
    "list of 20,000": ({"visits/x.yaml": VISIT + "purposes: [" + "bilateral, " * 20_000 + "]\n"}, set()),
    "20,000 unknown ids": (
        {"visits/x.yaml": VISIT + "hosts: [" + ", ".join(f"leader-{n}" for n in range(20_000)) + "]\n"},
        {"M201"},
    ),
    "20,000 unknown keys": ({"visits/x.yaml": VISIT + "".join(f"key-{n}: a\n" for n in range(20_000))}, {"M101"}),
    "20,000 links in prose": ({"visits/x.yaml": VISIT + "summary: |\n" + "  [[leader:x]]\n" * 20_000}, {"M201"}),
    "2,000 brackets in prose": ({"visits/x.yaml": VISIT + "summary: '" + "[" * 2_000 + "'\n"}, set()),
    # Ids and names.
    "id is a list": ({"visits/x.yaml": "id: [a]\n" + VISIT}, {"M103"}),
    "id is empty": ({"visits/x.yaml": "id: ''\n" + VISIT}, {"M106"}),
    "id leads out": ({"visits/x.yaml": "id: ../../../tmp/x\n" + VISIT}, {"M106"}),
    "former id leads out": ({"visits/x.yaml": VISIT + "formerly: [../../../tmp/x]\n"}, {"M106"}),
    "former ids are a mapping": ({"visits/x.yaml": VISIT + "formerly: {}\n"}, {"M103"}),
    "former id of itself": ({"visits/x.yaml": VISIT + "formerly: x\n"}, {"M202"}),
    "one former id twice": (
        {"visits/x.yaml": VISIT + "formerly: z\n", "visits/y.yaml": VISIT + "formerly: z\n"},
        {"M202"},
    ),
    "same id in two files": ({"visits/x.yaml": VISIT, "visits/2023/x.yaml": VISIT}, {"M202"}),
    "names in NFC": ({f"leaders/{unicodedata.normalize('NFC', 'é')}.yaml": "name: A\n"}, {"M106"}),
    "names in NFD": ({f"leaders/{unicodedata.normalize('NFD', 'é')}.yaml": "name: A\n"}, {"M106"}),
    "a name Windows keeps": ({"leaders/aux.yaml": "name: A\n", "topics.yaml": "nul: Nothing\n"}, {"M106"}),
    "a line break in a name": ({"leaders/a\nb.yaml": "name: A\n"}, {"M106"}),
    "theme leads out": ({"site.yaml": "title: T\ntheme: ../../..\n"}, {"L201"}),
    "theme is the root": ({"site.yaml": "title: T\ntheme: /\n"}, {"L201"}),
    "theme of 5,000 letters": ({"site.yaml": f"title: T\ntheme: {'a' * 5000}\n"}, {"L201"}),
    "picture leads out": ({"leaders/x.yaml": "name: A\nimage: {file: media/../../x.jpg, alt: A}\n"}, {"M201"}),
    # Numbers and dates.
    "confidence of 5,000 digits": ({"visits/x.yaml": VISIT + f"confidence: {NINES}\n"}, {"M104"}),
    "order of 5,000 digits": ({"pages/x.md": f"---\ntitle: T\norder: {NINES}\n---\n"}, {"M104"}),
    "limit of 5,000 digits": ({"site.yaml": f"title: T\nlimits: {{file_bytes: {NINES}}}\n"}, {"M104"}),
    "latitude 1e400": ({"places/x.yaml": "name: A\nlat: 1e400\nlon: 0\n"}, {"M104"}),
    "latitude of 5,000 digits": ({"places/x.yaml": f"name: A\nlat: {NINES}\nlon: -{NINES}.{NINES}\n"}, {"M104"}),
    "latitude nan": ({"places/x.yaml": "name: A\nlat: nan\nlon: -.inf\n"}, {"M104"}),
    "figure of 5,000 digits": ({"claims/x.yaml": f"measure: a\nvalue: {NINES}\nattributed_to: B\n"}, {"M104"}),
    "digits of other scripts": (
        {"visits/x.yaml": VISIT + "confidence: ٣\nmeetings: [{date: ٢٠٢٣, time: ١٤:٣٠, participants: [a]}]\n"},
        {"M104", "M109"},
    ),
    "CSL date of 5,000 digits": (
        {"sources/x.json": f'[{{"id": "x", "title": "A", "issued": {{"date-parts": [[{NINES}]]}}}}]'},
        {"M105"},
    ),
    "year 0": ({"visits/x.yaml": VISIT.replace("2023-10-25", "0000-01-01")}, {"M105"}),
    "year 10000": ({"visits/x.yaml": VISIT.replace("2023-10-25", "10000-01-01")}, {"M105"}),
    "the first and the last day": (
        {
            "leaders/x.yaml": "name: A\nborn: 0001-01-01\ndied: 9999-12-31\n",
            "events/a.yaml": "name: A\nstart: 0001-01-01\n",
            "events/b.yaml": "name: B\nstart: 9999-12-31\n",
        },
        set(),
    ),
    "open beginning": ({"visits/x.yaml": "visitor: emmanuel-macron\nhost: jordan\nwithin: ../1985\n"}, set()),
    "open end": ({"visits/x.yaml": "visitor: emmanuel-macron\nhost: jordan\nwithin: 1985/..\n"}, set()),
    "open at both ends": ({"visits/x.yaml": "visitor: emmanuel-macron\nhost: jordan\nwithin: ../..\n"}, {"M105"}),
    "meeting at no known time": ({"meetings/x.yaml": "participants: [emmanuel-macron]\n"}, set()),
    "meeting at an open time": ({"meetings/x.yaml": "participants: [emmanuel-macron]\nwithin: ../1985\n"}, set()),
    "a stay of 8,000 years": ({"visits/x.yaml": VISIT + "end: 9999-12-31\n"}, set()),
    # Owned records, drafts, embargoes.
    "journey without visits": ({"itineraries/x.yaml": "traveller: emmanuel-macron\n"}, {"M102"}),
    "journey with no visits": ({"itineraries/x.yaml": "traveller: emmanuel-macron\nvisits: []\n"}, {"M102"}),
    "journey with an empty visit": ({"itineraries/x.yaml": "traveller: emmanuel-macron\nvisits: {}\n"}, {"M109"}),
    "journey with one visit": (
        {"itineraries/x.yaml": f"traveller: emmanuel-macron\nvisits: {{{', '.join(VISIT.splitlines())}}}\n"},
        set(),
    ),
    "journey whose visits are text": ({"itineraries/x.yaml": JOURNEY + "  - 5\n  - [a]\n"}, {"M103", "M201"}),
    "journey with one visit twice": (
        {"itineraries/x.yaml": JOURNEY + "  - macron-israel\n  - macron-israel\n"},
        {"M107"},
    ),
    "one visit in two journeys": (
        {"itineraries/x.yaml": JOURNEY + "  - macron-israel\n", "itineraries/y.yaml": JOURNEY + "  - macron-israel\n"},
        {"M107"},
    ),
    "journey of drafts": (
        {
            "itineraries/x.yaml": JOURNEY
            + INLINE.format(id="a", more=", draft: yes")
            + INLINE.format(id="b", more=", draft: yes")
        },
        set(),
    ),
    "journey with one draft": (
        {"itineraries/x.yaml": JOURNEY + INLINE.format(id="a", more=", draft: yes") + INLINE.format(id="b", more="")},
        set(),
    ),
    "journey that names a draft": (
        {"visits/x.yaml": VISIT + "draft: yes\n", "itineraries/x.yaml": JOURNEY + "  - x\n"},
        {"M309"},
    ),
    "draft journey": ({"itineraries/x.yaml": JOURNEY + INLINE.format(id="a", more="") + "draft: yes\n"}, set()),
    "draft journey, its visit named elsewhere": (
        {
            "itineraries/x.yaml": JOURNEY + INLINE.format(id="a", more="") + "draft: yes\n",
            "pages/x.md": "---\ntitle: T\n---\n[[visit:a]]\n",
        },
        {"M309"},
    ),
    "visit whose meetings are drafts": (
        {"visits/x.yaml": VISIT + "meetings:\n  - {id: a, participants: [emmanuel-macron], draft: yes}\n"},
        set(),
    ),
    "visit whose statements are under embargo": (
        {
            "visits/x.yaml": VISIT + "statements:\n  - {speaker: emmanuel-macron, text: Yes., "
            "source: https://example.org/, embargo_until: 2099-01-01}\n"
        },
        set(),
    ),
    "embargo that is no date": ({"visits/x.yaml": VISIT + "embargo_until: soon\n"}, {"M105"}),
    "draft that is no flag": ({"visits/x.yaml": VISIT + "draft: maybe\n"}, {"M104"}),
    "draft with a fault": ({"visits/x.yaml": "visitor: nobody\nhost: jordan\nstart: 2023\ndraft: yes\n"}, {"M201"}),
    "everybody a draft": (
        {
            "leaders/emmanuel-macron.yaml": "name: A\ndraft: yes\n",
            "leaders/isaac-herzog.yaml": "name: B\ndraft: yes\n",
            "visits/macron-israel.yaml": VISIT + "draft: yes\n",
        },
        set(),
    ),
    # CSL-JSON, topics, settings.
    "surrogates in JSON": ({"sources/x.json": '[{"id": "x", "title": "\\ud83c\\udf0d"}]'}, set()),
    "half a surrogate in JSON": ({"sources/x.json": '[{"id": "x", "title": "\\ud83c"}]'}, {"L105"}),
    "JSON that is a number": ({"sources/x.json": "12"}, {"L116"}),
    "JSON nested deeply": ({"sources/x.json": "[" * 50_000}, {"L106"}),
    "topics are a list": ({"topics.yaml": "- a\n"}, {"L114"}),
    "no topics yet": ({"topics.yaml": "# none\n"}, set()),
    "a topic of itself": ({"topics.yaml": "a: {label: A, broader: a}\n"}, {"M107"}),
    "topics in a circle": (
        {"topics.yaml": "a: {label: A, broader: b}\nb: {label: B, broader: c}\nc: {label: C, broader: a}\n"},
        {"M107"},
    ),
    "settings are a list": ({"site.yaml": "- title: T\n"}, {"L114"}),
    "settings are text": ({"site.yaml": "Visits\n"}, {"L114"}),
    "page without a title": ({"pages/x.md": "---\nnav: yes\n---\n"}, {"M102"}),
    "page whose front matter is a list": ({"pages/x.md": "---\n- a\n---\nText\n"}, {"L114"}),
    "page at an address of the site": ({"pages/about.md": "---\ntitle: T\n---\n"}, {"P101"}),
    "country that changes a built-in one": ({"countries/israel.yaml": "note: Ours.\nnames: []\n"}, {"M102"}),
    "country without a name": ({"countries/x.yaml": "kind: state\n"}, {"M102"}),
    "country that takes a code": ({"countries/x.yaml": "names: X\ncodes: {alpha2: IL}\n"}, set()),
    "countries that follow each other in a circle": (
        {"countries/x.yaml": "names: X\nsuccessors: [x]\npart_of: [x]\npredecessors: x\n"},
        set(),
    ),
}


def made(folder: Path, files: Files) -> Made:
    for name, text in {**SOUND, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return make(Options(content=folder, output=folder.parent / "site"), Progress())


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told(case: str, tmp_path: Path) -> None:
    files, wanted = CASES[case]
    site = made(tmp_path / "content", files)
    errors = {diagnostic.code.number for diagnostic in site.diagnostics if diagnostic.severity == "error"}
    assert errors == wanted
    assert (site.archive is None) is bool(wanted)
    for diagnostic in site.diagnostics[:50]:
        printed = full(diagnostic)
        printed.encode("utf-8")
        assert all(letter == "\n" or letter.isprintable() for letter in printed)
        assert max(map(len, printed.splitlines())) < 1000
        assert concise(diagnostic).count("\n") == 1


STATES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a pipe": (lambda folder: os.mkfifo(folder / "visits/x.yaml"), {"L101"}),
    "a link to itself": (lambda folder: (folder / "visits/x.yaml").symlink_to("x.yaml"), {"L101"}),
    "a link to nothing": (lambda folder: (folder / "visits/x.yaml").symlink_to("y.yaml"), {"L101"}),
    "a link to a device": (lambda folder: (folder / "visits/x.yaml").symlink_to("/dev/zero"), {"L117"}),
    "a link to its own folder": (lambda folder: (folder / "visits/more").symlink_to("."), {"L117"}),
    "a folder named like a file": (lambda folder: (folder / "visits/x.yaml").mkdir(), set()),
    "a picture that is a pipe": (lambda folder: (folder / "media").mkdir() or os.mkfifo(folder / "media/x.jpg"), {"L101"}),
    "a name that is no UTF-8": (lambda folder: (folder / os.fsdecode(b"leaders/Fran\xe7ois.yaml")).write_text("name: A\n"), {"M106"}),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_a_bad_state_of_the_folder_is_told(state: str, tmp_path: Path) -> None:
    make_it, wanted = STATES[state]
    made(tmp_path / "content", {})
    make_it(tmp_path / "content")
    site = made(tmp_path / "content", {})
    assert {diagnostic.code.number for diagnostic in site.diagnostics if diagnostic.severity == "error"} == wanted
    for diagnostic in site.diagnostics:
        full(diagnostic).encode("utf-8")
