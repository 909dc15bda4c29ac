"""Artifacts -> the site's folder; imported records -> the content folder. The only package that writes."""

from visitgen.write.manifest import MANIFEST, Manifest, read_manifest
from visitgen.write.output import Share, Written, clear_output, same_bytes, unsafe_output, write_output
from visitgen.write.spool import Spool

__all__ = [
    "MANIFEST", "Manifest", "Share", "Spool", "Written", "clear_output", "read_manifest", "same_bytes", "unsafe_output",
    "write_output",
]  # fmt: skip
