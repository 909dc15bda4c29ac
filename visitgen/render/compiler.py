"""Jinja2 with quicker code for templates whose names all exist: the same HTML, or an exception.

Jinja2's own code asks at each step whether a name is missing, an attribute an item, or a function wants the context.
Here attributes are read and functions called as in Python, macros are functions, messages without gaps are said when a
template is compiled, text is escaped without wrapping it, and a block is gathered before it is handed on. Where that
fails the page is rendered again by Jinja2's own code, which says what is wrong, or knows better: an exception here is
never the last word. A test holds both equal on every template.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, MutableMapping
from functools import partial
from typing import Any

import markupsafe
from jinja2 import Environment, Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

SAID = ("say", "say_as")
"""The functions whose result depends on their arguments and the language alone."""

escape_text: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]

safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text as markup, in an eighth of the time that `Markup` takes to ask what it is given."""


def escaped(value: object) -> str:
    """What stands for a value in HTML, as plain text that is safe."""
    if type(value) is str:
        return escape_text(value)
    if isinstance(value, Markup):
        return value
    html = getattr(value, "__html__", None)
    return html() if html else escape_text(str(value))


def macro(function: Any, names: tuple[str, ...], caller: Undefined | None) -> Any:
    """A function that stands for a macro whose arguments have these names; `caller` is what it has without a caller."""
    function.arguments = names if caller is None else (*names, "caller")
    function.__defaults__ = (missing,) * len(names) + (() if caller is None else (caller,))
    function.__html__ = _unsaid
    return function


def _unsaid() -> str:
    raise TypeError("a macro is no text")


def named(function: Any, arguments: tuple[object, ...], more: dict[str, object]) -> Any:
    """A call with arguments given by name, which a macro takes by their order."""
    names = getattr(function, "arguments", None)
    if names is None:
        return function(*arguments, **more)
    rest = [more.pop(name, missing) for name in names[len(arguments) :]]
    return function(*arguments, *rest, **more)


class Generator(CodeGenerator):
    """Writes the quicker code."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The functions that the code calls. What is included without its context is handed on by itself."""
        self.gathers = all(one.with_context for one in node.find_all(nodes.Include))
        self.writeline(f"from {__name__} import escape_text, escaped, macro as quick, named, safe")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _escapes(frame) or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(text if" if isinstance(node, nodes.Call) else "(escape_text(text) if")
            self.write(" type(text := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _escapes(frame) or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(f")) is {'Markup' if isinstance(node, nodes.Call) else 'str'} else escaped(text))")

    def enter_frame(self, frame: Frame) -> None:
        """A template or block begins to gather its text."""
        super().enter_frame(frame)
        if frame.parent is None and self.gathers:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """And hands it on."""
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None and self.gathers:
            self.writeline(f"yield concat({frame.buffer})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro is a function, unless it takes arguments that it does not name."""
        names = tuple(argument.name for argument in macro_ref.node.args)
        loose = macro_ref.accesses_kwargs or macro_ref.accesses_varargs or "caller" in names
        if loose or not _escapes(frame):
            super().macro_def(macro_ref, frame)
            return
        if isinstance(macro_ref.node, nodes.CallBlock) and not names and not macro_ref.accesses_caller:
            self.write("macro")
            return
        caller = 'undefined("No caller defined", name="caller")' if macro_ref.accesses_caller else "None"
        self.write(f"quick(macro, {names!r}, {caller})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """What a macro has gathered is markup."""
        if force_unescaped and _escapes(frame):
            self.writeline(f"return safe(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame, force_unescaped=force_unescaped)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute is one, and no item."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """Whether something is none is asked of the language."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Numbers are rounded by the language."""
        if node.name != "round" or node.node is None or len(node.args) != 1 or node.kwargs or node.dyn_args:
            super().visit_Filter(node, frame)
            return
        self.write("round(")
        self.visit(node.node, frame)
        self.write(", ")
        self.visit(node.args[0], frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A function is called as it is: none that templates have asks for their context."""
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        words = [argument.key for argument in node.kwargs] + ["caller"] * forward_caller
        ours = isinstance(node.node, nodes.Name) and node.node.name in self.environment.globals
        plain = not words or (ours and not any(keyword.iskeyword(word) for word in words))
        self.write("" if plain else "named(")
        self.visit(node.node, frame)
        self.write("(" if plain else ", (")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write("" if plain else "), {")
        for named in node.kwargs:
            self.write(f"{named.key}=" if plain else f"{named.key!r}: ")
            self.visit(named.value, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller=caller" if plain else "'caller': caller")
        self.write(")" if plain else "})")


def _escapes(frame: Frame) -> bool:
    """Whether it is known that text is escaped there."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


class _Parser(Parser):
    """Says messages without gaps once for all pages."""

    def parse_call(self, node: nodes.Expr) -> nodes.Call:
        call = super().parse_call(node)
        if not isinstance(node, nodes.Name) or node.name not in SAID:
            return call
        texts = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        if call.kwargs or call.dyn_args or call.dyn_kwargs or len(texts) != len(call.args):
            return call
        function: Callable[..., Markup] = self.environment.globals[node.name]  # type: ignore[assignment]
        return nodes.Const(function(*texts), lineno=call.lineno)  # type: ignore[return-value]


class _Template(Template):
    """A template whose macros know the same globals as the templates that import them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module()


class Quick(Environment):
    """An environment whose templates are compiled to the quicker code. Its templates raise where a name is missing."""

    code_generator_class = Generator
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[object, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        """A template, looked for once."""
        if name not in self._known:
            self._known[name] = super().get_template(name, parent, globals)
        return self._known[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What all templates share, as a plain dictionary: Jinja2's chain of two is copied key by key for each page."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Parser(self, source, name, filename).parse()
