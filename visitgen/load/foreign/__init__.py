"""Data of other publishers -> plain records of our model. One module reads files; the others map values to values."""

from visitgen.load.foreign.filing import RecordFile
from visitgen.load.foreign.history_state import Existing, history_state_records
from visitgen.load.foreign.rows import Section, read_history_state
from visitgen.load.foreign.states import Countries
from visitgen.load.foreign.tally import OUTCOMES, Tally

__all__ = [
    "OUTCOMES",
    "Countries",
    "Existing",
    "RecordFile",
    "Section",
    "Tally",
    "history_state_records",
    "read_history_state",
]
