"""What ``planner check`` of one scenario takes on a case of 300 issues and 5,000 red lines.

Run: ``python -m tests.benchmarks.bench_large`` (half a minute). The case is a file of 4.4 MiB, with
a statement for each line. The whole command: processor time, the least of some runs, and the most
memory. Wanted: 1.5 s and 200 MB. POSIX only.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.files.test_large_cases import ISSUES, large_case_text

ROUNDS = 5


def scenario_text(decided: float) -> str:
    """A scenario of the case in which that share of the issues is decided."""
    chance = random.Random(2)
    text = 'format = 1\n[scenario]\ntitle = "One"\n[case]\nid = "large"\n'
    for n in range(ISSUES):
        option = f'option = "o{chance.randrange(5)}"\n' if chance.random() < decided else ""
        text += f"[choices.i{n}]\n{option}"
    return text


def checked(file: Path, form: str) -> tuple[float, float]:
    """The processor seconds and the most megabytes of one check."""
    command = [sys.executable, "-m", "planner", "check", str(file), "--format", form]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1, "a random scenario crosses lines"
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def main() -> None:
    """Print time and memory."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        Path(name, "large.case.toml").write_text(large_case_text(), encoding="utf-8")
        for words, decided in (("all decided", 1.0), ("half decided", 0.5)):
            file = Path(name, f"{words.split()[0]}.toml")
            file.write_text(scenario_text(decided), encoding="utf-8")
            for form in ("text", "json"):
                spans, sizes = zip(*(checked(file, form) for _ in range(ROUNDS)), strict=True)
                print(f"{words}, {form}: {min(spans):.2f} s, {max(sizes):.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
