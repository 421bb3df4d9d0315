"""The pane “From here”: what is left, what it rests on, what mends it, as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.check.verdict import added_options
from planner.model.case import Case
from planner.reports.page import GAP, Block, Heading, Item, Listing, Paragraph
from planner.reports.words.counts import count_words
from planner.reports.words.deal import Deal
from planner.reports.words.from_here import line_ids, of_them_words, ways_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import line_words
from planner.reports.words.verdicts import listed, sentence
from planner.reports.words.what_is_left import clear_ways

if TYPE_CHECKING:
    from planner.analysis.questions.least import Least
    from planner.analysis.questions.outlook import Outlook

__all__ = ["outlook_blocks"]

_SHOWN = 4
_CLEAR = "This deal is clear."


def outlook_blocks(deal: Deal) -> list[Block]:
    """What is left of the deal as it stands; what is not known yet is said to be counted."""
    verdict = deal.verdict
    if not verdict.counts_any:
        return [Paragraph("This reading counts no line.")]
    blocks: list[Block] = []
    if verdict.complete:
        if not verdict.crossed and not verdict.incoherent:
            blocks += _of_clear(deal)
    elif deal.outlook is None:
        blocks.append(Paragraph("Counting …" if deal.working else "Not counted."))
    else:
        blocks += _of_ways(deal, deal.outlook)
    if deal.mends:
        from planner.reports.content.mends import mend_blocks  # noqa: PLC0415 (once one is found)

        blocks += [*([GAP] if blocks else []), *mend_blocks(deal)]
    return blocks


def _of_clear(deal: Deal) -> Iterator[Block]:
    """What a complete deal that is clear rests on."""
    case, verdict = deal.verdict.case, deal.verdict
    aside = listed(line_ids(verdict.crossed_aside), "and")
    yield Paragraph(f"This deal is clear, with {aside} set aside." if aside else _CLEAR)
    added = [*added_options(case, deal.scenario, verdict)]
    contested = line_ids(verdict.contested)
    items = [
        f"{case.issues_by_id[issue].title}: {case.issues_by_id[issue].option(option).title}"
        for issue, option in added
    ]
    if added:
        yield Paragraph(f"It rests on {counted(len(added), 'option')} no source proposes:")
        yield Listing(Item([Paragraph(words)]) for words in items)
    else:
        yield Paragraph("It uses sourced options only.")
    if contested:
        yield Paragraph(f"{counted(len(contested), 'contested line')}: {', '.join(contested)}.")
    if deal.whole is not None and isinstance(deal.whole.open, int) and deal.whole.open > 1:
        others = counted(deal.whole.open - 1, "other scenario")
        verb = agreeing(deal.whole.open - 1, "is", "are")
        yield GAP
        yield Paragraph(f"{others} {verb} clear. {deal.keys.finish} shows the nearest.")


def _of_ways(deal: Deal, outlook: Outlook) -> Iterator[Block]:
    """How many ways to finish there are, what they hide, and what all of them need."""
    ways = outlook.ways
    crossed = [*outlook.crosses]
    if crossed or ways.open == 0:
        if crossed:
            yield Paragraph("No way to finish is clear.")
        number = ways_words(crossed, [], ways.open, working=deal.working)[0]
        yield Paragraph(f"Ways to finish: {number}.")  # of which the next lines speak
    else:
        yield Paragraph(f"{clear_ways(deal, ways.open)}.")
    yield from (Paragraph(f"{words}.") for words in of_them_words(ways))
    needed = [*_needed(deal, outlook)]
    if needed:
        yield GAP
        all_of = "Both" if ways.open == 2 else f"All {count_words(ways.open)}"
        yield Heading(agreeing(ways.open, "It needs", f"{all_of} need"))
        yield Listing(Item([Paragraph(words)]) for words in needed)
    only = "with sourced options only"
    for least, of_what in ((outlook.least, ""), (outlook.least_sourced, only)):
        yield from _least(deal.verdict.case, least, of_what, crossed)


def _needed(deal: Deal, outlook: Outlook) -> Iterator[str]:
    """The options that all clear ways hold, that no source proposes and that the deal lacks yet."""
    case, rests = deal.verdict.case, outlook.rests_on
    for shared in rests.added if rests is not None else ():
        issue, pick = case.issues_by_id[shared.issue], deal.scenario.pick(shared.issue)
        chosen = pick if isinstance(pick, tuple) else (pick,)
        if shared.option not in chosen:
            yield f"{issue.title}: {issue.option(shared.option).title}*"


def _least(case: Case, least: Least | None, of_what: str, crossed: list[str]) -> Iterator[Block]:
    """The fewest lines that any way to finish crosses, where that is news."""
    if least is None or not any(each.lines for each in least.crossings):
        return
    if [line_words(case, each.lines) for each in least.crossings] == [crossed]:
        return
    yield GAP
    yield Heading(sentence(f"the fewest crossings {of_what}".rstrip()).rstrip("."))
    for each in least.crossings[:_SHOWN]:
        verb = agreeing(each.scenarios, "crosses", "cross")
        lines = listed(line_words(case, each.lines), "and")
        yield Paragraph(f"{count_words(each.scenarios)} {verb} only {lines}.")
    if len(least.crossings) > _SHOWN:
        more = counted(len(least.crossings) - _SHOWN, "more set")
        bound = "" if least.complete else "At least "
        yield Paragraph(f"{bound}{more} of as many lines.")
