"""The same bytes on another day, in another place: each format, by a clock that is set for real.

The clock is that of the whole process, libraries in other languages included.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planner.reports.formats.written import FORMATS, written
from tests.reports.handed.making import EVERY, made

FAKETIME = shutil.which("faketime")
ROOT = Path(__file__).resolve().parents[3]


def digests() -> dict[str, str]:
    """Of each report in each format, with the day on which it is made."""
    found = {}
    for kind, name, given in EVERY:
        report = made(kind, *given)
        for form in FORMATS:
            found[f"{name} {form}"] = hashlib.sha256(written(report, form)).hexdigest()
    return found


def made_on(day: str, zone: str) -> dict[str, str]:
    """The digests of a process that begins on that day, in that time zone."""
    words = (
        "import datetime, json; from tests.reports.handed.test_two_days import digests; "
        "print(json.dumps({**digests(), 'day': str(datetime.date.today())}))"
    )
    done = subprocess.run(
        [str(FAKETIME), day, sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ, "TZ": zone},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(FAKETIME is None, reason="faketime is not installed: not run")
def test_every_report_is_the_same_bytes_on_two_days() -> None:
    one = made_on("2026-11-29 09:00:00", "UTC")
    other = made_on("2031-02-01 23:59:00", "Asia/Tokyo")
    assert one.pop("day") == "2026-11-29"
    assert other.pop("day") == "2031-02-01"
    assert one == other
    assert len(one) == len(EVERY) * len(FORMATS)
