"""Reading stays cheap: nothing is imported that only an open app needs, and big cases are quick."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from planner.files.cases.reading import read_case

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
    parts = ['format = 1\n[case]\nid = "big"\ntitle = "Big"\n']
    parts += [f'[parties.p{number}]\nname = "Party {number}"\n' for number in range(8)]
    for issue in range(150):
        parts.append(f'[issues.issue_{issue}]\ntitle = "Issue {issue}"\n')
        parts += [
            f'[issues.issue_{issue}.options.option_{option}]\ntitle = "Option {option}"\n'
            for option in range(5)
        ]
    for line in range(1000):
        first, second = line % 150, (line * 7 + 1) % 150
        parts.append(
            f'[red_lines.L-{line}]\nparty = "p{line % 8}"\ntitle = "Line {line}"\n'
            f'crossed_when = [{{ issue_{first} = ["option_1", "option_2"] }}, '
            f'{{ issue_{second} = ["option_3"] }}]\nevidence = ["E1"]\n'
        )
    parts.append('[statements.E1]\nquote = "We will not"\n')
    return "".join(parts)


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
