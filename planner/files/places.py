"""The folders that a run of the planner works in, looked up once at its start.

A process has one current folder, and anybody can remove it. So it is looked at once, and all that
needs a whole path asks :func:`places`. Nothing else may ask for the current folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from attrs import frozen

from planner.by_fields import Printed
from planner.files.standing import is_folder

__all__ = [
    "CONFIG_VARIABLE",
    "HERE",
    "NOT_THERE",
    "STATE_VARIABLE",
    "Places",
    "example_folder",
    "fix_places",
    "is_of_this_computer",
    "names_another_computer",
    "places",
]

STATE_VARIABLE = "PLANNER_STATE_DIR"
"""The environment variable that names another state folder, for portable use and for tests."""

CONFIG_VARIABLE = "PLANNER_CONFIG_DIR"
"""The environment variable that names another folder for the configuration."""

HERE = Path()
"""The working folder as relative paths begin in it: files found there keep their short names."""

NOT_THERE = (FileNotFoundError, NotADirectoryError)
"""What the system says where nothing stands; whatever else it says, something may."""

_APP = "redline-planner"
_PACKAGE = Path(__file__).parents[1]


def example_folder() -> Path:
    """The folder of the examples: an installed planner has it inside, the project beside it."""
    inside = _PACKAGE / "examples"
    return inside if is_folder(inside) else _PACKAGE.parent / "scenarios"


def names_another_computer(path: str) -> bool:
    """Whether a path as a file names it leads to another computer: a stranger may have put it."""
    return path.startswith(("//", "\\\\")) or "://" in path


def is_of_this_computer(path: str) -> bool:
    """Whether a path as a file names it begins at a root: nobody else has what it leads to."""
    return path.startswith(("/", "\\")) or path[1:3] in (":/", ":\\")


# Never compared, and with a dictionary, which lazy properties need: what attrs need not make costs
# nothing at the start of a check.
@frozen(slots=False, eq=False, repr=False)
class Places(Printed):
    """The folders of one run, all as whole paths.

    ``working`` is the folder that the planner was started in, from which relative paths are meant.
    ``named_state`` and ``named_config`` are the folders that the environment names, if it does.
    ``confined`` is the folder that this run may not leave, ``None`` if it may go anywhere.
    """

    working: Path
    named_state: Path | None = None
    named_config: Path | None = None
    confined: Path | None = None

    @cached_property
    def state(self) -> Path:
        """The folder of drafts, locks, kept versions and what the app remembers, there or not."""
        if self.named_state is not None:
            return self.named_state
        import platformdirs  # noqa: PLC0415 (slow to import, and most commands do without)

        return _of_user(platformdirs.user_state_dir, ".local/state")

    @cached_property
    def runtime(self) -> Path:
        """The folder for what need not outlive the user's session on this machine, there or not."""
        if self.named_state is not None:
            return self.named_state.with_name(f"{self.named_state.name}-runtime")
        import warnings  # noqa: PLC0415 (likewise)

        import platformdirs  # noqa: PLC0415 (likewise)

        # Without a session of systemd, as by ssh or in a container, it warns of its own choice.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _of_user(platformdirs.user_runtime_dir, ".cache")

    @cached_property
    def config(self) -> Path:
        """The folder of the user's own configuration, there or not."""
        if self.named_config is not None:
            return self.named_config
        import platformdirs  # noqa: PLC0415 (likewise)

        return _of_user(platformdirs.user_config_dir, ".config")

    @property
    def examples(self) -> Path:
        """Where the example scenarios lie in a copy of the project, there or not."""
        return self.working / "scenarios"

    def absolute(self, path: str | os.PathLike[str]) -> Path:
        """The whole path; a relative one is meant from the working folder."""
        return self.working / path

    def real(self, path: str | os.PathLike[str]) -> Path:
        """The whole path with all links followed.

        Raises ``OSError`` or ``ValueError`` for a path that the system cannot follow.
        """
        return Path(os.path.realpath(self.absolute(path)))

    def relative(self, path: str | os.PathLike[str], folder: Path) -> str:
        """The way from a folder to the path, as a file writes it: with slashes."""
        return Path(os.path.relpath(self.absolute(path), self.absolute(folder))).as_posix()

    def near(self, path: Path) -> Path:
        """The path from the working folder, if it lies there; else the path as it is."""
        whole = self.absolute(path)
        return whole.relative_to(self.working) if whole.is_relative_to(self.working) else path

    def may_write(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file may be put there: in the folder that this run may not leave.

        Links are followed first, so that none leads out.
        """
        return self.confined is None or self._lies_in(path, (self.confined,))

    def may_read(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file may be read: where one may be put, and in the planner's own folders."""
        if self.confined is None:
            return True
        own = (_PACKAGE, example_folder(), self.state, self.runtime, self.config)
        return self._lies_in(path, (self.confined, *own))

    def _lies_in(self, path: str | os.PathLike[str], folders: Iterable[Path]) -> bool:
        """A path that the system cannot follow lies in no folder."""
        try:
            real = self.real(path)
            return any(real.is_relative_to(self.real(folder)) for folder in folders)
        except (OSError, ValueError):
            return False


def fix_places(*, confined: str | os.PathLike[str] | None = None) -> Places:
    """Looks the places up, once, when the planner starts; ``confined`` keeps it in a folder."""
    global _fixed  # noqa: PLW0603 (a process has one current folder, and so one answer)
    bare = Places(_current_folder())
    _fixed = Places(
        bare.working,
        _named(bare, STATE_VARIABLE),
        _named(bare, CONFIG_VARIABLE),
        None if confined is None else bare.real(confined),
    )
    return _fixed


def places() -> Places:
    """The places of this run; looked up now where nothing has started it, as in a script."""
    return _fixed or fix_places()


_fixed: Places | None = None


def _current_folder() -> Path:
    """Where the planner was started; the shell's own word for it if that folder is gone."""
    try:
        return Path.cwd()
    except OSError:
        # Nothing in a removed folder can be opened, but messages can still name it.
        return Path(os.sep, os.environ.get("PWD", ""))


def _of_user(look_up: Callable[..., str], in_home: str) -> Path:
    """The planner's folder among a user's own, as the platform has it.

    A user without a home, as in a container or a service, is one whose home is the root: where
    nothing can be kept there, the planner does without.
    """
    with suppress(RuntimeError):  # one platformdirs says so, an older one leaves the "~" as it is
        folder = Path(look_up(_APP, appauthor=False))
        if folder.is_absolute():
            return folder
    return Path(os.sep, in_home, _APP)


def _named(start: Places, variable: str) -> Path | None:
    named = os.environ.get(variable)
    return start.absolute(named) if named else None
