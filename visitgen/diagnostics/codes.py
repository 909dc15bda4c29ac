"""The one table of problem codes. The letter is the package that finds the problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its permanent number and name, what it says, why it matters and how it is cured."""

    number: str
    name: str
    severity: Severity
    what: str
    why: str
    cure: str


# Load: files that cannot be read as records.

UNREADABLE_FILE = Code(
    "L101",
    "unreadable-file",
    "error",
    "A file in the content folder cannot be opened or read.",
    "What cannot be read cannot be published, and leaving it out would lose it in silence.",
    "Give yourself permission to read the file, or move it out of the content folder.",
)
NOT_UTF_8 = Code(
    "L102",
    "not-utf-8",
    "error",
    "A file holds bytes that are not UTF-8 text.",
    "Guessing another encoding turns names into different names.",
    "Save the file as UTF-8 in your editor.",
)
FILE_TOO_LARGE = Code(
    "L103",
    "file-too-large",
    "error",
    "A file is larger than the limit.",
    "Very large files are nearly always a mistake, and slow every build.",
    "Split the file, or raise `limits: {file_bytes: …}` in site.yaml.",
)
CONTROL_CHARACTER = Code(
    "L104",
    "control-character",
    "error",
    "A file holds a character that no text contains, such as a NUL byte.",
    "It is invisible in an editor and breaks pages and feeds.",
    "Delete the character; the column says where it is.",
)
YAML_SYNTAX = Code(
    "L105",
    "yaml-syntax",
    "error",
    "A file is not well-formed YAML.",
    "The record cannot be read past this point.",
    "Look at the line named and the one above it: a missing colon, quote or bracket, a tab, or wrong indentation.",
)
NESTING_TOO_DEEP = Code(
    "L106",
    "nesting-too-deep",
    "error",
    "Lists or mappings are nested more deeply than any record needs.",
    "It is a slip in the indentation or an attempt to exhaust the reader.",
    "Flatten the value.",
)
SEVERAL_DOCUMENTS = Code(
    "L107",
    "several-documents",
    "error",
    "A file holds several YAML documents, separated by `---`.",
    "One file is one record, or one list of records.",
    "Write the records as a list (`- …`), or each in a file of its own.",
)
YAML_TAG = Code(
    "L108",
    "yaml-tag",
    "error",
    "A value carries a YAML tag (`!…`).",
    "Values are read as plain text; a tag would be ignored in silence.",
    "Delete the tag.",
)
YAML_ANCHOR = Code(
    "L109",
    "yaml-anchor",
    "error",
    "A value carries a YAML anchor (`&…`).",
    "Records do not share values; they refer to each other by id.",
    "Delete the anchor, and refer to a record by its id.",
)
YAML_ALIAS = Code(
    "L110",
    "yaml-alias",
    "error",
    "A value is a YAML alias (`*…`).",
    "Records do not share values; they refer to each other by id.",
    "Write the value out, or refer to a record by its id. Text that begins with `*` needs quotes.",
)
YAML_MERGE = Code(
    "L111",
    "yaml-merge-key",
    "error",
    "A mapping uses the YAML merge key `<<`.",
    "What a record says must be readable in the record.",
    "Write the keys out.",
)
DUPLICATE_KEY = Code(
    "L112",
    "duplicate-key",
    "error",
    "One mapping has the same key twice.",
    "Only one of the two values could be kept.",
    "Delete or rename one of the two; several values go into a list.",
)
KEY_NOT_TEXT = Code(
    "L113",
    "key-not-text",
    "error",
    "A key is a list or a mapping.",
    "Every key of a record is a word.",
    "Quote the key if it should be text; otherwise check the indentation.",
)
NOT_A_RECORD = Code(
    "L114",
    "not-a-record",
    "error",
    "A file, or an entry of a list file, is not a mapping of keys to values.",
    "A record is written as `key: value` lines.",
    "Write at least the required keys; delete the file if it is not needed.",
)
STRAY_FILE = Code(
    "L115",
    "stray-file",
    "error",
    "A file of the content folder belongs to no kind of record.",
    "It would be left out in silence.",
    "Move it into the folder of its kind (`visits/`, `leaders/`, …), or out of the content folder.",
)
NOT_JSON = Code(
    "L116",
    "not-json",
    "error",
    "A `.json` file under `sources/` is not a CSL-JSON list.",
    "Nothing in it can be cited.",
    "Export the collection from Zotero again, as CSL JSON.",
)
OUTSIDE_CONTENT = Code(
    "L117",
    "outside-content",
    "error",
    "A link in the content folder leads out of it.",
    "A contributor could publish any file of the machine that builds the site.",
    "Copy the file into the content folder.",
)
NO_FRONT_MATTER = Code(
    "L118",
    "no-front-matter",
    "error",
    "A page under `pages/` does not begin with front matter between two lines of `---`.",
    "The page has no title without it.",
    "Begin the file with `---`, `title: …`, `---`.",
)
NO_CONTENT = Code(
    "L119",
    "no-content-folder",
    "error",
    "The content folder does not exist or holds no `site.yaml`.",
    "There is nothing to build.",
    "Run the command beside `content/`, or name the folder with `--content`.",
)
UNKNOWN_THEME = Code(
    "L201",
    "unknown-theme",
    "error",
    "No theme of this name is installed or lies in `themes/`.",
    "Without its theme the site cannot be rendered.",
    "Correct `theme` in site.yaml or `--theme`.",
)
THEME_FILE = Code(
    "L202",
    "theme-file-wrong",
    "error",
    "A theme's `theme.toml` is missing or wrong, or its parents form a circle.",
    "Templates are looked up along the line of parents.",
    "Correct the file.",
)
FOREIGN_FILE = Code(
    "L301",
    "foreign-file-wrong",
    "error",
    "A file to be imported cannot be read in the form its name promises.",
    "Its rows would be missing from the import.",
    "Download the file again, or correct it.",
)

