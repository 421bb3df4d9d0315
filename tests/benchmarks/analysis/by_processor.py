"""Time limits that count processor seconds, here and in the process that helps.

What else the machine does makes no difference then. It is also that process, as a program.
"""

from __future__ import annotations

import time
from types import SimpleNamespace

from planner.analysis.engine import limits
from planner.analysis.questions import answering, beside

__all__ = ["count_processor_seconds"]


def count_processor_seconds() -> None:
    """From now on, a limit of ten seconds is one of ten processor seconds."""
    vars(limits)["time"] = SimpleNamespace(monotonic=time.process_time)
    vars(beside)["_PROGRAM"] = "tests.benchmarks.analysis.by_processor"


if __name__ == "__main__":
    count_processor_seconds()
    answering.main()
