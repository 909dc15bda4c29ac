"""A yaml-language-server of a pinned version, kept in a cache outside the tree, and a small client that drives it."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PATIENCE = 300
"""Seconds after which a server is ended, whatever it does."""


class LanguageServer:
    """A client of a language server: messages framed as the protocol says, one at a time."""

    def __init__(self, program: tuple[Path, Path], root: Path, settings: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [*map(str, program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.watchdog = threading.Timer(PATIENCE, self.process.kill)
        self.watchdog.start()
        self.root = root
        self.settings = settings
        self.last = 0
        self.versions: dict[str, int] = {}
        self.problems: dict[str, list[dict[str, Any]]] = {}
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                "publishDiagnostics": {"versionSupport": True},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        folder = {"uri": root.as_uri(), "name": root.name}
        self.ask(
            "initialize",
            {"processId": os.getpid(), "rootUri": root.as_uri(), "workspaceFolders": [folder],
             "capabilities": capabilities},
        )  # fmt: skip
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})

    def send(self, message: dict[str, Any]) -> None:
        """Sends one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """Reads one message, and answers it where the server asks for something."""
        stream = self.process.stdout
        assert stream
        length = 0
        while (line := stream.readline().strip()) or not length:
            assert line or self.process.poll() is None, "the language server has ended"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(stream.read(length))
        if "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self.answer(message)})
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            self.problems[told["uri"]] = told["diagnostics"]
        return message

    def answer(self, message: dict[str, Any]) -> Any:
        """What the editor says to a question of the server."""
        if message["method"] == "workspace/configuration":
            return [self.settings if item.get("section") == "yaml" else {} for item in message["params"]["items"]]
        return None

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Asks for something, and waits for the answer."""
        self.last += 1
        asked = self.last
        self.send({"id": asked, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message.get("result")

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Tells of something that wants no answer."""
        self.send({"method": method, "params": params})

    def open(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Shows a file with this text, whatever is on the disk; the problems that the server tells of."""
        return self.open_all({file: text})[file]

    def open_all(self, texts: dict[Path, str]) -> dict[Path, list[dict[str, Any]]]:
        """Shows several files at once, of which the server goes through each a while after it was shown."""
        for file, text in texts.items():
            self._show(file.as_uri(), text)
        while not all(file.as_uri() in self.problems for file in texts):
            self.read()
        return {file: self.problems[file.as_uri()] for file in texts}

    def _show(self, uri: str, text: str) -> None:
        self.problems.pop(uri, None)
        if uri in self.versions:
            self.versions[uri] += 1
            at = {"uri": uri, "version": self.versions[uri]}
            self.tell("textDocument/didChange", {"textDocument": at, "contentChanges": [{"text": text}]})
        else:
            self.versions[uri] = 1
            at = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self.tell("textDocument/didOpen", {"textDocument": at})

    def complete(self, file: Path, text: str) -> list[dict[str, Any]]:
        """What is offered where `|` stands in the text."""
        before, _, after = text.partition("|")
        self.open(file, before + after)
        return self._at("textDocument/completion", file, before)["items"]  # type: ignore[no-any-return]

    def hover(self, file: Path, text: str) -> str:
        """What is shown over the character after `|` in the text."""
        before, _, after = text.partition("|")
        self.open(file, before + after)
        found = self._at("textDocument/hover", file, before)
        return found["contents"]["value"] if found else ""

    def _at(self, method: str, file: Path, before: str) -> Any:
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self.ask(method, {"textDocument": {"uri": file.as_uri()}, "position": position})

    def close(self) -> None:
        """Ends the server."""
        try:
            self.ask("shutdown", {})
            self.tell("exit", {})
            self.process.wait(10)
        finally:
            self.watchdog.cancel()
            self.process.kill()


@pytest.fixture(scope="session")
def program(tool: Callable[..., Any]) -> tuple[Path, Path]:
    """Node and the server's program, which is installed from the lock file beside this one if it is not there yet."""
    proof = "yaml-language-server/bin/yaml-language-server"
    found: Path = tool("the language server", lambda install: install.node_packages(HERE, proof))
    return tool("the language server", lambda install: install.node()), found / proof


@pytest.fixture
def start(program: tuple[Path, Path]) -> Iterator[Any]:
    """Starts servers for a folder, and ends them afterwards."""
    running: list[LanguageServer] = []

    def started(root: Path, **settings: Any) -> LanguageServer:
        defaults = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        running.append(LanguageServer(program, root, {**defaults, **settings}))
        return running[-1]

    yield started
    for server in running:
        server.close()
