"""Which rows the deal board has: one an issue, and below the unfolded one what can be chosen."""

from __future__ import annotations

from rich.cells import cell_len

from planner.editing.scenario_session import Session
from planner.model.case import Case, Issue
from planner.tui.widgets.issue_rows import IssueRow, rows_of

__all__ = ["BoardRows"]


class BoardRows:
    """The rows of a case from top to bottom, as far as a filter lets them through."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._case = session.case
        self._words: tuple[str, ...] = ()
        self._issues: tuple[Issue, ...] = self._case.issues
        self.unfolded = self._issues[0].id if self._issues else ""
        self._measure()
        self._list()

    @property
    def case(self) -> Case:
        """The case whose issues are listed; the session may have another until it is followed."""
        return self._case

    @property
    def most_options(self) -> int:
        """How many rows below its head the issue with the most of them has when unfolded."""
        return self._most_options

    @property
    def longest_title(self) -> int:
        """How many cells the longest title of an issue takes."""
        return self._longest

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> IssueRow:
        return self._rows[place]

    def place(self, issue: str, name: str | None) -> int:
        """Where the row of that name stands; else where its issue does, else the first."""
        found = self._row_of.get((issue, name))
        return found if found is not None else self._row_of.get((issue, None), 0)

    def of(self, issue: str) -> list[IssueRow]:
        """The rows of an issue that are listed."""
        return [row for row in self._rows if row.issue.id == issue]

    def lists(self, issue: str) -> bool:
        """Whether the filter lets the issue through."""
        return any(held.id == issue for held in self._issues)

    def unfold(self, issue: str) -> None:
        """Unfold an issue in place of another."""
        self.unfolded = issue
        self._list()

    def follow(self) -> bool:
        """List the issues of the session's case, which may be another; whether it is."""
        if self._session.case is self._case:
            return False
        self._case = self._session.case
        # New issues and another order come in; the one that was unfolded may have gone.
        found = tuple(issue for issue in self._case.issues if self._holds(issue))
        self._issues = found or self._case.issues[:1]
        if not self.lists(self.unfolded):
            self.unfolded = self._issues[0].id if self._issues else ""
        self._measure()
        self._list()
        return True

    def filter_by(self, text: str, here: Issue) -> None:
        """List only the issues that hold all these words, options and red lines included.

        The list is never empty: where nothing holds the words, the issue ``here`` stays.
        """
        self._words = tuple(text.casefold().split())
        found = tuple(issue for issue in self._session.case.issues if self._holds(issue))
        self._issues = found or (here,)
        if here not in self._issues:
            self.unfolded = self._issues[0].id
        self._list()

    @property
    def found_words(self) -> str:
        """How many issues a filter shows; empty without one."""
        if not self._words:
            return ""
        shown = len(self._issues) if any(map(self._holds, self._issues)) else 0
        return f"{shown:,} of {len(self._session.case.issues):,}"

    def issue_beside(self, step: int) -> str | None:
        """The issue that many steps from the unfolded one, or the last one that way."""
        if not self._issues:
            return None
        here = [issue.id for issue in self._issues].index(self.unfolded)
        return self._issues[max(0, min(here + step, len(self._issues) - 1))].id

    def _list(self) -> None:
        stretches = self._session.stretches
        self._rows: list[IssueRow] = []
        self._row_of: dict[tuple[str, str | None], int] = {}
        for issue in self._issues:
            for row in rows_of(issue, stretches(issue.id) if issue.id == self.unfolded else ()):
                self._row_of[issue.id, row.name] = len(self._rows)
                self._rows.append(row)
                if issue.id != self.unfolded:
                    break

    def _measure(self) -> None:
        """How many rows and columns the case asks for, whatever is chosen."""
        stretches, issues = self._session.stretches, self._case.issues
        options = (sum(1 for _ in rows_of(i, stretches(i.id))) - 1 for i in issues)
        self._most_options = max(options, default=0)
        self._longest = max((cell_len(issue.title) for issue in issues), default=0)

    def _holds(self, issue: Issue) -> bool:
        if not self._words:
            return True
        lines = (v.line for v in self._session.verdict.lines if issue.id in v.line.issues)
        texts = [
            issue.title,
            issue.question,
            *(text for option in issue.options for text in (option.title, option.definition)),
            *(text for line in lines for text in (line.id, line.title)),
        ]
        held = "\n".join(texts).casefold()
        return all(word in held for word in self._words)
