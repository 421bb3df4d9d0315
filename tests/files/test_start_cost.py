"""Reading stays cheap: nothing is imported that only an open app needs, and big cases are quick."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from planner.files.cases.reading import read_case
from planner.model.statements import Statement
from tests.small_cases import (
    case_text,
    made_case,
    numbered_issues,
    numbered_parties,
    red_line,
    when,
)

ROOT = Path(__file__).parents[2]
LATER = {"tomli_w", "platformdirs", "tempfile", "difflib", "json", "textual", "rich"}


def test_reading_a_scenario_imports_nothing_that_only_saving_needs(scenario_file: Path) -> None:
    """A command that checks one file starts without the libraries for saving and the screen."""
    program = (
        "import sys; from planner.files.scenarios.reading import read_scenario; "
        "read_scenario(sys.argv[1]); "
        "print(*sys.modules)"
    )
    output = subprocess.run(
        [sys.executable, "-c", program, str(scenario_file)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout
    assert LATER & set(output.split()) == set()


def large_case() -> str:
    """150 issues with 5 options each, 8 parties and 1,000 red lines."""
    lines = [
        red_line(
            f"L-{n}",
            f"p{n % 8}",
            when(**{f"i{n % 150}": "o1|o2"}),
            when(**{f"i{(n * 7 + 1) % 150}": "o3"}),
            evidence=("E1",),
        )
        for n in range(1000)
    ]
    return case_text(
        made_case(
            "big",
            parties=numbered_parties(8),
            issues=numbered_issues([5] * 150),
            red_lines=lines,
            statements=[Statement("E1", "We will not")],
        )
    )


def test_a_large_case_is_read_quickly(tmp_path: Path) -> None:
    """The time of a large case is that of parsing it, and little more."""
    path = tmp_path / "big.case.toml"
    path.write_text(large_case())
    times = []
    for number in range(3):
        path.write_text(large_case() + f"# {number}\n")  # so that it is not remembered
        start = time.process_time()
        read_case(path)
        times.append(time.process_time() - start)
    assert min(times) < 0.5  # 0.1 on an idle machine
