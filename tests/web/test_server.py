"""The server refuses strangers, and a tab is a session of the app that loses nothing."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from planner.web import process
from planner.web.guard import Guard
from planner.web.process import Copy, environment_of
from planner.web.server import TabServer, _hear
from tests.tui.driving import names_in
from tests.tui.own_folders import write_config
from tests.tui.small_case import write
from tests.web.serving import SECONDS, Screen, Served, Tab, served

ELSEWHERE = "http://evil.example"
with_processes = pytest.mark.skipif(sys.platform != "linux", reason="/proc shows processes")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with a case, beside a secret one that a link leads to."""
    folder = tmp_path / "talks"
    folder.mkdir()
    write(folder / "small.case.toml")
    write(tmp_path / "secret.case.toml")
    (folder / "link.case.toml").symlink_to(tmp_path / "secret.case.toml")
    write_config("format = 1\nstart_page = false\ntour = false\n")
    return folder


async def test_the_token_is_exchanged_for_a_cookie(talks: Path) -> None:
    """Once in, the address is without it."""
    async with served(talks) as server:
        async with server.client.get(server.guard.address, allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"] == "/"
            cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert server.guard.token not in cookie
        status, text = await server.get("/", **server.cookie)
        assert status == 200
        assert "Upload into talks" in text
        assert server.guard.token not in text


async def test_strangers_are_refused_everywhere(talks: Path) -> None:
    """A foreign host, a foreign origin, no token, a wrong one: of the page, its files, a tab."""
    async with served(talks) as server:
        for path in ("/", "/?token=wrong", "/page/page.js", "/terminal/js/textual.js", "/tab"):
            assert (await server.get(path))[0] == 403, path
        token = f"/?token={server.guard.token}"
        for path in ("/", token, "/page/page.js"):
            assert (await server.get(path, **server.cookie, Host="evil.example"))[0] == 403
            assert (await server.get(path, **server.cookie, Origin=ELSEWHERE))[0] == 403
        assert await server.knocks(Origin=server.origin) == 403
        assert await server.knocks(**server.cookie) == 403
        assert await server.knocks(**server.cookie, Origin=ELSEWHERE) == 403
        assert await server.knocks(**server.own, Host="evil.example") == 403
        assert (
            await server.knocks(Cookie=f"{server.guard.cookie_name}=x", Origin=server.origin) == 403
        )


async def test_nothing_lists_a_folder_or_leads_out_of_one(talks: Path) -> None:
    """Only the files of the page are files."""
    async with served(talks) as server:
        for path in (
            *("/page", "/page/", "/terminal", "/terminal/", "/terminal/js/", "/static/"),
            *("/small.case.toml", "/page/../server.py", "/page/%2e%2e/server.py"),
            *("/page/..%2fserver.py", "/terminal/%2e%2e/server.py", "/download/x"),
        ):
            status, text = await server.get(path, **server.cookie)
            assert status in {403, 404}, path
            assert "index" not in text.lower()


async def test_every_answer_tells_the_browser_to_stay_here(talks: Path) -> None:
    """Refusals too; the page itself names no other place."""
    async with served(talks) as server:
        for path in ("/", "/page/page.css", "/nowhere"):
            for headers in ({}, server.cookie):
                async with server.client.get(server.origin + path, headers=headers) as answer:
                    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"
                    assert answer.headers["Cache-Control"] == "no-store"
        page = (await server.get("/", **server.cookie))[1]
        assert "https:" not in page
        assert page.count("<script") == page.count("<script src=") == 2
        assert "style=" not in page


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("report.html", "text/html"),
        ("report.pdf", "application/pdf"),
        ("talks.unknown", "application/octet-stream"),
    ],
)
async def test_a_download_is_called_what_its_name_says(
    tmp_path: Path, name: str, kind: str
) -> None:
    """Reports are offered as well as scenarios and cases."""
    server = TabServer(tmp_path, Guard(8765), most=1)
    tab = Mock(app_service_id="one", copy=Copy(name, b"x"))
    server._tabs = {tab: Mock()}
    request = make_mocked_request("GET", "/download/one", match_info={"tab": "one"})
    answer = await server._download(request)
    assert (answer.content_type, answer.body) == (kind, b"x")


