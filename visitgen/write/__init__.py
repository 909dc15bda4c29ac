"""Artifacts -> the site's folder; imported records -> the content folder. The only package that writes."""

from visitgen.write.output import Written, unsafe_output, write_output

__all__ = ["Written", "unsafe_output", "write_output"]
