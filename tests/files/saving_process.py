"""A planner that saves over and over, for the tests that kill it or let many run at once.

Run with the file, a way (``endless`` or a number of saves) and a name; prints each note that is
safely saved.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from planner.files.safety.replacing import ChangedOnDiskError
from tests.files.file_kinds import kind_at


def main(path: Path, count: str, name: str) -> None:
    """Adds lines to a note, each saved for itself, and says so when it is."""
    numbers = itertools.count() if count == "endless" else range(int(count))
    for number in numbers:
        line = f"{name}-{number}"
        while not _add(path, line):
            pass
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _add(path: Path, line: str) -> bool:
    sample = kind_at(path)
    try:
        content = sample.read(path)
        note = "\n".join([*sample.note_of(content).splitlines()[-200:], line])
        sample.save_over(path, sample.noted(content, note))
    except ChangedOnDiskError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
