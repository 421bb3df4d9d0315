"""A driven session in a real terminal, over a scenario and over a case, with things that break.

Broken are the working folder, the state folder, the clock, the disk and the terminal, before each
step. The planner must not crash; each thing that it says is compared with what is on the disk at
that moment; and no work older than two seconds may be lost.
"""

from __future__ import annotations

import os
import resource
import shutil
from functools import partial
from itertools import chain, product
from pathlib import Path

from tests.files.file_kinds import CASE_FILE
from tests.reliability.claims import FOLDER, Work
from tests.reliability.console import Console, console
from tests.reliability.driven_session import SESSIONS, Driven, DrivenSession, Fault, Plan
from tests.reliability.forked import Tell, forked
from tests.reliability.jumping_clock import CLOCK_VARIABLE
from tests.reliability.proof import Effort, Result
from tests.reliability.workplace import changed_environment

__all__ = ["run"]

_AT_ONCE = 4


def run(folder: Path, effort: Effort) -> Result:
    """Each fault before each step; the short form breaks several things in one session."""
    plans = _SHORT if effort.short else _LONG
    runs = [*product(SESSIONS, plans)]
    runs = runs[: effort.of(len(runs), len(runs))]
    wrong: list[str] = []
    judged = 0
    for first in range(0, len(runs), _AT_ONCE):
        batch = [*enumerate(runs[first : first + _AT_ONCE], first)]
        children = [
            (session, plan, forked(partial(_alone, folder / f"run-{number}", session, plan)))
            for number, (session, plan) in batch
        ]
        for session, plan, child in children:
            for line in child.end():
                if line.startswith("judged "):
                    judged += int(line.split()[1])
                else:
                    wrong.append(f"{_named(session, plan)}: {line}")
    names = ", ".join(fault.name for fault in _FAULTS)
    figures = (
        f"{len(runs)} sessions over scenarios and cases, broken before their steps ({names}): "
        f"{judged:,} sayings compared with the disk, {len(wrong)} wrong (a crash, a false saying "
        "or one that nothing is known of, a change lost that was older than 2 s)"
    )
    return Result(figures, tuple(wrong))


def _named(session: DrivenSession, plan: Plan) -> str:
    broken = (
        f"{fault.name} before {session.steps[step].name}"
        for step, faults in plan.items()
        for fault in faults
    )
    return f"{session.kind}, {', '.join(broken)}"


def _alone(base: Path, session: DrivenSession, plan: Plan, tell: Tell) -> None:
    """A session in a process and in folders of its own; tells what was not as promised."""
    talks, state = base / FOLDER, base / "state"
    talks.mkdir(parents=True)
    state.mkdir()
    (base / "runtime").mkdir(mode=0o700)
    (base / "clock").write_text("0", encoding="utf-8")
    (state / "app.toml").write_text("tour = true\n", encoding="utf-8")
    os.mkfifo(base / "said")
    path = session.kind.put(talks)
    variables = {
        "PLANNER_STATE_DIR": str(state),
        "XDG_RUNTIME_DIR": str(base / "runtime"),
        CLOCK_VARIABLE: str(base / "clock"),
    }
    program = ["-m", "tests.reliability.telling_app", str(base), str(base / "said"), path.name]
    with changed_environment(**variables), console(talks, program) as app:
        driven = Driven(base, app, session, Work(of_case=session.kind is CASE_FILE))
        driven.listener.start()
        for keys, shown in session.begun:
            app.send(keys)
            app.until(partial(_shows, app, shown), shown)
        app.calm()
        driven.drive(plan)
        for line in chain(driven.judged(), driven.lost()):
            tell(line)
        tell(f"judged {len(driven.said)}")
    shutil.rmtree(base, ignore_errors=True)


def _shows(app: Console, words: str) -> bool:
    return words in app.text


def _remove_folder(base: Path, _: Console) -> None:
    (base / "talks").rename(base / "gone")


def _break_state(base: Path, _: Console) -> None:
    (base / "state").rename(base / "state-before")
    (base / "state").symlink_to(base / "nowhere" / "at" / "all")


def _turn_back(base: Path, _: Console) -> None:
    (base / "clock").write_text("-3e8", encoding="utf-8")


def _turn_on(base: Path, _: Console) -> None:
    (base / "clock").write_text("3e8", encoding="utf-8")


def _fill_disk(_: Path, app: Console) -> None:
    """No file can grow beyond nothing, as on a full disk; root is held to that too."""
    resource.prlimit(app.child.pid, resource.RLIMIT_FSIZE, (0, 0))


def _hang_up(_: Path, app: Console) -> None:
    app.child.ptyproc.fileobj.close()


def _shrink(_: Path, app: Console) -> None:
    app.child.setwinsize(1, 1)


_FOLDER_GONE = Fault("the working folder is gone", _remove_folder)
_STATE_BROKEN = Fault("the state folder leads nowhere", _break_state)
_DISK_FULL = Fault("the disk is full", _fill_disk, fills=True)
_HUNG_UP = Fault("the terminal is gone", _hang_up, hangs_up=True)
_ONE_CELL = Fault("the terminal shrinks to a cell", _shrink, covers=True)
_CLOCK_BACK = Fault("the clock runs back", _turn_back)
_CLOCK_AHEAD = Fault("the clock jumps", _turn_on)
_FAULTS = (
    *(_FOLDER_GONE, _STATE_BROKEN, _DISK_FULL, _HUNG_UP, _ONE_CELL),
    *(_CLOCK_BACK, _CLOCK_AHEAD),
)
_LONG: tuple[Plan, ...] = tuple({step: (fault,)} for step in range(7) for fault in _FAULTS)
_SHORT: tuple[Plan, ...] = (
    {0: (_STATE_BROKEN,), 1: (_CLOCK_AHEAD,), 3: (_ONE_CELL, _FOLDER_GONE)},
    {1: (_CLOCK_BACK,), 2: (_DISK_FULL,), 6: (_HUNG_UP,)},
)
