"""The nearest scenario that crosses nothing, and how many there are: with what both rest on."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.nearest import Near, Nearest
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.premises import Premises
from planner.check.verdict import Verdict
from planner.model.case import IssueKind
from planner.reports.content.analysis.nearest import filled_in
from planner.reports.content.analysis.open_set import full_choices, open_sentences
from planner.reports.content.analysis.single import rests_of
from planner.reports.page import Block, Item, Listing, Paragraph, Tone
from planner.reports.words.analysis import change_words, line_names
from planner.reports.words.counts import no_line_words, none_clear
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import sentence

__all__ = ["counts_blocks", "nearest_blocks"]

_STANDING_FOR_OTHERS = {
    IssueKind.ANY: "Where several options may hold together, only those change that must.",
    IssueKind.NUMBER: "Of numbers that no rule tells apart the nearest is named.",
}
"""What a way that is listed leaves unsaid: other answers on the issue may serve as well."""


def nearest_blocks(verdict: Verdict, whole: Analysis, own: Analysis) -> Iterator[Block]:
    """What would have to change to cross nothing, and what that then rests on.

    ``whole`` is the analysis of the case, ``own`` that of the scenario.
    """
    premises, found = own.premises, own.answer("nearest", Nearest)
    if found is None:
        return
    if not premises.counted:
        yield Paragraph(sentence(no_line_words("what is near")))
    elif not found.scenarios:
        yield from _none(whole, found)
    elif found.scenarios[0].changes:
        yield from _changes(premises, found)
    elif verdict.complete:
        yield Paragraph("This scenario crosses no counted line; nothing has to change for that.")
    else:
        yield from _completion(premises, found.scenarios[0])


def _none(analysis: Analysis, found: Nearest) -> Iterator[Block]:
    if found.reason:
        yield Paragraph(sentence(not_finished(found.reason)), tone=Tone.UNDECIDED)
        return
    case = analysis.premises.case
    yield Paragraph(sentence(none_clear(case)))
    answer = analysis.answer("open", OpenAnswer)
    least = answer.least if answer is not None else None
    crossings = [each.lines for each in least.crossings if each.lines] if least is not None else []
    if crossings:
        number = counted(len(crossings[0]), "line")
        yield Paragraph(f"The fewest lines that any of them crosses: {number}.")
        yield Listing(Item([Paragraph(f"only {line_names(case, lines)}")]) for lines in crossings)
        if least is not None and not least.complete:
            yield Paragraph("There may be more that are as few.", tone=Tone.UNDECIDED)


def _changes(premises: Premises, found: Nearest) -> Iterator[Block]:
    fewest = len(found.scenarios[0].changes)
    near = [each for each in found.scenarios if len(each.changes) == fewest]
    words = [f"At least {counted(fewest, 'choice')} must change for that."]
    # What is not listed may need as few.
    more = found.at_least is not None and found.at_least <= fewest
    if len(near) > 1 or more:
        number = counted(len(near), "way")
        follow = f"{number} with as few changes {agreeing(len(near), 'follows', 'follow')}"
        told = f"The first {follow}" if more and len(near) > 1 else follow
        rest = "; there may be more" if more else ""
        words.append(f"{told}, in the order of the case{rest}.")
    kinds = {premises.case.issues_by_id[c.issue].kind for each in near for c in each.changes}
    words += [said for kind, said in _STANDING_FOR_OTHERS.items() if kind in kinds]
    yield Paragraph(" ".join(words))
    yield Listing(_near(premises, each) for each in near)


def _near(premises: Premises, near: Near) -> Item:
    changes = "; ".join(change_words(premises.case, change) for change in near.changes)
    blocks: list[Block] = [Paragraph(changes)]
    rests = rests_of(premises, near.choices)
    left = filled_in(premises, near)
    if left:
        chosen = full_choices(premises.case, left)
        blocks.append(Paragraph(f"What is undecided, for instance: {chosen}."))
    if rests:
        blocks.append(Paragraph(sentence(f"it then {rests}"), tone=Tone.CONTESTED))
    return Item(blocks)


def _completion(premises: Premises, near: Near) -> Iterator[Block]:
    left = filled_in(premises, near)
    yield Paragraph("The choices made can stay; for instance with:")
    yield Listing([Item([Paragraph(full_choices(premises.case, left))])])
    if rests := rests_of(premises, near.choices):
        yield Paragraph(sentence(f"it then {rests}"), tone=Tone.CONTESTED)


def counts_blocks(whole: Analysis, own: Analysis) -> Iterator[Block]:
    """The counts of the case, then those with the choices made while some are left to make.

    What all of them rest on comes first: a number is not to be read without it.
    """
    told = [*open_sentences(whole)]
    if own.answer("open", OpenAnswer) is not None and not own.premises.complete:
        told += open_sentences(own)
    for words in dict.fromkeys(told):  # where nothing is chosen yet both say the same
        yield Paragraph(sentence(words))
    yield Paragraph("This speaks of stated lines alone, and forecasts nothing.", tone=Tone.MUTED)
