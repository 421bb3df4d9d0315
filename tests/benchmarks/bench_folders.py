"""How ``planner check`` copes with 10,000 files, in one folder and in a hundred.

Run: ``python -m tests.benchmarks.bench_folders`` (five minutes; best on a quiet machine). The clock
of whole commands, the least of some: all files in one folder beside the same in folders of a
hundred, on one processor; on two processors beside one; and the most memory that the command or one
of its processes takes, for 100, 1,000 and 10,000 files. Wanted: at most 1.2 x, at most 0.65 x, and
memory that does not grow with the files. Linux only: processors are taken away by affinity.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_library import make_files

FILES = 10_000
ROUNDS = 3
_COMMAND = """
import resource, sys
from planner.cli.main import main
main(["check", ".", "--format", sys.argv[1], "--fail-on", "never"])
whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(max(resource.getrusage(who).ru_maxrss for who in whose), file=sys.stderr)
"""


def run(folder: Path, form: str, processors: int) -> tuple[float, float]:
    """The seconds that a check of the folder takes, and its most memory in MiB."""
    usable = sorted(os.sched_getaffinity(0))[:processors]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, form],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, usable),
    )
    return time.perf_counter() - began, int(done.stderr.split()[-1]) / 1024


def least(folder: Path, form: str, processors: int) -> float:
    """The least seconds of some runs."""
    return min(run(folder, form, processors)[0] for _ in range(ROUNDS))


def main() -> None:
    """Print times, ratios and memory."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["PLANNER_STATE_DIR"] = f"{home}/state"
        folders = {}
        for files in (100, 1_000, FILES):
            folders[files] = Path(home, f"one-{files}")
            folders[files].mkdir()
            make_files(folders[files], files, in_one_folder=True)
        hundred = Path(home, "hundred")
        hundred.mkdir()
        make_files(hundred, FILES)
        for form in ("text", "json"):
            one, apart = least(folders[FILES], form, 1), least(hundred, form, 1)
            both = least(folders[FILES], form, 2)
            print(  # noqa: T201
                f"{form}: one folder {one:.1f} s, a hundred {apart:.1f} s, {one / apart:.2f} x; on "
                f"two processors {both:.1f} s, {both / one:.2f} x"
            )
            sizes = {files: run(folder, form, 2)[1] for files, folder in folders.items()}
            print("  memory: " + ", ".join(f"{n:,} files {s:.0f} MiB" for n, s in sizes.items()))  # noqa: T201


if __name__ == "__main__":
    main()
