"""What the deal says in its rows and panes while a proposal is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.reports.page import GAP, Block, Paragraph
from planner.reports.words.deal import Deal, Keys
from planner.reports.words.named_lines import first_fitting
from planner.reports.words.proposals import (
    KIND_WORDS,
    change_lines,
    proposal_place,
    proposal_sentences,
)
from planner.reports.words.verdict_rows import first_row
from planner.tui.plain import cells
from planner.tui.said_of_deal import Why
from planner.tui.widgets.title_row import TitlePart

if TYPE_CHECKING:
    from planner.check.proposal import Proposal
    from planner.editing.scenario_session import Session
    from planner.tui.previewing import Preview

__all__ = ["proposal_rows", "proposal_title", "why_of_proposal"]


def proposal_title(preview: Preview, keys: Keys) -> tuple[TitlePart, str, tuple[TitlePart, ...]]:
    """Which proposal is shown, and the keys that look at others, take it or leave it."""
    leave = TitlePart((f"{keys.back} leave",), "back")
    if preview.shown is None:
        return TitlePart(("Looking for proposals …",)), "", (leave,)
    number = len(preview.proposals)
    place = proposal_place(preview.at + 1, number, more=preview.more)
    parts = (
        TitlePart((f"{keys.next_undecided} next",), "next_undecided"),
        TitlePart((f"{keys.previous_undecided} previous",), "previous_undecided"),
        TitlePart((f"{keys.go_in} take",), "take"),
        leave,
    )
    return TitlePart((place,)), "", parts


def proposal_rows(session: Session, proposal: Proposal) -> Callable[[int], tuple[str, str]]:
    """The two rows of the verdict that the proposal would have, by the width for them."""
    deal = Deal(
        proposal.scenario,
        proposal.verdict,
        proposal.verdict.reading,
        lambda: session.scenario_count,
        working=False,
    )
    second = [" ".join(proposal_sentences(session.case, proposal))]
    second += reversed(proposal_sentences(session.case, proposal))

    def rows(width: int) -> tuple[str, str]:
        forms = first_row(deal), second
        return (
            first_fitting(forms[0], width, cells),
            first_fitting(forms[1], width, cells),
        )

    return rows


def why_of_proposal(session: Session, proposal: Proposal, keys: Keys) -> Why:
    """What it would choose, what it changes of the counted lines, and what no source proposes."""
    case = session.case
    lines = [f"→ {words}" for words in change_lines(case, proposal)]
    blocks: list[Block] = [*map(Paragraph, proposal_sentences(case, proposal))]
    blocks += [GAP, *(Paragraph(line) for line in lines)]
    return Why(KIND_WORDS[proposal.kind], f"{keys.go_in} take · {keys.back} leave", tuple(blocks))
