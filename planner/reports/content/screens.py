"""What the screens show, as pages to be read line by line: for screen readers, and for scripts.

Each line stands for itself: where a screen has signs and columns, here are words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import field, frozen

from planner.by_fields import Compared
from planner.check.coverage import Coverage
from planner.check.from_here import OptionEffect
from planner.check.verdict import LineVerdict, Verdict
from planner.model.case import Issue, IssueKind, Option, Origin
from planner.model.conditions import Pick
from planner.model.scenario import Scenario
from planner.reports.content.coverage import explain_cell, explain_coverage
from planner.reports.content.explain import (
    explain_answer,
    explain_issue,
    explain_line,
    explain_option,
    explain_party,
    explain_readings,
)
from planner.reports.page import Block, Heading, Item, Listing, Marks, Page, Paragraph
from planner.reports.words.choices import answer_lines, chosen_words, pick_title, stretch_title
from planner.reports.words.days import judged_until
from planner.reports.words.points import adds_words, points_words
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import (
    LINE_WORDS,
    case_sentence,
    line_heading,
    member_words,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
    why_not_counted,
)

__all__ = [
    "Shown",
    "evidence_pages",
    "issue_blocks",
    "party_blocks",
    "scenario_blocks",
    "why_pages",
]


@frozen(eq=False, repr=False)
class Shown(Compared):
    """What is said on a scenario: its verdict, and what each option would do.

    ``picked`` says what is chosen on an issue so far, a choice that is only begun too.
    ``left`` says in words how many clear scenarios an answer leaves, ``why_left`` explains it;
    ``ways`` says how many ways to finish cross nothing beyond what is crossed with the answer,
    empty where nothing is. ``under`` are the verdicts under all readings.
    """

    name: str
    scenario: Scenario
    verdict: Verdict
    picked: Callable[[str], Pick | None]
    consequences: Callable[[str], Mapping[str, OptionEffect]]
    left: Callable[[str, str], str]
    why_left: Callable[[str, str], Sequence[Block]]
    ways: Callable[[OptionEffect], str]
    open: str = ""
    under: tuple[Verdict, ...] = field(default=())


def scenario_blocks(shown: Shown) -> list[Block]:
    """What the bars and the details of the main screen say."""
    scenario, verdict = shown.scenario, shown.verdict
    facts = [
        f"Scenario: {scenario.title or shown.name or 'New scenario'}",
        f"File: {shown.name}" if shown.name else "File: none yet",
        f"Authors: {', '.join(scenario.authors)}" if scenario.authors else "",
        f"Summary: {_in_one(scenario.summary)}" if scenario.summary else "",
        f"Case: {case_sentence(verdict.case)}",
        sentence(judged_until(verdict.case, scenario.as_of)) if scenario.as_of else "",
        f"Reading: {verdict.reading}",
        f"Verdict: {sentence(verdict_sentence(verdict))}",
        sentence(undecided_sentence(verdict)) if not verdict.complete else "",
        sentence(shown.open) if shown.open else "",
    ]
    return [Paragraph(fact) for fact in facts if fact]


def issue_blocks(shown: Shown) -> list[Block]:
    """The issues with their answers, what is chosen, and what each answer does or would do."""
    blocks: list[Block] = []
    verdict = shown.verdict
    for issue in verdict.case.issues:
        words = chosen_words(verdict, issue, shown.picked(issue.id))
        blocks.append(Heading(f"{issue.title}: {words}"))
        if note := shown.scenario.note(issue.id):
            items = [Item([Paragraph(_in_one(note))], label="Note:")]
            blocks.append(Listing(items, marks=Marks.LABELS))
        blocks += (Paragraph(sentence(each)) for each in answer_lines(verdict.case, issue))
        if verdict.applies(issue.id) is not False:
            answers = (Item([Paragraph(_told(shown, each))]) for each in _answers(shown, issue))
            blocks.append(Listing(answers, marks=Marks.NUMBERS))
    return blocks


def party_blocks(shown: Shown) -> list[Block]:
    """The parties with their verdict, and every red line of each with its own."""
    blocks: list[Block] = []
    for party in shown.verdict.parties:
        blocks.append(Heading(f"{party.party.name}: {party_words(party)}"))
        blocks += (Paragraph(f"{m.name}: {member_words(m)}") for m in party.members)
        blocks += (Paragraph(_line_words(shown, held)) for held in party.lines)
    return blocks


def why_pages(shown: Shown) -> Iterator[Page]:
    """What the pane of reasons says on every red line, issue, option, party and reading."""
    case, verdict = shown.verdict.case, shown.verdict
    yield from (explain_line(verdict, line, shown.scenario) for line in case.red_lines)
    for issue in case.issues:
        yield explain_issue(verdict, issue, shown.picked(issue.id), shown.scenario)
        if verdict.applies(issue.id) is not False:
            yield from _answer_pages(shown, issue)
    yield from (explain_party(verdict, party.id, shown.scenario) for party in case.parties)
    if shown.under:
        yield explain_readings(verdict, shown.under)


def _answer_pages(shown: Shown, issue: Issue) -> Iterator[Page]:
    for answer in _answers(shown, issue):
        done = shown.consequences(issue.id)[answer.name]
        if answer.option is not None:
            page = explain_option(shown.verdict, issue, answer.option, done, chosen=answer.chosen)
        else:
            page = explain_answer(
                shown.verdict, issue, answer.title, answer.pick, done, chosen=answer.chosen
            )
        left = shown.why_left(issue.id, answer.name) if answer.name else ()
        yield Page(page.heading, (*left, *page.body))


def evidence_pages(coverage: Coverage) -> Iterator[Page]:
    """The statements of each party on each issue, after what is known of the party."""
    for party in coverage.case.parties:
        yield explain_coverage(coverage, party)
        yield from (explain_cell(coverage, party, issue) for issue in coverage.case.issues)


def _in_one(text: str) -> str:
    """The text as one paragraph, so that it is read aloud as one line."""
    return text.replace("\n", " ")


@frozen(eq=False, repr=False)
class _Answer(Compared):
    """What can be chosen on an issue: an option, a stretch of a number, or that no option holds.

    ``name`` is what its consequence is told by, empty where there is none.
    """

    issue: Issue
    name: str
    title: str
    pick: Pick
    chosen: bool
    option: Option | None = None


def _answers(shown: Shown, issue: Issue) -> Iterator[_Answer]:
    picked = shown.picked(issue.id)
    if issue.kind is IssueKind.NUMBER:
        for name in shown.consequences(issue.id):
            first, last = map(int, name.split(".."))
            chosen = isinstance(picked, int) and first <= picked <= last
            yield _Answer(issue, name, stretch_title(issue, name), first, chosen)
        return
    several = issue.kind is IssueKind.ANY
    for option in issue.options:
        chosen = option.id in picked if isinstance(picked, tuple) else option.id == picked
        pick = (option.id,) if several else option.id
        yield _Answer(issue, option.id, option.title, pick, chosen, option)
    if several and not issue.at_least:
        yield _Answer(issue, "", pick_title(shown.verdict.case, issue.id, ()), (), picked == ())


def _told(shown: Shown, answer: _Answer) -> str:
    told = ", ".join([answer.title, *_marks(shown, answer)])
    left = shown.left(answer.issue.id, answer.name) if answer.name else ""
    done = shown.consequences(answer.issue.id)[answer.name]
    ways = "" if _taken_away(answer) else shown.ways(done)
    return "; ".join(filter(None, [told, left, f"from here {ways}" if ways else ""]))


def _taken_away(answer: _Answer) -> bool:
    """Whether its consequence is that of taking it away."""
    return answer.chosen and answer.issue.kind is IssueKind.ANY and bool(answer.name)


def _marks(shown: Shown, answer: _Answer) -> Iterator[str]:
    if answer.chosen:
        yield "chosen"
    if answer.option is not None and answer.option.origin is Origin.ADDED:
        yield "added"
    lines = (held.line for held in shown.verdict.lines if held.counted)
    yield from adds_words(lines, answer.issue.id, answer.pick)
    done = shown.consequences(answer.issue.id)[answer.name]
    # What several options do together is known of the others: of one that holds, what ends with it.
    away = _taken_away(answer)
    taken = "taken away " if away else ""
    if done.crossed:
        verb = "crosses" if answer.chosen and not away else "would cross"
        yield f"{taken}{verb} {' '.join(map(id_words, done.crossed))}"
    if done.contested:
        verb = "leaves" if answer.chosen and not away else "would leave"
        yield f"{taken}{verb} {' '.join(map(id_words, done.contested))} contested"
    for effects, change in (
        (done.softened, f"{taken}{{}} no longer crossed"),
        (done.ended, f"{taken}would end the crossing of {{}}"),
        (done.at_stake, f"{taken}would make {{}} depend on a choice"),
    ):
        if effects:
            yield change.format(" ".join(id_words(effect.line) for effect in effects))


def _line_words(shown: Shown, held: LineVerdict) -> str:
    verdict, line = shown.verdict, held.line
    reason = why_not_counted(held, verdict.reading, shown.scenario.set_aside.get(line.id, ""))
    apart = f" ({reason})" if reason else ""
    points = f"; {points_words(held.points)}" if held.points is not None else ""
    return f"{LINE_WORDS[held.status]}: {line_heading(verdict.case, line)}{apart}{points}"
