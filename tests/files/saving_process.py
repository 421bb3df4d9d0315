"""A planner that saves over and over, for the tests that kill it or let many run at once.

Run with the file, a way (``endless`` or a number of saves) and a name; prints each note that is
safely saved.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from tests.reliability.growing_note import add_line


def main(path: Path, count: str, name: str) -> None:
    """Adds lines to a note, each saved for itself, and says so when it is."""
    numbers = itertools.count() if count == "endless" else range(int(count))
    for number in numbers:
        line = f"{name}-{number}"
        while add_line(path, line, kept=200):
            pass
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
