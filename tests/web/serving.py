"""A server as ``planner serve`` starts it, and a tab without a browser around it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pyte
from aiohttp import web
from attrs import define, field, frozen

from planner.web.guard import LOOPBACK, Guard
from planner.web.server import TabServer
from tests.tui.own_folders import config_exists, write_config

__all__ = ["Screen", "Served", "Tab", "served"]

SECONDS = 60.0
"""How long a shared machine may take for anything."""


class Screen:
    """What a terminal shows of what the app wrote."""

    def __init__(self, width: int = 100, height: int = 30) -> None:
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""
        self._changed = asyncio.Event()

    @property
    def rows(self) -> list[str]:
        """The screen, row by row."""
        return [str(row) for row in self._screen.display]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return int(self._screen.columns)

    def write(self, data: bytes) -> None:
        """Take what the app wrote."""
        self.written += data
        self._stream.feed(data)
        self._changed.set()

    def resize(self, width: int, height: int) -> None:
        """Have another size; what is shown then is drawn anew."""
        if (width, height) != (self._screen.columns, self._screen.lines):
            self._screen.resize(height, width)
            self._screen.erase_in_display(2)
            self._changed.set()

    def has(self, words: str) -> bool:
        """Whether the words are on the screen."""
        return any(words in row for row in self.rows)

    async def shows(self, words: str) -> None:
        """Wait until the words are on the screen."""
        await self.until(lambda: self.has(words), words)

    async def until(self, so: Callable[[], bool], what: str) -> None:
        """Wait until it is so."""
        try:
            async with asyncio.timeout(SECONDS):
                while not so():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            shown = "\n".join(self.rows)
            raise AssertionError(f"{what!r} never came:\n{shown}") from None


@define
class Tab:
    """A tab's websocket, with the cookie."""

    socket: aiohttp.ClientWebSocketResponse
    screen: Screen = field(factory=Screen)
    told: list[object] = field(factory=list)
    ended: asyncio.Event = field(factory=asyncio.Event)

    async def listen(self) -> None:
        """Take what comes, until the websocket is closed."""
        async for message in self.socket:
            if message.type == aiohttp.WSMsgType.BINARY:
                self.screen.write(message.data)
            else:
                self.told.append(json.loads(message.data))
        self.ended.set()

    async def type(self, *keys: str) -> None:
        """Type that."""
        for key in keys:
            await self.socket.send_str(json.dumps(["stdin", key]))


@frozen
class Served:
    """A server that runs, and a client that sends whatever a test likes."""

    guard: Guard
    client: aiohttp.ClientSession

    @property
    def origin(self) -> str:
        """Where its page lies."""
        return f"http://{LOOPBACK}:{self.guard.port}"

    @property
    def cookie(self) -> dict[str, str]:
        """What a browser that was let in sends."""
        return {"Cookie": f"{self.guard.cookie_name}={self.guard.secret}"}

    @property
    def own(self) -> dict[str, str]:
        """What its own page sends."""
        return {**self.cookie, "Origin": self.origin}

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status of an answer and its text."""
        asked = self.client.get(self.origin + path, headers=headers, allow_redirects=False)
        async with asked as answer:
            return answer.status, await answer.text()

    async def knocks(self, **headers: str) -> int:
        """The status with which a websocket is refused; 101 if it is not."""
        try:
            async with self.client.ws_connect(f"{self.origin}/tab", headers=headers):
                return 101
        except aiohttp.WSServerHandshakeError as error:
            return error.status

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        """A tab with the app in it, which is closed at the end."""
        address = f"{self.origin}/tab?width=100&height=30"
        async with self.client.ws_connect(address, headers=self.own) as socket:
            tab = Tab(socket)
            listening = asyncio.create_task(tab.listen())
            try:
                yield tab
            finally:
                await socket.close()
                await listening


@asynccontextmanager
async def served(folder: Path, *, sessions: int = 2) -> AsyncIterator[Served]:
    """The folder, served on a free port; the app begins with a new scenario."""
    if not config_exists():
        write_config("format = 1\nstart_page = false\ntour = false\n")
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        guard = Guard(listener.getsockname()[1])
        runner = web.AppRunner(TabServer(folder, guard, sessions).application(), access_log=None)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            async with aiohttp.ClientSession() as client:
                yield Served(guard, client)
        finally:
            await runner.cleanup()
