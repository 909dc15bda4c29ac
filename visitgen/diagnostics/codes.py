"""The one table of problem codes. The letter is the package that finds the problem."""

from __future__ import annotations

from typing import Literal

from visitgen.values import dataclass

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

    def apart(self) -> tuple[str]:
        """The number alone, to be written down."""
        return (self.number,)

    @classmethod
    def together(cls, number: str) -> Code:
        """The code of a number. Errors: `KeyError`."""
        return CODES[number]


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
    "A theme's `theme.toml` is missing or wrong, its parents form a circle, or another of its files cannot be used.",
    "Templates are looked up along the line of parents.",
    "Correct the file.",
)
UNKNOWN_LANGUAGE = Code(
    "L203",
    "unknown-language",
    "error",
    "The words of the site cannot be had in a language that site.yaml names: no catalogue, or no Babel to read it.",
    "A site half in another language than it says it is misleads readers, screen readers and search engines.",
    "Name a language that has a catalogue, add `languages/TAG.po` beside the content folder, or install the extra "
    "`visitgen[i18n]`.",
)
CATALOGUE = Code(
    "L204",
    "catalogue-wrong",
    "error",
    "A catalogue of translations is no well-formed gettext file, or fills in a gap that the English words do not have.",
    "A wrong line would put nothing, or something else, where readers expect a word or a date.",
    "Correct the line that is named.",
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

# Model: records that a careful reviewer would question. Warnings, then notes.

TWO_PLACES_AT_ONCE = Code(
    "M401",
    "two-places-at-once",
    "warning",
    "One leader is in two countries at the same time for more than a day.",
    "One of the two records has a wrong date, a wrong country or a wrong visitor.",
    "Correct the dates; if one stay was an excursion from the other, its days lie inside the other's.",
)
OUTSIDE_TERM = Code(
    "M402",
    "outside-term",
    "warning",
    "A visit lies wholly or partly outside every term of office of its visitor.",
    "The page can show no role, or one that was held only for part of the stay.",
    "Correct the date, or add the term to the leader's `terms`; a private traveller needs a waiver.",
)
MEETING_OUTSIDE_VISIT = Code(
    "M403",
    "meeting-outside-visit",
    "warning",
    "A meeting belongs to a visit but took place on another day or in another country.",
    "It is shown on the visit's page as a part of it.",
    "Correct the date or the place, or take the meeting out of the visit.",
)
DUPLICATE_VISIT = Code(
    "M404",
    "duplicate-visit",
    "warning",
    "Two visits have the same visitor, host and first day.",
    "One visit recorded twice is counted twice.",
    "Merge the two, or correct one of them.",
)
PLAN_HAS_PASSED = Code(
    "M405",
    "plan-has-passed",
    "warning",
    "A visit or meeting is still planned though its last day has passed.",
    "Readers are told that it is to come.",
    "Write what became of it in `status`: completed, cancelled, did_not_occur or unknown.",
)
NO_SOURCE = Code(
    "M406",
    "no-source",
    "warning",
    "A visit, meeting, event or claim cites no source.",
    "Nobody can check it.",
    "Add `sources: […]`.",
)
SINGLE_SOURCE = Code(
    "M407",
    "single-source",
    "warning",
    "A visit rests on one source, and does not say so.",
    "A second, independent source finds most mistakes.",
    "Add a second source, or write `verification: single_source`.",
)
NO_ARCHIVE_COPY = Code(
    "M408",
    "no-archive-copy",
    "warning",
    "A source on the web has no copy in a web archive.",
    "Web pages change and disappear.",
    "Save the page in a web archive and add `archive_url` and `archive_date`.",
)
MINIMAL_SOURCE = Code(
    "M409",
    "minimal-source",
    "warning",
    "A citation is a bare web address.",
    "It tells readers neither title nor author nor date, and they cannot find it again when the address dies.",
    "Add a record under `sources/` and cite its id.",
)
STATE_VISIT_BY_OTHER = Code(
    "M410",
    "state-visit-by-non-head-of-state",
    "warning",
    "A state visit is by somebody who was not head of state on its date.",
    "State visits are visits of heads of state.",
    "Correct `type`, or the leader's terms.",
)
VISIT_TO_OWN_COUNTRY = Code(
    "M411",
    "visit-to-own-country",
    "warning",
    "The host of a visit is the visitor's own country.",
    "A visit is a stay abroad.",
    "Correct `host` or `visitor`.",
)
VERY_LONG_STAY = Code(
    "M412",
    "very-long-stay",
    "warning",
    "A visit is longer than 21 days.",
    "Most such stays are a slip in the year or month.",
    "Correct the dates, or waive the rule with the reason.",
)
CLAIMS_DIFFER_UNRANKED = Code(
    "M413",
    "claims-differ-unranked",
    "warning",
    "Figures on one measure differ and none is preferred.",
    "Readers are left to choose; that may be right, but should be meant.",
    "Give one `rank: preferred`, or waive the rule and say why no choice is made.",
)
FLAG_NO_WITHOUT_SOURCE = Code(
    "M414",
    "flag-no-without-source",
    "warning",
    "A flag says `no` in a record without a source.",
    "That something did not happen is a finding, and needs a source as much as that it did.",
    "Add the source, or write `unknown`.",
)
HIGH_CONFIDENCE = Code(
    "M415",
    "high-confidence-few-sources",
    "warning",
    "A record has confidence 4 or 5 and fewer than two sources.",
    "High confidence rests on sources that agree.",
    "Add a source, or lower `confidence`.",
)
TITLE_IN_NAME = Code(
    "M416",
    "title-in-name",
    "warning",
    "A leader's name begins with a title.",
    "Titles change; the role shown is taken from the terms.",
    "Move the title into `terms`, or into `other_names` if it is part of how the person is known.",
)
TWO_NAMES_IN_ONE = Code(
    "M417",
    "two-names-in-one",
    "warning",
    "A leader's name holds the names of two people.",
    "Each person needs a record, and each visit one visitor.",
    "Split the record; the second person of a visit is a companion or has a visit of their own.",
)
STRAY_SPACE = Code(
    "M418",
    "stray-space",
    "warning",
    "A name begins or ends with a space, or holds two in a row or an invisible character.",
    "Searching and sorting treat it as another name.",
    "Delete the space or the invisible character.",
)
NEAR_DUPLICATE_NAME = Code(
    "M419",
    "near-duplicate-name",
    "warning",
    "Two leaders of one country have nearly the same name.",
    "They may be one person with two records, whose visits are then on two pages.",
    "Merge the two (`formerly` keeps the old address), or waive the rule: two people.",
)
UNUSED_WAIVER = Code(
    "M420",
    "unused-waiver",
    "warning",
    "A record waives a rule that it does not break.",
    "A waiver left behind would hide the next mistake.",
    "Delete the waiver.",
)
ID_DISAPPEARED = Code(
    "M421",
    "id-disappeared",
    "warning",
    "A record that was published is no longer here, and no record says that it took its place.",
    "Links and citations to its page would lead nowhere.",
    "Add `formerly: [OLD-ID]` to the record that took its place, or name the old one in `withdrawn` in site.yaml.",
)
SEVERAL_COUNTRIES_IN_A_DAY = Code(
    "M501",
    "several-countries-in-a-day",
    "note",
    "One leader was in several countries on one day.",
    "It is normal on a journey, and the day counts once.",
    "Nothing, if it is so.",
)
UNMAPPED_PLACE = Code(
    "M502",
    "unmapped-place",
    "note",
    "A place has no record, or its record no coordinates.",
    "It is shown, and not on maps.",
    "Add a record under `places/` with `lat` and `lon`.",
)
MAY_BREAK = Code(
    "M503",
    "may-break-a-rule",
    "note",
    "The dates of a record are so uncertain that it may break a rule.",
    "Under some readings of the dates the record would be wrong.",
    "Nothing, unless the date can be narrowed down.",
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
    "The output folder is, holds or lies in a folder that visitgen reads, or is no folder for a site alone.",
    "Writing there could destroy records, or files that have nothing to do with the site.",
    "Choose a folder of its own with `--output`.",
)
FOREIGN_FILE_IN_THE_WAY = Code(
    "W102",
    "file-in-the-way",
    "error",
    "A page would overwrite a file that visitgen did not write.",
    "Files that visitgen never wrote are left alone; what it wrote is listed in the site's `.visitgen-manifest`.",
    "Move the file, or choose another folder with `--output`. A site that was moved without its list: empty it first.",
)
CANNOT_WRITE = Code(
    "W103",
    "cannot-write",
    "error",
    "A file or the site cannot be written.",
    "What was there before has been left as it was.",
    "Mend the reason given: permission, a full disk, a file where a folder is needed, or another build at work there.",
)
LAYOUT_NOT_KEPT = Code(
    "W104",
    "layout-not-kept",
    "error",
    "A file would not say the same after `visitgen fmt`.",
    "A change of layout must not change a value, a quote or a comment; the file has been left as it was.",
    "Lay the file out by hand; text below `|+` or `>+`, which keeps the blank lines after it, is the usual reason.",
)

CODES: dict[str, Code] = {
    code.number: code
    for code in sorted(
        (value for value in list(globals().values()) if isinstance(value, Code)), key=lambda code: code.number
    )
}
"""Every code by its number, in order."""
