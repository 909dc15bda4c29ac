"""visitgen: from YAML records of diplomatic visits to a published chronology."""

__version__ = "0.1.0"
