"""How much CPU the start costs, beside what it stands on.

Run: ``python -m tests.benchmarks.bench_start`` (a minute; best on a quiet machine).

``first paint`` is the app on the bundled case until its first screen is drawn, beside a Textual app
of one ``Static``; ``large case`` the same on 150 issues with 5 options, 8 parties and 1,000 red
lines, wanted within 1 s. ``check`` judges one scenario, beside ``import textual.app``. Each
pair runs in turn, so that a machine that slows down slows both; the ratio is what counts.
"""

from __future__ import annotations

import os
import pty
import statistics
import sys
import tempfile
from pathlib import Path

from tests.made_cases import seeded_case
from tests.small_cases import case_text, with_evidence

ROUNDS = 11
ROOT = Path(__file__).parents[2]

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello")
    def on_mount(self):
        self.call_after_refresh(self.exit)
Bare().run()
"""
OURS = """
import planner.__main__
import planner.tui
def start(path, **wishes):
    from planner.tui import app
    class Ours(app.PlannerApp):
        def on_mount(self):
            self.call_after_refresh(self.exit)
            super().on_mount()
    app.PlannerApp = Ours
    return app.run(path, **wishes)
planner.tui.start = start
planner.__main__.main()
"""


def cpu_seconds(*arguments: str) -> float:
    """User and system CPU of a Python that runs in a pseudo-terminal of 80 x 24."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.environ.update(COLUMNS="80", LINES="24", TERM="xterm-256color", LANG="C.UTF-8")
        os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606
    written = b""
    try:
        while some := os.read(descriptor, 65536):
            written += some
    except OSError:
        pass  # what Linux answers once the other end is closed
    _, _, usage = os.wait4(pid, 0)
    os.close(descriptor)
    assert b"Traceback" not in written, written.decode()  # what fails early is no start
    return usage.ru_utime + usage.ru_stime


def compare(name: str, ours: list[str], beside: list[str], limit: float | None) -> None:
    """Print the medians and the median ratio of the pairs."""
    pairs = [(cpu_seconds(*ours), cpu_seconds(*beside)) for _ in range(ROUNDS + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(  # noqa: T201
        f"{name}: {mine * 1000:.0f} ms beside {theirs * 1000:.0f} ms, ratio {ratio:.2f}"
        + (f" (wanted: at most {limit})" if limit else "")
    )


def main() -> None:
    """Compare both starts."""
    with tempfile.TemporaryDirectory() as folder:
        # Compiled modules are kept, as they are for an installed app.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        os.environ["PLANNER_STATE_DIR"] = f"{folder}/state"
        os.environ["PLANNER_CONFIG_DIR"] = f"{folder}/config"
        compare("first paint", ["-c", OURS], ["-c", BARE], 1.3)
        large = Path(folder, "large.case.toml")
        case = seeded_case(issues=150, options=5, lines=1000, parties=8)
        large.write_text(case_text(with_evidence(case)), encoding="utf-8")
        compare("large case", ["-c", OURS, str(large)], ["-c", BARE], None)
        check = ["-m", "planner", "check", "scenarios/nato-membership.toml"]
        compare("check", check, ["-c", "import textual.app"], 0.5)


if __name__ == "__main__":
    main()
