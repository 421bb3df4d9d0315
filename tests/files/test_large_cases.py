"""Large cases are read and checked whole: bytes and nesting are their only limits."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from planner.check.checker import Checker
from planner.cli.main import main
from planner.files.cases.reading import read_case
from planner.model.case import Source
from planner.model.red_lines import RedLine
from planner.model.statements import Statement, Strength
from tests.small_cases import (
    case_text,
    made_case,
    numbered_issues,
    numbered_parties,
    scenario,
    when,
)

ISSUES, LINES = 300, 5_000
TIMES = 3.0
"""The most that reading may take beside the standard parser alone; it takes some 1.7 times."""

MEMORY = """
import sys
from pathlib import Path
from planner.cli.main import main
code = main(["check", sys.argv[1], "--format", "json"])
status = Path("/proc/self/status").read_text()
most = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
print(code, most, file=sys.stderr)
"""
"""The most memory since the program began; ``getrusage`` would count that of its parent too."""


def large_case_text() -> str:
    """Issues, lines and a statement for each line: between 4 and 5 MiB."""
    rng = random.Random(1)
    words = ["peace", "settlement", "ceasefire", "guarantee", "border", "army", "seat", "talks"]
    statements, lines = [], []
    for n in range(LINES):
        crossed = when(
            **{f"i{issue}": f"o{rng.randrange(5)}" for issue in rng.sample(range(ISSUES), 2)}
        )
        quote = " ".join(rng.choice(words) for _ in range(85))
        holder = f"p{n % 10}"
        statements.append(
            Statement(
                f"E{n}",
                quote,
                source="paper",
                party=holder,
                strength=Strength.OPPOSITION,
                opposes=crossed.conditions,
            )
        )
        lines.append(RedLine(f"L-{n}", holder, f"Line {n}", (crossed,), evidence=(f"E{n}",)))
    return case_text(
        made_case(
            "large",
            sources=(Source("paper", "A paper"),),
            parties=numbered_parties(10),
            issues=numbered_issues([5] * ISSUES),
            statements=statements,
            red_lines=lines,
        )
    )


def test_a_case_of_five_megabytes_is_read_and_checked(tmp_path: Path) -> None:
    """Its time is a small multiple of the parser's, the memory of a whole check below 200 MB."""
    path = tmp_path / "large.case.toml"
    text = large_case_text()
    assert 4 << 20 < len(text) < 5 << 20
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    tomllib.loads(text)
    parsing = time.process_time() - started
    started = time.process_time()
    case = read_case(path).case
    verdict = Checker(case).check(scenario("large"))
    assert time.process_time() - started < TIMES * parsing
    assert len(case.issues) == ISSUES
    assert len(verdict.lines) == LINES
    if sys.platform == "linux":
        decided = "".join(f"[choices.i{n}]\noption = 'o{n % 5}'\n" for n in range(ISSUES))
        one = tmp_path / "one.toml"
        one.write_text(f"format = 1\n[case]\nid = 'large'\n{decided}", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, one], capture_output=True, text=True, check=True
        )
        code, most = map(int, done.stderr.split())
        assert code == 1
        assert most < 200_000
        assert done.stdout.count('"status"') > LINES


def test_a_case_of_more_scenarios_than_python_writes_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a person rounded, to a program with all digits."""
    tables = "".join(
        f"[issues.i{n}]\ntitle = 'I{n}'\nkind = 'number'\nunit = 'x'\n"
        "minimum = 0\nmaximum = 999_999_999_999\nstep = 1\n"
        for n in range(500)
    )
    path = tmp_path / "numbers.case.toml"
    path.write_text(f"format = 2\n[case]\ntitle = 'N'\n[parties.a]\nname = 'A'\n{tables}", "utf-8")
    assert main(["check", str(path)]) == 0
    assert "about 1.0e6000 scenarios" in " ".join(capsys.readouterr().out.split())
    assert main(["check", str(path), "--format", "json"]) == 0
    assert f": 1{'0' * 6_000}," in capsys.readouterr().out
