"""The two rows of the verdict: whose lines are crossed by what, and what that leaves.

No row says that a line is respected, and none calls a deal anything but what it crosses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.red_lines import RedLine
from planner.model.scenario import fitted
from planner.reports.words.choices import pick_title
from planner.reports.words.deal import Deal, in_brief
from planner.reports.words.from_here import line_ids
from planner.reports.words.named_lines import Measure, first_fitting, line_forms
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words
from planner.reports.words.verdicts import CONTRADICTS, lens_words, listed
from planner.reports.words.what_is_left import second_row

__all__ = ["first_row", "verdict_rows"]


def verdict_rows(deal: Deal, width: int, measure: Measure = len) -> tuple[str, str]:
    """Both rows, each in the longest form that fits."""
    return (
        first_fitting(first_row(deal), width, measure),
        first_fitting(second_row(deal), width, measure),
    )


def first_row(deal: Deal) -> list[str]:
    """Whose lines are crossed, and by what; from long to short."""
    verdict = deal.verdict
    looking = lens_words(verdict.reading, deal.own)
    if looking:
        return [f"{looking}: {words}." for words in in_brief(verdict)]
    if verdict.incoherent:
        return [*_contradiction(deal)]
    if not verdict.counts_any:
        return [*_none_counted(verdict)]
    if verdict.crossed:
        return [*_crossed(deal)]
    if not verdict.complete:
        return [*_so_far(deal)]
    aside = verdict.crossed_aside
    return [*(_nothing_else(verdict, aside) if aside else _clear(verdict))]


def _none_counted(verdict: Verdict) -> Iterator[str]:
    lines = verdict.case.red_lines
    none = f"This reading counts none of the {counted(len(lines), 'line')}"
    so = "it says nothing about this deal"
    if not lines:
        none, so = "The case has no red line yet", "there is none to cross"
    yield f"{none}, so {so}."
    yield f"{none}."


def _contradiction(deal: Deal) -> Iterator[str]:
    from planner.check.reasons import terms_that_hold  # noqa: PLC0415 (few deals contradict themselves)

    verdict, opening = deal.verdict, CONTRADICTS.capitalize()
    rule = next(r for r in verdict.case.coherence if r.id == verdict.incoherent[0])
    titles: dict[str, None] = {}
    scenario = fitted(deal.scenario, verdict.case)  # what is only begun decides nothing
    for term in terms_that_hold(scenario, verdict, rule.impossible_when):
        for issue in term.issues:
            pick = scenario.pick(issue)
            if pick is not None and verdict.applies(issue) is not False:
                of_what = "" if pick != () else f"{verdict.case.issues_by_id[issue].title}: "
                titles[f"“{of_what}{pick_title(verdict.case, issue, pick)}”"] = None
        break
    if len(titles) > 1:
        yield f"{opening}: {listed([*titles], 'and')} exclude each other."
        yield f"{opening}: {len(titles):,} choices exclude each other."
    yield f"{opening}: {rule.title} ({rule.id})."
    yield f"{opening}: {rule.id}."


def _crossed(deal: Deal) -> Iterator[str]:
    verdict = deal.verdict
    lines = [held.line for held in verdict.crossed]
    complete = "Complete. " if verdict.complete else ""
    opening = f"✗ {complete}Crosses {counted(len(lines), 'line')}"
    aside = [id_words(line.line) for line in verdict.crossed_aside]
    besides = f" {listed(aside, 'and')}, set aside, would be crossed too." if aside else ""
    forms = line_forms(verdict, lines)
    for words in forms:
        yield f"{opening}: {words}.{besides}"
        if not besides:
            yield f"{opening}: {words}"  # rather without a full stop than without a name
    if besides:
        yield from (f"{opening}: {words}. {len(aside):,} set aside." for words in forms)
    yield f"{opening}."


def _nothing_else(verdict: Verdict, aside: Sequence[LineVerdict]) -> Iterator[str]:
    ids = listed(line_ids(aside), "and")
    forms = line_forms(verdict, [held.line for held in aside], issues=False)
    for words in forms:
        yield f"Crosses nothing else, with {words} set aside; counted, {ids} would be crossed."
    yield f"Crosses nothing else; {ids}, set aside, would be crossed."
    yield f"Crosses nothing else; {counted(len(aside), 'line')} set aside would be crossed."


def _clear(verdict: Verdict) -> Iterator[str]:
    lines = [held.line for held in verdict.contested]
    if verdict.contested_aside:
        yield from _clear_with_contested_aside(verdict, lines)
        return
    if not lines:
        yield "Complete and clear: crosses no stated red line, and leaves none contested."
        yield "Complete and clear: crosses no stated line, none contested."
        return
    stays = agreeing(len(lines), "stays", "stay")
    forms = line_forms(verdict, lines, issues=False)
    for words in forms:
        yield (
            f"Complete and clear: crosses no stated red line. {counted(len(lines), 'line')} {stays}"
            f" contested: {words}."
        )
    short = "Complete and clear: crosses no stated line."
    for words in forms[1:] or forms:
        yield f"{short} {len(lines):,} {stays} contested: {words}."
    yield f"Complete and clear; {len(lines):,} {stays} contested."


def _clear_with_contested_aside(verdict: Verdict, lines: Sequence[RedLine]) -> Iterator[str]:
    ids = listed(line_ids(verdict.contested_aside), "and")
    stays = ""
    openings = ["Complete and clear: crosses no stated red line.", "Complete and clear."]
    if lines:
        stays = f"{counted(len(lines), 'line')} {agreeing(len(lines), 'stays', 'stay')} contested"
        named = line_forms(verdict, lines, issues=False)
        openings = [f"{opening} {stays}: {words}." for opening in openings for words in named]
    yield from (f"{opening} {ids}, set aside, would be contested." for opening in openings)
    if lines:
        yield from (f"{opening} {ids}, set aside, would be." for opening in openings)
        openings = [f"Complete and clear; {stays}."]
    yield f"{openings[-1]} {len(verdict.contested_aside):,} set aside."


def _so_far(deal: Deal) -> Iterator[str]:
    verdict = deal.verdict
    issues = f"{counted(len(verdict.undecided), 'issue')} to decide"
    waiting = verdict.number_of(LineStatus.UNDECIDED)
    lines = f"{counted(waiting, 'red line')} {agreeing(waiting, 'depends', 'depend')}"
    them = agreeing(len(verdict.undecided), "it", "them")
    depend = f"{lines} on {them}" if waiting else "no red line depends on " + them
    begun = any(deal.scenario.chosen())
    opening = "Nothing crossed so far" if begun else "Nothing chosen yet"
    aside = line_ids(verdict.crossed_aside)
    if aside:
        opening = "Nothing else crossed so far"
    contested = [held.line for held in verdict.contested]
    forms = [
        f"{opening}: {issues}, {depend}{f'; contested: {words}' if words else ''}."
        for words in (line_forms(verdict, contested, issues=False) if contested else [""])
    ]
    if contested:
        forms.append(f"{opening}: {issues}, {depend}; {len(contested):,} contested.")
        forms.append(f"{opening}, {len(contested):,} contested: {issues}.")
    forms.append(f"{opening}: {issues}.")
    if not aside:
        if verdict.contested_aside:
            ids = listed(line_ids(verdict.contested_aside), "and")
            named = forms[:-1] if contested else forms  # rather without it than without these
            yield from (f"{words} {ids}, set aside, would be contested." for words in named)
        yield from forms
        return
    ids = listed(aside, "and")
    yield from (f"{words} {ids}, set aside, would be crossed." for words in forms)
    yield f"{forms[-1]} {ids}, set aside, would be."
    yield f"{forms[-1]} {len(aside):,} set aside."