@pytest.mark.parametrize(
    "said", ['["resize", {"width": 1e999, "height": 1}]', "[" * 100_000, "5", '["stdin"]']
)
async def test_what_no_page_of_ours_says_is_passed_over(said: str) -> None:
    """A number that is infinite or a list of lists too deep to read ends no session."""
    app = Mock()
    await _hear(app, Mock(), said)
    assert app.mock_calls == []


async def upload(server: Served, name: str, data: bytes, **headers: str) -> tuple[int, str]:
    """What the form answers."""
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", io.BytesIO(data), filename=name)
    asked = server.client.post(f"{server.origin}/upload", data=form, headers=headers)
    async with asked as answer:
        return answer.status, await answer.text()


async def test_files_are_uploaded_by_its_own_page_alone(talks: Path) -> None:
    """Into the folder, never over another, and no larger than a case."""
    async with served(talks) as server:
        assert (await upload(server, "x.toml", b"1"))[0] == 403
        assert (await upload(server, "x.toml", b"1", **server.cookie))[0] == 403
        foreign = server.own | {"Origin": ELSEWHERE}
        assert (await upload(server, "x.toml", b"1", **foreign))[0] == 403
        assert not (talks / "x.toml").exists()
        assert await upload(server, "мир.toml", b"1", **server.own) == (
            200,
            '{"said": "Uploaded \\u043c\\u0438\\u0440.toml."}',
        )
        status, said = await upload(server, "small.case.toml", b"1", **server.own)
        assert (status, "already" in said) == (400, True)
        status, said = await upload(server, "large.txt", bytes((5 << 20) + 1), **server.own)
        assert (status, "5,242,880 bytes" in said) == (400, True), said
        bare = server.client.post(f"{server.origin}/upload", data=b"1", headers=server.own)
        async with bare as answer:
            assert answer.status == 400
    assert (talks / "мир.toml").read_bytes() == b"1"
    assert not (talks / "large.txt").exists()


async def test_a_session_stays_in_its_folder_and_a_closed_tab_keeps_its_draft(talks: Path) -> None:
    """Paths and links out are refused in the prompts; one session more than allowed is told so."""
    async with served(talks, sessions=1) as server:
        async with server.tab() as tab:
            await tab.screen.shows("Security guarantee")
            assert b"\x1b[38;2;" in tab.screen.written or b";38;2;" in tab.screen.written
            async with server.tab() as second:
                await asyncio.wait_for(second.ended.wait(), SECONDS)
                assert second.socket.close_code == 4000
            for way in ("../secret.case.toml", "link.case.toml"):
                await tab.type("o")
                await tab.screen.shows("[Library]")
                await tab.type("O")
                await tab.screen.shows("Path of any file")
                await tab.type(way, "\r")
                await tab.screen.until(lambda: not tab.screen.has("Path of any file"), "an answer")
                await tab.screen.shows("outside the folder that this session may not leave")
                await tab.type("\x1b")
                await tab.screen.shows("Security guarantee")
            await tab.type("2")
            await tab.screen.shows("(•) NATO-style")
        async with server.tab() as tab:
            await tab.screen.shows("Unsaved work of")
            await tab.type("K")
            await tab.screen.shows("Unsaved changes to a new scenario")
            await tab.type("r")
            await tab.screen.shows("(•) NATO-style")
    assert names_in(Path(os.environ["PLANNER_STATE_DIR"])) == ["app.toml", "engines", "served"]


async def test_a_tab_begins_with_the_start_page_and_opens_an_example(talks: Path) -> None:
    """As a user has it who configures nothing; an example lies outside of what is served."""
    write_config("format = 1\n")
    async with served(talks) as server, server.tab() as tab:
        await tab.screen.shows("The tour, in five tasks")
        await tab.type("\x1b[B", "\r")
        await tab.screen.shows("Security guarantee")


