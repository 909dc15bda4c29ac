"""Files -> Documents: YAML records, theme files, foreign data. Reads the disk and nothing else."""

from visitgen.load.base import Base, base_of
from visitgen.load.content import FOLDERS, Content, Document, load_content
from visitgen.load.register import REGISTER_FILE, load_register
from visitgen.load.source import Raw, Source, located
from visitgen.load.theme import Theme, load_theme

__all__ = [
    "FOLDERS",
    "REGISTER_FILE",
    "Base",
    "Content",
    "Document",
    "Raw",
    "Source",
    "Theme",
    "base_of",
    "load_content",
    "load_register",
    "load_theme",
    "located",
]
