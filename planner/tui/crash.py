"""A defect of ours ends the app: what is written down about it, and what the planner is told.

The report must be fit to be sent to strangers. So it holds versions and where in our code it
happened, and neither local variables nor what the exceptions say: that may be the scenario's text.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from planner import __version__
from planner.own_thread import in_own_thread
from planner.visible import shown_path

__all__ = ["crash_lines", "crash_words"]

_LIBRARIES = ("textual", "rich", "attrs", "python-sat", "oxidd")
_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "NO_COLOR")
_MOST_FRAMES = 60
_PATIENCE = 5.0


def crash_words(error: BaseException, kept: Sequence[str]) -> list[str]:
    """Write the report, and say in plain lines what happened and where the report is.

    ``kept`` says what became of unsaved work.
    """
    error = _cause(error)
    lines = [
        f"planner: error: a defect of the planner's own ended it ({type(error).__name__})",
        *(kept or ["there was no unsaved work"]),
    ]
    try:
        file = in_own_thread(partial(_write, error)).result(_PATIENCE)
    except OSError as trouble:  # TimeoutError is one
        why = trouble.strerror or "the disk does not answer"
        lines.append(f"no report could be written ({why}):")
        return [*lines, *crash_lines(error)]
    lines.append(f"report, without any text of scenario or case: {shown_path(file)}")
    return lines


def crash_lines(error: BaseException) -> list[str]:
    """The report: versions, the terminal, the kinds of the errors and where they were raised."""
    return list(_lines(_cause(error)))


def _write(error: BaseException) -> os.PathLike[str]:
    from planner.files.safety.state_folder import state_folder  # noqa: PLC0415 (only then)

    now = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    file = state_folder("reports") / f"crash-{now}-{os.getpid()}.txt"
    report = "\n".join([*crash_lines(error), ""])
    with open(file, "x", encoding="utf-8", opener=_for_the_user_alone) as stream:
        stream.write(report)
    return file


def _for_the_user_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _lines(error: BaseException) -> Iterator[str]:
    yield f"planner {__version__}"
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    set_here = (f"{name}={os.environ[name]!a}" for name in _VARIABLES if name in os.environ)
    yield f"terminal: {' '.join(set_here)}; encoding {getattr(sys.stderr, 'encoding', None)}"
    yield ""
    seen: set[int] = set()
    pending: BaseException | None = error
    while pending is not None and id(pending) not in seen:
        seen.add(id(pending))
        yield f"{type(pending).__module__}.{type(pending).__qualname__} (what it says is left out)"
        for frame in traceback.extract_tb(pending.__traceback__)[-_MOST_FRAMES:]:
            yield f"  {_module(frame.filename)}:{frame.lineno} in {frame.name}"
            if frame.line:
                yield f"      {frame.line}"
        before, pending = pending, pending.__cause__ or pending.__context__
        if pending is not None:
            yield "caused by" if before.__cause__ else "while handling"


def _cause(error: BaseException) -> BaseException:
    """What a worker's failure is about."""
    from textual.worker import WorkerFailed  # noqa: PLC0415 (loaded already, or never)

    while isinstance(error, WorkerFailed):
        error = error.error
    return error


def _module(filename: str) -> str:
    """The file without the folders above our or the libraries' packages: they may tell names."""
    parts = filename.replace("\\", "/").split("/")
    for marker in ("site-packages", f"python3.{sys.version_info.minor}"):
        if marker in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(marker) :])
    packages = [n for n, part in enumerate(parts) if part == "planner"]
    return "/".join(parts[packages[-1] if packages else -1 :])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
