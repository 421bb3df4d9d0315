"""Makes the pictures of the README from the running app: ``python .github/make_pictures.py``.

The app is driven as a planner would, without a terminal, on the bundled case and examples.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "scenarios"


async def workbench() -> str:
    """The main screen, with the cursor on the option that crosses Russia's coded line."""
    from planner.tui.app import PlannerApp

    app = PlannerApp(EXAMPLES / "ceasefire-before-settlement.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down", "down", "down", "down", "down", "down")
        await pilot.pause()
        return app.export_screenshot(title="planner")


def without_links(svg: str) -> str:
    """The picture without the web fonts that Textual links to: nothing is fetched to show it."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write every picture."""
    for variable in ("NO_COLOR", "TEXTUAL_THEME"):
        os.environ.pop(variable, None)
    with tempfile.TemporaryDirectory() as state:
        os.environ["PLANNER_STATE_DIR"] = state
        for name, make in {"workbench": workbench}.items():
            (HERE / f"{name}.svg").write_text(without_links(asyncio.run(make())), "utf-8")


if __name__ == "__main__":
    main()