# Model: records that say something impossible.

UNKNOWN_KEY = Code(
    "M101",
    "unknown-key",
    "error",
    "A record has a key that its kind does not know.",
    "The value would be lost in silence.",
    "Correct the spelling; `notes` takes whatever has no key of its own.",
)
MISSING_FIELD = Code(
    "M102",
    "missing-field",
    "error",
    "A record lacks a key that its kind requires.",
    "The record cannot be understood without it.",
    "Add the key.",
)
WRONG_TYPE = Code(
    "M103",
    "wrong-type",
    "error",
    "A value has the wrong shape: text where a list belongs, a mapping where text belongs.",
    "It cannot be read as what the field means.",
    "Write the value in the shape named.",
)
BAD_VALUE = Code(
    "M104",
    "bad-value",
    "error",
    "A value is not one of those the field allows.",
    "Pages, counts and filters rest on a fixed list of words.",
    "Choose one of the words named.",
)
BAD_DATE = Code(
    "M105",
    "bad-date",
    "error",
    "A date is not one of the calendar, or not written in EDTF level 1.",
    "A date that cannot be read cannot be sorted or counted.",
    "Write 2023-10-24, 2023-10 or 2023; `?` uncertain, `~` approximate, `195X` a decade; "
    "`within: 2023-10-07/2023-10-24` for one unknown day in a span.",
)
BAD_ID = Code(
    "M106",
    "bad-id",
    "error",
    "An id has other characters than a–z, 0–9 and single hyphens, or is too long.",
    "Ids are addresses: they must work on every host and system for years.",
    "Rename the file, or give the record an `id`.",
)
CONFLICTING_FIELDS = Code(
    "M107",
    "conflicting-fields",
    "error",
    "Two keys of one record exclude each other.",
    "A stay and one unknown day in a span are different facts.",
    "Keep one of the two.",
)
LINK_SCHEME = Code(
    "M108",
    "link-scheme-not-allowed",
    "error",
    "A link uses a scheme other than http, https or mailto.",
    "Such links can run code in a reader's browser.",
    "Link to a web address.",
)
NEEDS_ID = Code(
    "M109",
    "needs-id",
    "error",
    "A record in a list has no `id` and none can be made from its fields.",
    "Every record needs a permanent address.",
    "Add an `id`.",
)
UNKNOWN_REFERENCE = Code(
    "M201",
    "unknown-reference",
    "error",
    "A record names another by an id that no record has.",
    "The link would lead nowhere.",
    "Correct the id, or add the record.",
)
DUPLICATE_ID = Code(
    "M202",
    "duplicate-id",
    "error",
    "Two records of one kind have the same id.",
    "They would have the same address; a number added in silence would change with the order of files.",
    "Give one of them an explicit `id`, or delete it if they are the same.",
)
END_BEFORE_START = Code(
    "M301",
    "end-before-start",
    "error",
    "Something ends before it begins, however its dates are read.",
    "One of the two dates is wrong.",
    "Correct the date.",
)
PINNED_ROLE_NOT_HELD = Code(
    "M302",
    "pinned-role-not-held",
    "error",
    "A record pins a role that the leader did not hold on its date.",
    "The role shown anywhere is the one held on that date.",
    "Correct `role`, or the leader's `terms`.",
)
COUNTRY_NOT_VALID_THEN = Code(
    "M303",
    "country-not-valid-then",
    "error",
    "A record names a country on a date when it did not exist.",
    "Readers see the state that existed then.",
    "Name the state of that time.",
)
COMPLETED_IN_THE_FUTURE = Code(
    "M304",
    "completed-in-the-future",
    "error",
    "A record is marked completed though it lies wholly after the site's as-of date.",
    "A plan would be counted as a fact.",
    "Correct the date or the `status`; a plan is `announced`.",
)
STATEMENT_WITHOUT_SOURCE = Code(
    "M305",
    "statement-without-source",
    "error",
    "A statement has no source.",
    "Words put into somebody's mouth must be checkable.",
    "Add `source: …`.",
)
CLAIM_WITHOUT_ATTRIBUTION = Code(
    "M306",
    "claim-without-attribution",
    "error",
    "A claim does not say who makes it.",
    "A figure is always somebody's figure.",
    "Add `attributed_to: …`.",
)
TWO_HOLDERS = Code(
    "M307",
    "two-holders-of-one-office",
    "error",
    "Two leaders hold the same single office at the same time.",
    "One of the terms has a wrong date.",
    "Correct `from` or `to`; a shared handover day is fine; a contested office has `capacity: disputed`.",
)
CANCELLED_WITH_OUTCOMES = Code(
    "M308",
    "cancelled-with-outcomes",
    "error",
    "A visit that was cancelled, postponed or did not occur has outcomes.",
    "What did not happen has no results.",
    "Correct `status`, or move the outcomes to the visit they came from.",
)
REFERS_TO_UNPUBLISHED = Code(
    "M309",
    "published-refers-to-embargoed",
    "error",
    "A published record refers to one that is a draft or under embargo.",
    "The page would give away what must not be known yet.",
    "Make this record a draft, give it the same embargo, or take the reference out.",
)

