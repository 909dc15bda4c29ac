"""Artifacts -> the site's folder; imported records -> the content folder. The only package that writes."""

from visitgen.write.manifest import MANIFEST, Manifest, read_manifest
from visitgen.write.output import Written, unsafe_output, write_output

__all__ = ["MANIFEST", "Manifest", "Written", "read_manifest", "unsafe_output", "write_output"]
