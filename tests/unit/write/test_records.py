"""The canonical text of records, and files added without touching others."""

import pytest

from visitgen.write import records
from visitgen.write.records import NewFile, add_files, record_text

VISIT = {
    "id": "2021-06-09-joseph-r-biden-united-kingdom",
    "host": "NO",
    "start": "2021-06-09",
    "stops": ["london", "cornwall"],
    "type_label": "State visit: informal",
    "summary": "Met with Prime Minister Boris Johnson and Queen Elizabeth II. Attended the G7 Summit. " * 2 + "End.",
    "sources": [{"source": "x", "locator": "trip 4113"}],
    "notes": "One.\n\nTwo.\n",
    "empty": "",
}


def test_the_canonical_spelling():
    assert record_text([VISIT, {"id": "b"}], "One line.\n\nAnother.") == (
        """\
# One line.
#
# Another.

- id: 2021-06-09-joseph-r-biden-united-kingdom
  host: NO
  start: 2021-06-09
  stops: [london, cornwall]
  type_label: "State visit: informal"
  summary: >-
    Met with Prime Minister Boris Johnson and Queen Elizabeth II. Attended the G7 Summit. Met with Prime Minister
    Boris Johnson and Queen Elizabeth II. Attended the G7 Summit. End.
  sources:
    - source: x
      locator: trip 4113
  notes: |
    One.

    Two.
  empty: ""

- id: b
"""
    )


def test_a_single_record_and_bare_values():
    assert record_text({"title": "Visits", "editors": [{"name": "A B"}]}) == (
        "title: Visits\neditors:\n  - name: A B\n"
    )
    assert record_text("text") == "text\n"
    assert record_text(["a: b"]) == '- "a: b"\n'


@pytest.mark.parametrize(("text", "written"), [
    ("It’s (nearly) plain; isn’t it?", "It’s (nearly) plain; isn’t it?"),
    ("14:30", "14:30"),
    ("a #b", '"a #b"'),
    ("a#b", "a#b"),
    ("- a", '"- a"'),
    ("~", '"~"'),
    ("a ", '"a "'),
    ("tab\there", '"tab\\there"'),
    ("no\u00a0break", '"no\\_break"'),
    ("\u2028\u2029\x85", '"\\L\\P\\N"'),
    ("\x07\u200d\U000e0001", '"\\x07\\u200d\\U000e0001"'),
    ('say "so" \\', '"say \\"so\\" \\\\"'),
])
def test_quotes_where_they_are_needed(text, written):
    assert record_text({"k": text}) == f"k: {written}\n"


def test_new_files_never_replace_others(tmp_path):
    file = NewFile(name="visits/x/1990.yaml", text="a: é\n")
    assert add_files(tmp_path, [file]) == (("visits/x/1990.yaml",), ())
    assert add_files(tmp_path, [file]) == (("visits/x/1990-2.yaml",), ())
    assert add_files(tmp_path, [file, file])[0] == ("visits/x/1990-3.yaml", "visits/x/1990-4.yaml")
    assert (tmp_path / "visits/x/1990-2.yaml").read_bytes() == "a: é\n".encode()


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "visits").write_text("a file", encoding="utf-8")
    written, (finding,) = add_files(tmp_path, [NewFile(name="leaders/a.yaml", text=""),
                                               NewFile(name="visits/a.yaml", text="")])
    assert written == ("leaders/a.yaml",)
    assert finding.code.number == "W103"
    assert (tmp_path / "visits").read_text(encoding="utf-8") == "a file"


def test_half_a_file_is_taken_away(tmp_path, monkeypatch):
    class Full:
        def encode(self, _encoding):
            raise OSError(28, "No space left on device")

    written, (finding,) = add_files(tmp_path, [NewFile(name="a.yaml", text=Full())])  # type: ignore[arg-type]
    assert (written, finding.message) == ((), "this file cannot be written: the disk is full")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(records, "open", lambda *_: (_ for _ in ()).throw(FileExistsError()), raising=False)
    assert "too many files" in add_files(tmp_path, [NewFile(name="a.yaml", text="")])[1][0].message