# Plan, render, write.

ADDRESS_CLASH = Code(
    "P101",
    "address-clash",
    "error",
    "Two pages have the same address.",
    "Only one of them could be written.",
    "Rename one of the two.",
)
TEMPLATE_ERROR = Code(
    "R101",
    "template-error",
    "error",
    "A template of the theme is wrong.",
    "The page cannot be rendered.",
    "Correct the template at the line named.",
)
DANGLING_LINK = Code(
    "R102",
    "dangling-link",
    "error",
    "A page links to a page or file that the site does not have.",
    "Readers would meet a dead link.",
    "Correct the link in the template or the text.",
)
DANGLING_FRAGMENT = Code(
    "R103",
    "dangling-fragment",
    "error",
    "A page links to a part that the other page does not have.",
    "Readers would land at the top of the page instead of at the passage.",
    "Correct the part after `#`.",
)
UNSAFE_OUTPUT = Code(
    "W101",
    "unsafe-output",
    "error",
    "The output folder is, holds or lies in a folder that visitgen reads, or is not a folder.",
    "Writing there could destroy records.",
    "Choose another folder with `--output`.",
)
FOREIGN_FILE_IN_THE_WAY = Code(
    "W102",
    "file-in-the-way",
    "error",
    "A page would overwrite a file that visitgen did not write.",
    "Files that visitgen never wrote are left alone.",
    "Move the file, or choose another folder with `--output`.",
)
CANNOT_WRITE = Code(
    "W103",
    "cannot-write",
    "error",
    "The site cannot be written.",
    "The previous site has been left as it was.",
    "Look at the reason given: permissions, a full disk, or a name the system refuses.",
)

CODES: dict[str, Code] = {
    code.number: code
    for code in sorted(
        (value for value in list(globals().values()) if isinstance(value, Code)), key=lambda code: code.number
    )
}
"""Every code by its number, in order."""
