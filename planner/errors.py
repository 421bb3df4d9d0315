"""What can go wrong, as one small tree of exceptions.

``PlannerError`` is the root; whatever a user can cause is one of its children, so that the commands
and the screen each need one ``except`` clause. Everything else that escapes is a defect of ours.
"""

from __future__ import annotations

from typing import Literal, Self

from attrs import frozen

from planner.by_fields import Compared

__all__ = [
    "FileProblemError",
    "LayoutAtStakeError",
    "PlannerError",
    "Problem",
    "SaveError",
    "UnknownNameError",
    "WordsError",
]


@frozen(eq=False, repr=False)
class Problem(Compared):
    """One thing that is wrong in a file, and where.

    ``line`` and ``column`` count from 1, in characters; both are ``None`` where the problem has no
    place inside the file (it is a folder, say). ``message`` says what was found, ``expected`` what
    would be right, ``nearest`` the known name that is most like the one found, ``hint`` how to mend
    it. The texts are plain: no control character of the file survives in them. ``further`` is how
    many more there are behind it that are not told.
    """

    file: str
    line: int | None
    column: int | None
    message: str
    expected: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"
    nearest: str = ""
    further: int = 0

    @property
    def place(self) -> str:
        """``FILE:LINE:COLUMN``, as far as it is known."""
        if self.line is None:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"

    @property
    def explanation(self) -> str:
        """What was found, what was expected and how to mend it, in one line without the place."""
        parts = [self.message]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.nearest:
            parts.append(f'did you mean "{self.nearest}"?')
        if self.hint:
            parts.append(self.hint)
        return "; ".join(parts)

    def __str__(self) -> str:
        return f"{self.place or 'planner'}: {self.severity}: {self.explanation}"

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"


class PlannerError(Exception):
    """The root of all errors that a user can cause and mend."""


class WordsError(PlannerError):
    """What was asked makes no sense; ``problem`` holds apart what was expected, and the nearest.

    Its text is all of that in one line.
    """

    def __init__(
        self, message: str, expected: str = "", *, nearest: str = "", hint: str = ""
    ) -> None:
        self.problem = Problem("", None, None, message, expected, hint, nearest=nearest)
        super().__init__(self.problem.explanation)

    @classmethod
    def of(cls, problem: Problem, hint: str = "") -> Self:
        """The error that the problem is, with a hint where it has none."""
        return cls(
            problem.message, problem.expected, nearest=problem.nearest, hint=problem.hint or hint
        )


class FileProblemError(PlannerError):
    """A file cannot be used; ``problems`` says why, in the order of the file, at least one."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SaveError(PlannerError):
    """A document could not be saved; the file that stood there before is as it was."""


class LayoutAtStakeError(SaveError):
    """The change cannot be written into the file as it is laid out; nothing was written.

    Saving again with ``canonical=True`` writes the canonical form, without the file's comments.
    """


class UnknownNameError(WordsError):
    """A name given on the command line or in a call is none that is known here."""
