"""One allowance of time and memory for every command, given back when it ends."""

from __future__ import annotations

import json
import multiprocessing
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

import pytest

from planner.cli import allowance
from planner.cli.main import main
from planner.cli.usage import COMMANDS, module_of

resource = pytest.importorskip("resource", reason="POSIX only")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory")

EXAMPLES = Path(__file__).resolve().parents[2] / "scenarios"
CROSSED = str(EXAMPLES / "ceasefire-before-settlement.toml")

Capture = pytest.CaptureFixture[str]


class Held(NamedTuple):
    """What a command could leave behind in this process."""

    memory: tuple[int, int]
    timer: tuple[float, float]
    handler: object
    threads: set[threading.Thread]
    processes: list[object]


def held() -> Held:
    """All of it as it is now."""
    return Held(
        resource.getrlimit(resource.RLIMIT_DATA),
        signal.getitimer(signal.ITIMER_REAL),
        signal.getsignal(signal.SIGALRM),
        set(threading.enumerate()),
        [*multiprocessing.active_children()],
    )


@linux
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_works_within_the_limits_and_gives_them_back(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server alone has none; of the app the plain lines keep to them."""
    within: list[Held] = []

    def run(*_: object, **__: object) -> int:
        within.append(held())
        raise KeyError  # however it ends

    name = "planner.cli.plain.print_plainly" if not command else f"{module_of(command)}.run"
    monkeypatch.setattr(name, run)
    before = held()
    with pytest.raises(KeyError):
        main([command] if command else ["--plain", CROSSED])
    assert held() == before
    (meanwhile,) = within
    assert (meanwhile.memory == before.memory) == (command == "serve")
    rings = 0 < meanwhile.timer[0] <= allowance.MOST_SECONDS
    assert rings == (command not in {"serve", "check"})


@pytest.mark.parametrize(
    "words", [["check", CROSSED], ["--plain", "--only", "scenario", CROSSED], ["cases"]]
)
def test_a_command_that_ends_well_leaves_nothing_behind(words: list[str], capsys: Capture) -> None:
    """Neither a limit nor a thread nor a process."""
    before = held()
    main(words)
    assert capsys.readouterr().out
    assert held() == before


def test_what_takes_too_long_ends_with_words_and_what_is_written_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The exit code says that the answer is not whole."""
    monkeypatch.setattr(allowance, "MOST_SECONDS", 0.02)
    before = held()
    assert main(["export", "ukraine-2025-08"]) == 2
    assert "planner export: error: 0.02 s, the most for one command" in capsys.readouterr().err
    assert held() == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_that_is_broken_off_says_how_far_it_came(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Its answers so far are whole, JSON too."""
    monkeypatch.setattr(allowance, "MOST_SECONDS", 0.0)
    assert main(["check", CROSSED, CROSSED, CROSSED, "--format", form]) == 2
    out, err = capsys.readouterr()
    assert "1 of 3 files is judged: 0 s, the most for one command" in err
    if form == "json":
        answer = json.loads(out)
        assert len(answer["results"]) == 1
        assert answer["errors"][-1]["message"].startswith("1 of 3 files is judged")
    else:
        assert out.count("Crosses 1 stated red line") == 1


@linux
def test_what_needs_too_much_memory_ends_with_words() -> None:
    """In a process of its own: this one holds more already."""
    program = (
        "import sys, resource\n"
        "from planner.cli import allowance, cases\n"
        "from planner.cli.main import main\n"
        "allowance.MOST_BYTES = 1 << 28\n"
        "cases.run = lambda arguments: len(bytes(1 << 29))\n"
        "code = main(['cases'])\n"
        "assert len(bytes(1 << 29))\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"planner cases: error: 0 GiB of memory, the most for one command" in done.stderr
