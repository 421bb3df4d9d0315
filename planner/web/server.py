"""The server on this computer: the page with what it loads, tabs, files in and out."""

from __future__ import annotations

import asyncio
import html
import json
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from mimetypes import guess_type
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

import textual_serve
from aiohttp import WSMsgType, hdrs, web

from planner.errors import PlannerError
from planner.own_thread import in_own_thread
from planner.reports.words.numbers import counted
from planner.visible import shown_path
from planner.web.guard import LOOPBACK, Guard, Knock
from planner.web.process import AppProcess
from planner.web.uploads import MOST_BYTES, UploadError, put_upload, too_much

__all__ = ["TabServer", "run"]

_PAGE = Path(__file__).with_name("page")
_TERMINAL = Path(textual_serve.__file__).with_name("static")
_FULL = 4000
"""The code with which a websocket is closed that there is no room for; 4000 on are for programs."""

_MOST_PASTED = 1 << 20
_MOST_CELLS = 1000
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def run(folder: Path, *, port: int, sessions: int, tell: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. Raises :class:`PlannerError` where the port is taken."""
    asyncio.run(_serve(folder, port, sessions, tell))


async def _serve(folder: Path, port: int, sessions: int, tell: Callable[[str], None]) -> None:
    loop = asyncio.get_running_loop()
    asked_to_end = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C is a KeyboardInterrupt there
            loop.add_signal_handler(number, asked_to_end.set)
    listener = await _listener(port)
    server = TabServer(folder, Guard(listener.getsockname()[1]), sessions)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        tell(server.guard.address)
        await asked_to_end.wait()
    finally:
        await runner.cleanup()


async def _listener(port: int) -> Any:
    import socket  # noqa: PLC0415 (named once)

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise PlannerError(
            f"port {port} cannot be had ({error.strerror}); name another with --port, or 0 for a "
            "free one"
        ) from None
    return listener


class TabServer:
    """Lets in who may come in, and runs a process of the app for each tab, up to ``most``."""

    def __init__(self, folder: Path, guard: Guard, most: int) -> None:
        self.guard = guard
        self._folder = folder
        self._most = most
        self._tabs: dict[AppProcess, web.WebSocketResponse] = {}
        self._room = asyncio.Lock()

    def application(self) -> web.Application:
        """All that is answered; nothing lists a folder, and nothing else is a file of this disk."""
        application = web.Application(
            middlewares=[self._let_in], client_max_size=MOST_BYTES + (64 << 10)
        )
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/tab", self._tab),
                web.get("/download/{tab}", self._download),
                web.post("/upload", self._upload),
                web.static("/page", _PAGE),
                web.static("/terminal", _TERMINAL),
            ]
        )
        application.on_response_prepare.append(self._add_headers)
        application.on_shutdown.append(self._close_tabs)
        return application

    @web.middleware
    async def _let_in(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        token = request.query.get("token", "") if request.path == "/" else ""
        knock = Knock(
            host=request.headers.get(hdrs.HOST, ""),
            origin=request.headers.get(hdrs.ORIGIN, ""),
            site=request.headers.get("Sec-Fetch-Site", ""),
            cookie=request.cookies.get(self.guard.cookie_name, ""),
            acts=request.method != "GET" or request.path == "/tab",
        )
        refusal = self.guard.refusal(knock, with_token=self.guard.takes(token))
        if refusal:
            return web.Response(status=403, text=refusal)
        if self.guard.takes(token):
            return self._exchange(from_elsewhere=knock.from_elsewhere)
        return await handler(request)

    def _exchange(self, *, from_elsewhere: bool) -> web.Response:
        """The cookie for the token, which leaves the address bar and the history.

        Behind a link on another site a browser follows no redirect with the cookie: it must be a
        page of ours that leads on.
        """
        if from_elsewhere:
            entered = (_PAGE / "entered.html").read_text(encoding="utf-8")
            answer = web.Response(text=entered, content_type="text/html")
        else:
            answer = web.Response(status=303, headers={hdrs.LOCATION: "/"})
        answer.set_cookie(
            self.guard.cookie_name, self.guard.secret, httponly=True, samesite="Strict", path="/"
        )
        return answer

    async def _add_headers(self, request: web.Request, answer: web.StreamResponse) -> None:
        answer.headers.update(self.guard.headers(request.headers.get(hdrs.HOST, "")))

    async def _page(self, request: web.Request) -> web.Response:
        template = Template((_PAGE / "index.html").read_text(encoding="utf-8"))
        text = template.substitute(
            socket=html.escape(f"ws://{request.headers[hdrs.HOST]}/tab"),
            folder=html.escape(shown_path(self._folder.name or str(self._folder))),
            most=f"{MOST_BYTES >> 20} MiB",
        )
        return web.Response(text=text, content_type="text/html")

    async def _tab(self, request: web.Request) -> web.WebSocketResponse:
        browser = web.WebSocketResponse(heartbeat=15, max_msg_size=_MOST_PASTED)
        await browser.prepare(request)
        app = AppProcess(self._folder, browser)
        if not await self._takes(app, browser):
            number = counted(self._most, "session")
            words = f"This planner has {number} open, and takes no more. Close a tab elsewhere."
            await browser.close(code=_FULL, message=words.encode())
            return browser
        try:
            await app.start(_cells(request, "width", 80), _cells(request, "height", 24))
            async for message in browser:
                if message.type == WSMsgType.TEXT:
                    await _hear(app, browser, message.data)
        finally:
            await app.stop()
            del self._tabs[app]
        return browser

    async def _takes(self, app: AppProcess, browser: web.WebSocketResponse) -> bool:
        """Whether there is room for one more.

        Those that end are waited for: a page that is loaded anew is offered what it left unsaved.
        """
        async with self._room:
            for other in tuple(self._tabs):
                if other.stopping:
                    await other.ended.wait()
            if sum(not other.stopping for other in self._tabs) >= self._most:
                return False
            self._tabs[app] = browser
            return True

    async def _download(self, request: web.Request) -> web.Response:
        wanted = request.match_info["tab"]
        copy = next((tab.copy for tab in self._tabs if tab.app_service_id == wanted), None)
        if copy is None:
            return web.Response(status=404, text="That tab is closed; the file is in the folder.")
        disposition = f"attachment; filename*=UTF-8''{quote(copy.name)}"
        return web.Response(
            body=copy.data,
            content_type=guess_type(copy.name)[0] or "application/octet-stream",
            headers={hdrs.CONTENT_DISPOSITION: disposition},
        )

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            name, data = await _uploaded(request)
            put = in_own_thread(partial(put_upload, self._folder, name, data))
            target = await asyncio.wrap_future(put)
        except PlannerError as error:
            return web.json_response({"said": f"Not uploaded: {error}."}, status=400)
        return web.json_response({"said": f"Uploaded {target.name}."})

    async def _close_tabs(self, _: web.Application) -> None:
        await asyncio.gather(
            *(browser.close(code=1001, message=_ENDED) for browser in self._tabs.values())
        )


_ENDED = b"The planner was ended where it was started. Its next start offers what was kept."


async def _hear(app: AppProcess, browser: web.WebSocketResponse, text: str) -> None:
    """What the page says of keys, clicks and its size; anything else is passed over."""
    with suppress(ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError):
        kind, *rest = json.loads(text)
        if kind == "stdin":
            await app.send_bytes(str(rest[0]).encode("utf-8", "replace"))
        elif kind == "resize":
            width, height = int(rest[0]["width"]), int(rest[0]["height"])
            await app.set_terminal_size(_bounded(width), _bounded(height))
        elif kind == "ping":
            await browser.send_json(["pong", rest[0]])
        elif kind == "blur":
            await app.blur()
        elif kind == "focus":
            await app.focus()


async def _uploaded(request: web.Request) -> tuple[str, bytes]:
    """The name and the bytes of the one file that a form brings."""
    if not request.content_type.startswith("multipart/"):
        raise UploadError("no file was sent; choose one first")
    try:
        part = await (await request.multipart()).next()
        filename, data = getattr(part, "filename", None), bytearray()
        while filename and (piece := await part.read_chunk()):  # type: ignore[union-attr] # what has a file name is no multipart in the part
            data += piece
            if len(data) > MOST_BYTES:
                raise UploadError(f"the file was not taken; {too_much(len(data))}")
    except (ValueError, web.HTTPRequestEntityTooLarge):
        raise UploadError("the file did not arrive whole; try again") from None
    if not filename:
        raise UploadError("no file was sent; choose one first")
    return filename, bytes(data)


def _cells(request: web.Request, name: str, default: int) -> int:
    given = request.query.get(name, "")
    few_digits = given.isascii() and given.isdigit() and len(given) < 10
    return _bounded(int(given)) if few_digits else default


def _bounded(cells: int) -> int:
    return max(1, min(cells, _MOST_CELLS))
