"""Jinja2 with quicker code for templates whose names all exist: the same HTML, or an exception.

Jinja2's own code asks at each step whether a name is missing, an attribute an item, or a function wants the context.
Here attributes are read and functions called as in Python, messages without gaps are said when a template is compiled,
and text is escaped without wrapping it. Where that fails the page is rendered again by Jinja2's own code, which says
what is wrong, or knows better: an exception here is never the last word. A test holds both equal on every template.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, MutableMapping
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

SAID = ("say", "say_as")
"""The functions whose result depends on their arguments and the language alone."""

_escape: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]


def escaped(value: object) -> str:
    """What stands for a value in HTML, as plain text that is safe."""
    if type(value) is str:
        return _escape(value)
    if isinstance(value, Markup):
        return value
    html = getattr(value, "__html__", None)
    return html() if html else _escape(str(value))


class Generator(CodeGenerator):
    """Writes the quicker code."""

    def write_commons(self) -> None:
        """What each function of a template begins with."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(" if frame.toplevel and not frame.buffer else "escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute is one, and no item."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A function is called as it is: none that templates have asks for their context."""
        names = [argument.key for argument in node.kwargs]
        if node.dyn_args or node.dyn_kwargs or any(keyword.iskeyword(name) for name in names):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class Quick(Environment):
    """An environment whose templates are compiled to the quicker code. Its templates raise where a name is missing."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates share, as a plain dictionary: Jinja2's chain of two is copied key by key for each page."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        _Said(self).visit(template)
        return template


class _Said(NodeTransformer):
    """Says messages without gaps once for all pages."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in SAID:
            return node
        texts = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(texts) != len(node.args):
            return node
        function: Callable[..., Markup] = self.environment.globals[node.node.name]  # type: ignore[assignment]
        return nodes.Const(function(*texts), lineno=node.lineno)
