"""The app in a real browser: what a colleague without a terminal does, from first to last."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, WebSocket, async_playwright, expect

from planner.files.scenarios.reading import read_scenario
from tests.tui.own_folders import write_config
from tests.web.serving import SECONDS, Screen, Served, served

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="there is no Chromium (apt-get install chromium)"
)

_PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true});
    document.querySelector(".xterm-helper-textarea").dispatchEvent(paste);
}"""


_DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


class BrowserTab:
    """A page with the app in it; the screen is what reaches the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.screen = Screen(80, 24)
        self.asked: list[str] = []
        page.on("websocket", self._listen)
        page.on("request", lambda request: self.asked.append(request.url))

    async def press(self, *keys: str) -> None:
        """Press real keys."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def click(self, words: str) -> None:
        """Click the words where they are drawn.

        After a new size, what the app wrote for the size before still comes, and is broken into
        rows that nobody meant. The terminal takes its new size a frame after it has told the app.
        """
        tabs_end = "? Help"
        await self.screen.until(lambda: self.screen.rows[0].rstrip().endswith(tabs_end), tabs_end)
        await self.screen.shows(words)
        await self.page.evaluate(_DRAWN)
        rows = self.screen.rows
        row = next(n for n, text in enumerate(rows) if words in text)
        drawn = await self.page.locator(".xterm-screen").bounding_box()
        assert drawn is not None
        across = drawn["width"] / self.screen.width
        down = drawn["height"] / len(rows)
        column = rows[row].index(words) + 1
        await self.page.mouse.click(
            drawn["x"] + across * (column + 0.5), drawn["y"] + down * (row + 0.5)
        )

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)
        socket.on("framesent", self._sent)

    def _received(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.screen.write(frame)

    def _sent(self, frame: str | bytes) -> None:
        kind, *what = json.loads(frame)
        if kind == "resize":
            self.screen.resize(what[0]["width"], what[0]["height"])


@pytest.fixture
async def context() -> AsyncIterator[BrowserContext]:
    """A fresh profile of a headless Chromium; as root it runs without its sandbox."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*as_root, "--disable-dev-shm-usage"]
        )
        context = await browser.new_context(viewport={"width": 1200, "height": 800})
        context.set_default_timeout(SECONDS * 1000)
        yield context
        await browser.close()


async def opened(context: BrowserContext, address: str, *, linked_from: str = "") -> BrowserTab:
    """A tab in which the app is drawn; ``linked_from`` is a site with a link to the address."""
    tab = BrowserTab(await context.new_page())
    if linked_from:
        link = f'<a href="{address}">the planner</a>'
        await tab.page.route(
            linked_from, lambda route: route.fulfill(body=link, content_type="text/html")
        )
        await tab.page.goto(linked_from)
        await tab.page.click("a")
    else:
        await tab.page.goto(address)
    # The page is measured after the app has drawn once: only a wide one has this column.
    await tab.screen.shows("From here")
    return tab


async def test_a_colleague_works_in_a_browser_and_comes_back(
    context: BrowserContext, tmp_path: Path
) -> None:
    """Type, click, choose, paste Cyrillic, save, download, upload, resize, close, come back."""
    write_config("format = 1\nstart_page = false\ntour = false\n")
    async with served(tmp_path) as server:
        tab = await opened(context, server.guard.address)
        assert tab.page.url == f"{server.origin}/"
        await tab.click("Library")
        await tab.screen.shows("[Library]")
        await tab.press("Escape")
        await tab.screen.shows("[Deal]")
        await tab.click("Alternative guarantees")
        await tab.screen.shows("(•) Alternative guarantees")
        await save_as(tab, "мирный-план")
        saved = tmp_path / "мирный-план.toml"
        assert read_scenario(saved).scenario.option("security_guarantee") == "other"

        link = tab.page.locator("#saved")
        await expect(link).to_have_text("Download мирный-план.toml")
        async with tab.page.expect_download() as download:
            await link.click()
        copy = await (await download.value).path()
        assert copy.read_bytes() == saved.read_bytes()

        await tab.page.set_input_files(
            "#file", {"name": "текст.txt", "mimeType": "", "buffer": b"abc"}
        )
        await expect(tab.page.locator("#said")).to_have_text("Uploaded текст.txt.")
        assert (tmp_path / "текст.txt").read_bytes() == b"abc"

        await tab.page.set_viewport_size({"width": 760, "height": 600})
        await tab.screen.until(lambda: tab.screen.width < 90, "a narrower screen")
        await tab.click("NATO-style")
        await tab.screen.shows("(•) NATO-style")
        await tab.page.close()
        assert read_scenario(saved).scenario.option("security_guarantee") == "other"

        await comes_back(context, server)
        assert all(url.startswith((server.origin, "data:")) for url in tab.asked)


async def save_as(tab: BrowserTab, name: str) -> None:
    """Save under a name that is pasted."""
    await tab.press("S")
    await tab.screen.shows("Save as")
    await tab.screen.shows("A new file: ")
    await tab.press("Tab")  # from the title, which a new scenario has none of yet
    await tab.press("Control+u")
    await tab.screen.shows("Type the name of a file.")
    await tab.page.evaluate(_PASTE, name)
    await tab.screen.shows(name)
    await tab.press("Enter")
    await tab.screen.shows(f"Saved {name}.toml")


async def comes_back(context: BrowserContext, server: Served) -> None:
    """Another tab, without the token, offers what was not saved; and it is still the server's."""
    tab = BrowserTab(await context.new_page())
    await tab.page.goto(f"{server.origin}/")
    await tab.screen.shows("Unsaved work of")
    await tab.press("F3")
    await tab.screen.shows("Unsaved changes to")
    await tab.press("r")
    await tab.screen.shows("(•) NATO-style")
    await tab.page.close()


async def test_a_session_too_many_is_told_in_the_page(
    context: BrowserContext, tmp_path: Path
) -> None:
    """And what to do. The first one came in by a link in a chat, as colleagues do."""
    async with served(tmp_path, sessions=1) as server:
        first = await opened(context, server.guard.address, linked_from="http://chat.test/")
        assert first.page.url == f"{server.origin}/"
        second = await context.new_page()
        await second.goto(f"{server.origin}/")
        await expect(second.locator("#why")).to_have_text(
            "This planner has 1 session open, and takes no more. Close a tab elsewhere."
        )
