"""A TOML language server as an editor talks to it, over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

__all__ = ["TOMBI", "Editor"]

TOMBI = Path(sys.executable).with_name("tombi")


class Editor:
    """An editor with one file open; positions count from 0, as the protocol has it."""

    def __init__(self, file: Path) -> None:
        self._uri = file.as_uri()
        self._number = 0
        self._server = subprocess.Popen(
            [TOMBI, "lsp", "--offline"],
            cwd=file.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": file.parent.as_uri(),
                "capabilities": {
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "diagnostic": {},
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    }
                },
            },
        )
        self._send("initialized", {})
        document = {
            "uri": self._uri,
            "languageId": "toml",
            "version": 1,
            "text": file.read_text(encoding="utf-8"),
        }
        self._send("textDocument/didOpen", {"textDocument": document})
        self.diagnostics()  # questions are answered side by side: this one after it has been read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.kill()
        self._server.communicate()

    def completions(self, line: int, character: int) -> dict[str, str]:
        """What is offered there, by its label, each with its documentation."""
        found = self._at("textDocument/completion", line, character)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def hover(self, line: int, character: int) -> str:
        """What is shown for what stands there."""
        found = self._at("textDocument/hover", line, character)
        return _text(found["contents"]) if found else ""

    def diagnostics(self) -> list[tuple[int, str]]:
        """What is refused: lines and messages."""
        found = self.ask("textDocument/diagnostic", {"textDocument": {"uri": self._uri}})
        return [(each["range"]["start"]["line"], each["message"]) for each in found["items"]]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The server's answer; what it says or asks meanwhile is passed over."""
        self._number += 1
        self._send(method, params, id=self._number)
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            if "id" in message:  # a question of the server's own
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": None})

    def _at(self, method: str, line: int, character: int) -> Any:
        place = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": self._uri}, "position": place})

    def _send(self, method: str, params: dict[str, Any], **more: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def _write(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        body = json.dumps(message).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        out = self._server.stdout
        assert out is not None
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server went away"
        message: dict[str, Any] = json.loads(out.read(length))
        return message


def _text(told: Any) -> str:
    return str(told.get("value", "")) if isinstance(told, dict) else str(told or "")
