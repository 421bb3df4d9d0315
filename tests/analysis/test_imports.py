"""What the package costs before and after it is used."""

from __future__ import annotations

import subprocess
import sys

EVERY_MODULE = (
    "import pkgutil\n"
    "from importlib import import_module\n"
    "import planner.analysis\n"
    "for module in pkgutil.walk_packages(planner.analysis.__path__, 'planner.analysis.'):\n"
    "    import_module(module.name)\n"
)
HEAVY = {"oxidd", "pysat", "textual", "numpy"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after the code."""
    program = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Engines come when they are used, the screen never."""
    assert not modules_after(EVERY_MODULE) & HEAVY


def test_versions_are_known_without_the_readers_of_mails_and_archives() -> None:
    """The open app asks for them and keeps what it has loaded: they took over a megabyte."""
    code = (
        "from planner.analysis.self_test import LIBRARIES, library_versions\n"
        "assert all(map(library_versions, LIBRARIES))"
    )
    assert not modules_after(code) & {"email", "zipfile"}


def test_nothing_of_files_session_or_screen_is_loaded() -> None:
    """The room stands on the model and the check alone, and what those stand on."""
    code = f"{EVERY_MODULE}import sys\nprint(*[m for m in sys.modules if m.startswith('planner.')])"
    loaded = {name for name in modules_after(code) if name.startswith("planner.")}
    rooms = {name.split(".")[1] for name in loaded}
    assert rooms <= {
        "analysis",
        "model",
        "errors",
        "check",
        "own_memory",
        "own_process",
        "by_fields",
    }


def test_counting_loads_none_of_the_other_questions_and_ways() -> None:
    """The open app counts from its start on and keeps what it has loaded in memory."""
    code = (
        "from planner.analysis.questions.explorer import Explorer\n"
        "from planner.analysis.questions.premises import Premises\n"
        "from planner.files.cases.catalogue import bundled_folder\n"
        "from planner.files.cases.reading import read_case\n"
        "case = read_case(bundled_folder() / 'ukraine-2025-08.case.toml').case\n"
        "assert Explorer(Premises(case, case.reading)).options_left({}).complete\n"
        "import sys\nprint(*[m for m in sys.modules if m.startswith('planner.analysis.')])"
    )
    others = ("analyse", "coalitions", "conflicts", "flips", "nearest", "pivotal", "ways_out")
    loaded = modules_after(code)
    assert not loaded & {f"planner.analysis.questions.{name}" for name in others}
    ways = ("alone", "bounds", "diagram", "slices", "sums", "tables", "variants")
    assert not loaded & {f"planner.analysis.engine.{name}" for name in ways}
    assert not loaded & HEAVY


def test_small_cases_are_answered_without_libraries() -> None:
    """The bundled case needs neither oxidd nor python-sat for any of its answers."""
    code = (
        "from planner.analysis.questions import NAMES\n"
        "from planner.analysis.questions.analyse import analyse\n"
        "from planner.analysis.engine.limits import Limit\n"
        "from planner.analysis.questions.premises import Premises\n"
        "from planner.files.cases.catalogue import bundled_folder\n"
        "from planner.files.cases.reading import read_case\n"
        "case = read_case(bundled_folder() / 'ukraine-2025-08.case.toml').case\n"
        "limit = Limit(seconds=300)\n"
        "assert analyse(Premises(case, case.reading), list(NAMES), limit).complete\n"
    )
    assert not modules_after(code) & {"oxidd", "pysat"}


def test_the_board_of_a_large_case_is_counted_without_diagrams() -> None:
    """What 1,000 lines join loosely falls apart along a tree: oxidd would stay in memory."""
    code = (
        "from planner.analysis.questions.outlook import outlook\n"
        "from planner.analysis.questions.premises import Premises\n"
        "from tests.made_cases import seeded_case\n"
        "case = seeded_case(issues=150, options=5, lines=1000, parties=8)\n"
        "left = outlook(Premises(case, case.reading), ())\n"
        "assert all(isinstance(found.scenarios, int) for found in left.least.crossings)\n"
    )
    assert "oxidd" not in modules_after(code)
