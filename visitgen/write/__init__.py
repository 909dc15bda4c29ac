"""Artifacts -> the site's folder; imported records -> the content folder. The only package that writes."""

from visitgen.write.manifest import Manifest, read_manifest
from visitgen.write.output import Written, unsafe_output, write_output

__all__ = ["Manifest", "Written", "read_manifest", "unsafe_output", "write_output"]
