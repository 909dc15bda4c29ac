"""Any plain record comes back from its YAML text exactly as it was."""

from hypothesis import example, given
from hypothesis import strategies as st

from visitgen.load.source import Source, read_value
from visitgen.write.records import record_text

# Every character that a record may hold: the loader refuses control characters, also as escapes (L104).
NO_TEXT = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF)))
CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters=NO_TEXT)
TRICKY = st.lists(
    st.sampled_from(
        [": ", " #", "- ", "? ", "'", '"', "\\", "\n", "\n\n", "\t", "\r", "\x85", "\u2028", "\u2029", "\xa0", "\ufeff",
         " ", "  ", "---", "...", "%", "@", "`", "|", ">", ">-", "&a", "*a", "!t", "{", "}", "[", "]", ",", "<<", "~",
         "null", "yes", "0x1", "1e3", "🇮🇱", "👩‍👩‍👧", "e\u0301", "word", "Кыргызстан", "القدس", ":", "#", "=",
         "long " * 30],
    ),
    max_size=12,
).map("".join)
TEXT = st.one_of(TRICKY, st.text(CHARACTERS, max_size=40))
KEYS = TEXT.filter(lambda key: key != "")
RECORDS = st.recursive(
    TEXT,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(RECORDS)
@example("")
@example([])
@example({})
@example([[], {}, [[]], {"a": {}}])
@example({"a": "--- x\n--- y"})
@example([{"id": "x", "stops": ["london", "no"]}, {"id": "y", "summary": "word " * 60 + "end"}])
@example({"k" * 1100: "x"})
@example({"a": "x\n\ny\n", "b": "x\n\n", "c": "\nx", "d": " x\ny", "e": "x \ny"})
def test_a_record_reads_back_as_written(record):
    value, findings = read_value(Source(file="x.yaml", text=record_text(record, "made by a test")))
    assert findings == ()
    assert value == record


@given(RECORDS)
def test_the_text_is_free_of_hidden_characters(record):
    text = record_text(record)
    assert all(char.isprintable() or char == "\n" for char in text)
    assert text.endswith("\n")
