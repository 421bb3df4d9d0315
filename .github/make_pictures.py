"""Makes the pictures of the screens from the running app: ``python .github/make_pictures.py``.

The app is driven as a planner would, without a terminal, on the bundled case and examples. Names
after the command make only those pictures.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from planner.cli.main import main as run_command
from planner.files.places import fix_places
from planner.keys.settings import Settings
from planner.tui.app import PlannerApp

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "scenarios"
WHEN = 1_755_561_600  # 19 August 2025
CLASH = "scenarios/ceasefire-before-settlement.toml"
START = "the start page"
TO_THE_CLASH = ["right_square_bracket"]

# Each with the file that is open, the size, the theme, and the keys that lead to it. A comma stands
# for waiting until nothing is worked on any more.
PICTURES: dict[str, tuple[str, tuple[int, int], str, Sequence[str]]] = {
    "workbench": (CLASH, (120, 36), "", TO_THE_CLASH),
    "workbench-light": (CLASH, (120, 36), "planner-light", TO_THE_CLASH),
    "workbench-no-colour": (CLASH, (120, 36), "NO_COLOR", TO_THE_CLASH),
    "workbench-80x24": (CLASH, (80, 24), "", TO_THE_CLASH),
    "start": (START, (100, 30), "", []),
    "library": ("", (120, 36), "", ["o", ",", "down", "down"]),
    "compare": (CLASH, (120, 36), "", ["o", ",", "space", "space", "c", ","]),
    "evidence": (CLASH, (120, 36), "", ["v", "down", "down", "down", "right"]),
    "analysis": (CLASH, (120, 36), "", ["w", ",", "right_square_bracket", "down"]),
    "report": (CLASH, (120, 36), "", ["p", ","]),
    "help": (CLASH, (120, 36), "", ["question_mark"]),
}

SEVERAL = "scenarios/us-russia-talks-several-lines.toml"
CLEAR = "scenarios/european-led-parallel-trilateral.toml"
# Reports as pages of a browser, each with what the command is given and the size of the window.
REPORTS: dict[str, tuple[Sequence[str], tuple[int, int]]] = {
    "report-brief": ((SEVERAL,), (860, 1180)),
    "report-columns": ((SEVERAL, "--as", "columns"), (1180, 900)),
    "report-draft": ((SEVERAL, CLEAR, "--as", "draft"), (860, 1000)),
}


# A deal is put together in these steps: choosing, crossing, mending, saving. Each with the keys
# that lead to it and how many seconds it is looked at.
ANIMATED: dict[str, tuple[tuple[int, int], Sequence[tuple[Sequence[str], float]]]] = {
    "deal": (
        (120, 36),
        (
            ([], 3),
            (["3"], 2),
            (["n", "n"], 2),
            (["1"], 3),
            (["n", "2", "n", "1"], 2),
            (["m", ","], 3.5),
            (["enter", ","], 3),
            (["S"], 3),
        ),
    ),
}


async def drawn(file: str, size: tuple[int, int], theme: str, keys: Sequence[str]) -> str:
    """The app with the file open, after the keys."""
    settings = Settings(theme=theme, few_colours=theme == "NO_COLOR", start_page=file == START)
    app = PlannerApp(Path(file) if file not in ("", START) else None, settings)
    async with app.run_test(size=size) as pilot:
        await settled(app)
        for key in keys:
            if key == ",":
                await settled(app)
            else:
                await pilot.press(key)
        await settled(app)
        await pilot.pause()
        return app.export_screenshot(title="planner")


async def frames(name: str) -> list[tuple[str, float]]:
    """The pictures of an animated one, each with how long it is looked at."""
    size, steps = ANIMATED[name]
    app = PlannerApp(None, Settings())
    found = []
    async with app.run_test(size=size) as pilot:
        await settled(app)
        for keys, seconds in steps:
            for key in keys:
                if key == ",":
                    await settled(app)
                else:
                    await pilot.press(key)
            await settled(app)
            await pilot.pause()
            found.append((without_links(app.export_screenshot(title="planner")), seconds))
    return found


def make_animated(name: str) -> None:
    """Write one picture that shows its frames one after the other, for ever."""
    shown = asyncio.run(frames(name))
    whole = sum(seconds for _, seconds in shown)
    (size,) = re.findall(r'viewBox="([^"]+)"', shown[0][0])[:1]
    style, body, at = [], [], 0.0
    for nth, (svg, seconds) in enumerate(shown):
        begins, ends = (100 * moment / whole for moment in (at, at + seconds))
        style.append(
            f"@keyframes f{nth} {{ 0%, {begins:.2f}% {{ visibility: hidden }} "
            f"{begins + 0.01:.2f}%, {ends:.2f}% {{ visibility: visible }} "
            f"{min(100, ends + 0.01):.2f}%, 100% {{ visibility: hidden }} }} "
            f".f{nth} {{ animation: f{nth} {whole:g}s step-end infinite; visibility: hidden }}"
        )
        body.append(f'<g class="f{nth}">{svg}</g>')
        at += seconds
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><style>'
    text += "\n".join(style) + "</style>" + "\n".join(body) + "</svg>\n"
    (HERE / f"{name}.svg").write_text(text, "utf-8")


async def settled(app: PlannerApp) -> None:
    """Wait until no worker works any more, other than those that follow files."""
    for _ in range(400):
        await asyncio.sleep(0.05)
        if not any(
            w.group in {"counts", "library", "analysis", "report", "start"} and w.is_running
            for w in app.workers
        ):
            return


def without_links(svg: str) -> str:
    """The picture without the web fonts that Textual links to: nothing is fetched to show it."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def make(name: str) -> None:
    """Write one picture."""
    theme = PICTURES[name][2]
    os.environ.pop("NO_COLOR", None)
    if theme == "NO_COLOR":
        os.environ["NO_COLOR"] = "1"
    svg = without_links(asyncio.run(drawn(*PICTURES[name])))
    (HERE / f"{name}.svg").write_text(svg, "utf-8")


def make_report(name: str) -> None:
    """Write one picture of a report, as Chromium shows it."""
    arguments, (width, height) = REPORTS[name]
    file = Path("report.html").absolute()
    run_command(["report", *arguments, "--out", str(file)])
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(file.as_uri())
        page.screenshot(path=HERE / f"{name}.png")
        browser.close()
    file.unlink()


def main() -> None:
    """Write the pictures, in a folder that has nothing but the examples."""
    os.environ.pop("TEXTUAL_THEME", None)
    names = sys.argv[1:] or [*PICTURES, *ANIMATED, *REPORTS]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder).with_name("talks")  # it stands in a picture; nothing of ours is there
        work.mkdir()
        shutil.copytree(EXAMPLES, work / "scenarios")
        for n, file in enumerate(sorted((work / "scenarios").iterdir())):
            os.utime(file, (WHEN + n, WHEN + n))
        os.environ["PLANNER_STATE_DIR"] = f"{folder}/state"
        os.environ["PLANNER_CONFIG_DIR"] = f"{folder}/config"
        os.chdir(work)
        fix_places()
        try:
            for name in names:
                makers = {
                    **dict.fromkeys(REPORTS, make_report),
                    **dict.fromkeys(ANIMATED, make_animated),
                }
                makers.get(name, make)(name)
        finally:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
