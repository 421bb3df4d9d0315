"""The planner as who installs it from the wheel has it: no file of the project beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.pty.terminal import ROOT

__all__ = ["installed"]


def installed(folder: Path) -> Path:
    """The folder of packages that the wheel made of this project fills, and nothing else does."""
    build = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    made = subprocess.run(
        [sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    wheel = folder / made.stdout.splitlines()[-1]
    packages = folder / "packages"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
            *("--target", str(packages), str(wheel)),
        ],
        check=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    return packages
