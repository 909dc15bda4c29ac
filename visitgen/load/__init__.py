"""Files -> Documents: YAML records, theme files, foreign data. Reads the disk and nothing else."""

from visitgen.load.base import Base, base_of
from visitgen.load.content import FOLDERS, Content, Document, Reading, load_content
from visitgen.load.languages import ENGLISH, Language, load_language
from visitgen.load.late import Late
from visitgen.load.register import REGISTER_FILE, load_register
from visitgen.load.source import Raw, Source, located
from visitgen.load.theme import Theme, load_theme

__all__ = [
    "ENGLISH",
    "FOLDERS",
    "REGISTER_FILE",
    "Base",
    "Content",
    "Document",
    "Language",
    "Late",
    "Raw",
    "Reading",
    "Source",
    "Theme",
    "base_of",
    "load_content",
    "load_language",
    "load_register",
    "load_theme",
    "located",
]
