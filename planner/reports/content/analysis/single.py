"""One scenario among many: its verdict as the question reads it, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from planner.analysis.questions.premises import Premises
from planner.check.checker import check
from planner.check.verdict import Verdict
from planner.model.conditions import Pick
from planner.model.scenario import Choice, Scenario
from planner.reports.words.analysis import added_titles, rests_words
from planner.reports.words.private import id_words

__all__ = ["judged", "rests_of"]


def judged(premises: Premises, choices: Mapping[str, Pick]) -> Verdict:
    """The verdict on these choices under the question's reading, with its lines set aside."""
    scenario = Scenario(
        premises.case.id, choices={i: Choice.of(pick) for i, pick in choices.items()}
    )
    return check(premises.case, scenario, reading=premises.reading, set_aside=premises.set_aside)


def rests_of(premises: Premises, choices: Mapping[str, Pick]) -> str:
    """``rests on “In parallel”, which no source proposes, and leaves EU-1 contested``, or nothing.

    It is said of a scenario that crosses no counted line.
    """
    contested = [id_words(line.line) for line in judged(premises, choices).contested]
    return rests_words(added_titles(premises.case, choices), contested)