@with_processes
async def test_an_app_that_does_not_end_is_made_to(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server never waits for ever, nor does the next tab."""
    monkeypatch.setattr(process, "_GRACE_SECONDS", 0.2)
    async with served(talks, sessions=1) as server:
        async with server.tab() as tab:
            await tab.screen.shows("Security guarantee")
            (number,) = _apps_of(os.getpid())
            os.kill(number, signal.SIGSTOP)
        async with server.tab() as tab:
            await tab.screen.shows("Security guarantee")
            assert number not in _apps_of(os.getpid())


def _apps_of(server: int) -> set[int]:
    """The processes of the app that this one has started and that are not gone."""
    found = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    return {
        int(number)
        for number in found.split()
        if "planner.web.session" in Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8")
    }


def test_nothing_of_this_computers_desktop_reaches_the_app(talks: Path) -> None:
    """No editor and no clipboard; the state folder is that of the served folder."""
    given = {"EDITOR": "vi", "DISPLAY": ":0", "TEXTUAL_LOG": "x", "NO_COLOR": "1", "PATH": "/bin"}
    found = environment_of(talks, given)
    assert found["PATH"] == "/bin"
    assert not {"EDITOR", "DISPLAY", "TEXTUAL_LOG", "NO_COLOR"} & set(found)
    assert found["TEXTUAL_COLOR_SYSTEM"] == "truecolor"
    state = Path(found["PLANNER_STATE_DIR"])
    assert state.is_relative_to(os.environ["PLANNER_STATE_DIR"])
    assert state != Path(environment_of(talks.parent, given)["PLANNER_STATE_DIR"])


@pytest.fixture
def command(talks: Path) -> Iterator[subprocess.Popen[str]]:
    """``planner serve`` as one starts it."""
    started = subprocess.Popen(
        [sys.executable, "-m", "planner", "serve", str(talks), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    yield started
    started.kill()
    started.communicate()


async def test_the_command_prints_the_address_and_ends_at_an_interrupt(
    command: subprocess.Popen[str],
) -> None:
    """A tab that is open then is told, and its app is gone with it."""
    assert command.stdout is not None
    lines = [await asyncio.to_thread(command.stdout.readline) for _ in range(3)]
    address = lines[1].strip()
    assert address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        async with client.get(address) as page:
            assert page.status == 200
            assert "token" not in str(page.url)
        origin = address.partition("/?")[0]
        async with client.ws_connect(f"{origin}/tab", headers={"Origin": origin}) as tab:
            assert (await tab.receive(SECONDS)).type == aiohttp.WSMsgType.BINARY
            command.send_signal(signal.SIGINT)
            while (await tab.receive(SECONDS)).type != aiohttp.WSMsgType.CLOSE:
                pass
    code = await asyncio.to_thread(command.wait, SECONDS)
    assert code == 0
    assert command.stderr is not None
    assert command.stderr.read() == ""


@with_processes
async def test_a_server_that_is_killed_takes_its_apps_with_it(
    command: subprocess.Popen[str],
) -> None:
    """And their drafts stay."""
    assert command.stdout is not None
    lines = [await asyncio.to_thread(command.stdout.readline) for _ in range(3)]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
        async with client.get(lines[1].strip()):
            origin = lines[1].partition("/?")[0]
        async with client.ws_connect(f"{origin}/tab", headers={"Origin": origin}) as socket:
            tab = Tab(socket, Screen(80, 24))
            listening = asyncio.create_task(tab.listen())
            await tab.screen.shows("Security guarantee")
            await tab.type("2")
            await tab.screen.shows("(•) NATO-style")
            (app,) = _apps_of(command.pid)
            command.kill()
            await listening
    await asyncio.to_thread(_wait_until_gone, app)
    served_state = Path(os.environ["PLANNER_STATE_DIR"], "served")
    assert len([*served_state.glob("*/drafts/*.draft.json")]) == 1  # noqa: ASYNC240 (at the end)
    assert [*served_state.glob("*/reports/*")] == []  # noqa: ASYNC240 (likewise)


def _wait_until_gone(number: int) -> None:
    """A process whose parent is gone may have nobody who asks after it."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        except OSError:
            return
        if state.split()[0] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError(f"{number} still runs")
