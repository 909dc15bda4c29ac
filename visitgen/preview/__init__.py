"""The live preview: files watched, the site served, open pages told. What is built, and printed, is for `commands`."""

from visitgen.preview.problems import Problem, fault, problem
from visitgen.preview.server import address_of, listening, serving
from visitgen.preview.state import Preview
from visitgen.preview.watch import CannotWatch, Watch

__all__ = ["CannotWatch", "Preview", "Problem", "Watch", "address_of", "fault", "listening", "problem", "serving"]
