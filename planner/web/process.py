"""One tab's process of the app as the server sees it: packets in and out, and a sure end."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web
from attrs import frozen
from textual_serve._binary_encode import load
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from planner.by_fields import Compared
from planner.files.places import STATE_VARIABLE, places
from planner.files.safety.state_folder import state_name, state_place

__all__ = ["AppProcess", "Copy", "environment_of"]

_GRACE_SECONDS = 3.0
"""How long the app may take to end when it is asked to: a second more than it allows itself."""

_OF_THE_TERMINAL = frozenset(
    {"EDITOR", "VISUAL", "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY", "VTE_VERSION", "COLORTERM"}
    | {"NO_COLOR", "FORCE_COLOR", "TEXTUAL", "COLUMNS", "LINES"}
)
"""What belongs to the terminal or desktop of whoever started the server, not to the browser."""


@frozen(eq=False, repr=False)
class Copy(Compared):
    """What was saved last, for the browser to download."""

    name: str
    data: bytes


def environment_of(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of an app that is shown in a browser.

    No editor and no clipboard of this computer, all colours, and a state folder that belongs to
    the served folder: no draft and no earlier version of another file is within reach.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if name not in _OF_THE_TERMINAL and not name.startswith("TEXTUAL_")
    }
    return kept | {
        "TEXTUAL_DRIVER": "planner.web.driver:BrowserDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "TERM_PROGRAM": "planner-serve",
        "PYTHONUTF8": "1",
        STATE_VARIABLE: str(state_place("served", state_name(folder))),
    }


class AppProcess(AppService):
    """The app of one tab. :meth:`stop` must be awaited, whatever happened."""

    def __init__(self, folder: Path, browser: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=browser.send_bytes,
            write_str=browser.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._browser = browser
        self._folder = folder
        self.copy: Copy | None = None
        """What was saved last in this tab."""
        self.stopping = False
        self.ended = asyncio.Event()
        self._coming = ("", bytearray())

    async def run(self) -> None:
        """Pass on what the app writes, to its end; what no browser takes any more is dropped."""
        stdout = self._process.stdout if self._process is not None else None
        if stdout is None:
            return
        with suppress(asyncio.IncompleteReadError, ValueError):
            while await stdout.readline() != b"__GANGLION__\n":
                if stdout.at_eof():
                    break
            while True:
                kind = await stdout.readexactly(1)
                size = int.from_bytes(await stdout.readexactly(4), "big")
                packet = await stdout.readexactly(size)
                with suppress(ConnectionError, RuntimeError):
                    await self._pass_on(kind, packet)
        if not self.stopping:
            with suppress(ConnectionError, RuntimeError):
                await self.remote_close()

    async def stop(self) -> None:
        """Ask the app to end, then make it; it keeps unsaved work as a draft meanwhile."""
        self.stopping = True
        try:
            if self._process is None:
                return
            await self.send_meta({"type": "quit"})
            for urge in (self._process.terminate, self._process.kill, None):
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), _GRACE_SECONDS)
                    break
                if urge is not None:
                    with suppress(ProcessLookupError):
                        urge()
            if self._task is not None:
                await self._task
        finally:
            self.ended.set()

    async def on_meta(self, data: bytes) -> None:
        """Take a file that was saved, so that it can be downloaded as often as one likes.

        A page that the app wants opened is not: nothing here leads out.
        """
        message: dict[str, Any] = json.loads(data)
        if message["type"] == "exit":
            await self.remote_close()
        elif message["type"] == "deliver_file_start":
            self._coming = (Path(message["path"]).name, bytearray())
            await self._ask_for_more(message["key"])

    async def on_packed(self, payload: bytes) -> None:
        """Gather the file's pieces; tell the page when all of them are here."""
        packed: Any = load(payload)
        _, key, piece = packed
        name, data = self._coming
        if piece:
            data += piece
            await self._ask_for_more(key)
        else:
            self.copy = Copy(name, bytes(data))
            told = {"name": name, "path": f"/download/{self.app_service_id}"}
            await self.remote_write_str(json.dumps(["saved_file", told]))

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        size = {"COLUMNS": str(width), "ROWS": str(height)}
        return environment_of(self._folder, os.environ) | size

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # -P: a module that lies in the folder must never stand in for one of ours.
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "planner.web.session", str(places().absolute(self._folder))),
            stdin=PIPE,
            stdout=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,  # Ctrl+C is for the server, which then ends each app in turn
        )
        self._stdin = self._process.stdin
        return self._process

    async def _close(self) -> None:
        await self._browser.close()

    async def _pass_on(self, kind: bytes, packet: bytes) -> None:
        if kind == b"M":
            await self.on_meta(packet)
        elif kind == b"P":
            await self.on_packed(packet)
        elif not self.stopping:
            await self.on_data(packet)

    async def _ask_for_more(self, key: str) -> None:
        await self.send_meta({"type": "deliver_chunk_request", "key": key, "size": 1 << 16})
