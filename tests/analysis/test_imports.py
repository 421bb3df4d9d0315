"""What the package costs before and after it is used."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"oxidd", "pysat", "textual", "numpy", "tomlkit", "cattrs"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after the code."""
    program = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Engines come when they are used, the screen never."""
    assert not modules_after("import planner.analysis") & HEAVY


def test_nothing_of_files_session_or_screen_is_loaded() -> None:
    """The room stands on the model and the check alone."""
    code = (
        "import planner.analysis, sys\nprint(*[m for m in sys.modules if m.startswith('planner.')])"
    )
    loaded = {name for name in modules_after(code) if name.startswith("planner.")}
    rooms = {name.split(".")[1] for name in loaded}
    assert rooms <= {"analysis", "model", "errors", "check"}


def test_small_cases_are_counted_without_diagrams() -> None:
    """The bundled case needs no oxidd for any of its answers."""
    code = (
        "from planner.analysis import *\n"
        "from planner.files import bundled_folder, read_case\n"
        "case = read_case(bundled_folder() / 'ukraine-2025-08.case.toml').case\n"
        "limit = Limit(seconds=300)\n"
        "assert analyse(Question(case, case.reading), list(AnalysisPart), limit).complete\n"
    )
    assert "oxidd" not in modules_after(code)
