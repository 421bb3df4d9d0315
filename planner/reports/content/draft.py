"""The draft: the clauses of the chosen options as one text, with changes against a second one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.check.comparison import Comparison
from planner.model.case import Issue, IssueKind, Option
from planner.model.conditions import Pick
from planner.reports.content.changed_words import changed
from planner.reports.content.handed import Subject, marking, opening
from planner.reports.page import (
    Block,
    Deleted,
    Heading,
    Inserted,
    Kept,
    Page,
    Paragraph,
    Said,
    Strong,
    Table,
    Tone,
)
from planner.reports.report import Report
from planner.reports.words.choices import written_words
from planner.reports.words.comparison import own_note
from planner.reports.words.draft import missing_clause, missing_words, number_clause
from planner.reports.words.report import as_of_words
from planner.reports.words.verdicts import sentence

__all__ = ["draft"]

_SHEET = ("Article", "Issue", "State", "Text")
_SHEET_CHANGED = (
    "Article before",
    "Article after",
    "Issue",
    "Changed",
    "Text before",
    "Text after",
)


def draft(subjects: Sequence[Subject], comparison: Comparison) -> Report:
    """The text of one scenario; of two the text of the first with the changes to the second."""
    earlier, later = subjects[0], subjects[-1] if len(subjects) > 1 else None
    issues = [issue for issue in earlier.case.issues if _anywhere(issue, subjects)]
    body: list[Block] = [*opening(earlier)]
    if later is not None:
        body = [*_both(subjects, comparison)]
    if missing := _missing(issues, subjects):
        body.append(Paragraph(sentence(missing), tone=Tone.MUTED))
    numbers = [_numbers(issues, subject) for subject in subjects]
    for issue in issues:
        body.append(Heading(_heading(issue, *(each.get(issue.id) for each in numbers))))
        body += _article(issue, earlier, later)
    title = earlier.title if later is None else f"{earlier.title} → {later.title}"
    return Report(
        "draft",
        f"Draft: {title}",
        [Page(Heading(f"Draft: {title}", level=1), body)],
        _sheet(issues, earlier, later, numbers),
        marking=marking(subjects),
    )


def _missing(issues: Sequence[Issue], subjects: Sequence[Subject]) -> str:
    """How many of the options that the text speaks of have no clause."""
    options = {
        (issue.id, option.id): option
        for subject in subjects
        for issue in issues
        if subject.verdict.applies(issue.id) is not False
        for option in _spoken_of(issue, subject)
    }
    return missing_words(sum(not option.clause for option in options.values()), len(options))


def _spoken_of(issue: Issue, subject: Subject) -> Iterable[Option]:
    """The options chosen on the issue, or all while it is undecided."""
    pick = subject.scenario.pick(issue.id)
    if pick is None:
        return issue.options
    held = (pick,) if isinstance(pick, str) else pick if isinstance(pick, tuple) else ()
    return map(issue.option, held)


def _anywhere(issue: Issue, subjects: Sequence[Subject]) -> bool:
    return any(subject.verdict.applies(issue.id) is not False for subject in subjects)


def _numbers(issues: Iterable[Issue], subject: Subject) -> dict[str, int]:
    """The articles of that draft alone, numbered; an issue that does not apply has none."""
    held = (issue.id for issue in issues if subject.verdict.applies(issue.id) is not False)
    return {issue: number for number, issue in enumerate(held, 1)}


def _heading(issue: Issue, before: int | None, *later: int | None) -> Said:
    """The number and the title, with what differs between two drafts as a change."""
    after = later[0] if later else before
    if before == after:
        words = f"{before:,}. {issue.title}"
        return Kept(words) if later else words
    if before is None:
        return Inserted(f"{after:,}. {issue.title}")
    if after is None:
        return Deleted(f"{before:,}. {issue.title}")
    return (Deleted(f"{before:,}"), Inserted(f"{after:,}"), Kept(f". {issue.title}"))


def _both(subjects: Sequence[Subject], comparison: Comparison) -> Iterator[Block]:
    first = subjects[0]
    yield Paragraph(as_of_words(first.case, first.written), tone=Tone.MUTED)
    for label, subject, column in zip(("From", "To"), subjects, comparison.columns, strict=True):
        title = f"{subject.title}{own_note(comparison, column)}"
        yield Paragraph((Strong(f"{label}: {title}. "), subject.opening))
    if first.withheld:
        yield Paragraph(sentence(first.withheld))


def _article(issue: Issue, earlier: Subject, later: Subject | None) -> Iterator[Block]:
    before = _texts(issue, earlier)
    if later is None:
        yield from (Paragraph(text) for text in before)
        return
    for runs in changed(before, _texts(issue, later)):
        yield Paragraph(runs)


def _texts(issue: Issue, subject: Subject) -> list[str]:
    """The clauses on the issue, a paragraph each; undecided, all alternatives in brackets."""
    if subject.verdict.applies(issue.id) is False:
        return []
    written = subject.written.pick(issue.id)
    if issue.id in subject.verdict.undecided:
        return _alternatives(issue, written)
    return [*_clauses(issue, subject.scenario.pick(issue.id))]


def _alternatives(issue: Issue, begun: Pick | None) -> list[str]:
    if issue.kind is IssueKind.NUMBER:
        return [f"[{number_clause(issue, None)}]"]
    words = [option.clause or option.title for option in issue.options]
    chosen = f"{written_words(issue, begun)}: " if begun else ""
    return [f"[{chosen}Alternative {n:,}: {text}]" for n, text in enumerate(words, 1)]


def _clauses(issue: Issue, pick: Pick | None) -> Iterator[str]:
    match pick:
        case int():
            yield number_clause(issue, pick)
        case str():
            yield _clause(issue.option(pick))
        case tuple():
            yield from (_clause(issue.option(each)) for each in pick)
            if not pick:
                yield f"[{issue.title}: {written_words(issue, pick)}]"


def _clause(option: Option) -> str:
    return option.clause or missing_clause(option)


def _sheet(
    issues: Sequence[Issue],
    earlier: Subject,
    later: Subject | None,
    numbers: Sequence[Mapping[str, int]],
) -> Table:
    rows: list[tuple[str, ...]] = []
    for issue in issues:
        articles = (str(each.get(issue.id, "")) for each in numbers)
        before = "\n".join(_texts(issue, earlier))
        if later is None:
            undecided = issue.id in earlier.verdict.undecided
            state = "undecided" if undecided else "decided"
            rows.append((*articles, issue.title, state, before))
        else:
            after = "\n".join(_texts(issue, later))
            changes = "yes" if before != after else "no"
            rows.append((*articles, issue.title, changes, before, after))
    return Table(rows, head=_SHEET if later is None else _SHEET_CHANGED)
