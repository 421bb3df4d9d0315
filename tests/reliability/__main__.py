"""``python -m tests.reliability``: the proofs of what is promised about files, one line each.

Exit code 1 if a proof fails, 2 for wrong usage. What cannot be had on this machine is ``not run``.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path

from tests.reliability.proof import Effort, NotRunError, Result
from tests.reliability.workplace import workplace

PROOFS = {
    "system-calls": "a crash, EIO and ENOSPC at every system call of a save",
    "kills": "2,000 kill -9 at random moments of saves",
    "faults": "24 faults of the environment, over a scenario and over a case",
    "fault-injection": "98 sessions: folder, state, clock, disk or terminal breaks before a step",
    "rivals": "8 processes x 250 saves of one file, with and without the lock",
    "outside-changes": "12 kinds of change from outside to both kinds, clean and unsaved",
    "mutations": "100,000 damaged files through the reader, 1,000 through the command",
    "toml-suite": "toml-test 1.0.0 (give its folder with --suite)",
    "escapes": "hostile payloads in every field: no control sequence, no action",
    "round-trips": "20,000 scenarios and 2,000 cases written and read",
    "session-steps": "20,000 steps of sessions on both, with foreign writes and crashes",
    "comments": "15,000 edit sequences over commented scenarios and cases",
    "single-changes": "every single change of the bundled case in nine layouts",
    "typing-kills": "50 kills while typing a note and a form, and the gentler ends",
    "storm": "100,000 random keys, clicks and pastes with 2,500 resizes, over a scenario",
    "case-storm": "the same over a case",
    "sizes": "every screen at 1..12 x 1..12 and up to 250 x 80",
    "power-cuts": "200 power cuts on a loop device (root)",
}


def main(arguments: list[str]) -> int:
    """Runs the proofs that are named, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.reliability",
        description="Proves what is promised about files. One line for each proof, with figures.",
        epilog="\n".join(f"  {name:<16} {what}" for name, what in PROOFS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="*", metavar="NAME", help="a proof; all, if none is named")
    parser.add_argument("--short", action="store_true", help="the shortened forms")
    parser.add_argument("--number", type=int, help="do so many instead (never more than the whole)")
    parser.add_argument("--suite", type=Path, help="the tests folder of toml-test")
    parsed = parser.parse_args(arguments)
    unknown = [name for name in parsed.name if name not in PROOFS]
    if unknown:
        parser.error(f"there is no proof {unknown[0]!r}; expected one of {', '.join(PROOFS)}")
    effort = Effort(short=parsed.short, number=parsed.number, suite=parsed.suite)
    held = [_held(name, effort) for name in parsed.name or PROOFS]
    return 0 if all(held) else 1


def _held(name: str, effort: Effort) -> bool:
    """Runs a proof and prints its line; whether nothing speaks against it."""
    start = time.monotonic()
    module = import_module(f"tests.reliability.{name.replace('-', '_')}")
    try:
        with workplace() as folder:
            result: Result = module.run(folder, effort)
    except NotRunError as reason:
        _say(f"{name}: not run: {reason}")
        return True
    verdict = "FAILED: " if result.wrong else ""
    _say(f"{name}: {verdict}{result.figures} ({time.monotonic() - start:,.0f} s)")
    for wrong in result.wrong[:20]:
        _say(f"    {wrong}")
    return not result.wrong


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
