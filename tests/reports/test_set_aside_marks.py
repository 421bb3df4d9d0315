"""A line set aside is never hidden: no text has a tick for its party where it would be crossed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.check.checker import check
from planner.check.comparison import Column, Comparison
from planner.check.verdict import LineStatus, Verdict
from planner.files.scenarios.places import places_of_choices
from planner.files.scenarios.reading import read_scenario
from planner.model.reading import Reading
from planner.reports.content.check import check_page
from planner.reports.content.check_result import check_result
from planner.reports.content.compare import comparison_blocks
from planner.reports.content.explain import explain_party
from planner.reports.content.scenario_log import earlier_blocks
from planner.reports.content.tones import verdict_tone
from planner.reports.formats.json_comparison import comparison_json
from planner.reports.formats.text import REPORT, in_one_line, text_lines
from planner.reports.page import Tone
from planner.reports.words.verdicts import party_words, short_party_words, verdict_sentence
from tests.small_cases import coherence_rule, issue, made_case, red_line, when
from tests.small_cases import scenario as made_scenario

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "scenarios").glob("*.toml"))
WIDE = 400


def numbers_of(lines: list[str], name: str) -> list[int]:
    """Which of the lines begin with the name of a party, whatever its sign."""
    starts = [line.strip().split("  ")[0].lstrip("✓✗?~/- ") for line in lines]
    return [n for n, start in enumerate(starts) if start == name]


@pytest.mark.parametrize("reading", Reading)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda path: path.stem)
def test_no_text_ticks_a_party_whose_line_set_aside_is_crossed(
    file: Path, reading: Reading
) -> None:
    """Every example, each of its crossed lines set aside by itself, under every reading.

    Of one that is too weak for the reading nothing else is said than where it is not set aside.
    """
    loaded = read_scenario(file)
    case, scenario = loaded.case, loaded.scenario
    whole = check(case, scenario, reading=reading, set_aside=())
    for line in whole.lines:
        if line.status is not LineStatus.CROSSED:
            continue
        verdict = check(case, scenario, reading=reading, set_aside=[line.line.id])
        if line.weaker:
            assert verdict.party_statuses == whole.party_statuses
            assert (
                verdict_sentence(verdict) == f"{verdict_sentence(whole)}; set aside: {line.line.id}"
            )
            continue
        party = next(p for p in verdict.parties if p.party.id == line.line.party)
        assert f"{line.line.id}, set aside, would be" in party_words(party)
        assert short_party_words(party) != "no stated line crossed"
        assert f"counted, {line.line.id} would be crossed" in verdict_sentence(verdict)
        name = party.party.name
        checked = text_lines(check_page("a.toml", scenario, verdict).blocks, WIDE, REPORT)
        compared = _beside_itself(file, verdict)
        told = [
            *(checked[n] for n in numbers_of(checked, name)),
            *(compared[n + 1] for n in numbers_of(compared, name)),
            in_one_line(explain_party(verdict, party.party.id, scenario).body[0]),
            in_one_line(earlier_blocks("then", scenario, scenario, verdict)[-1]),
        ]
        assert len(told) == 4
        assert not [text for text in told if "✓" in text]
        answer = check_result("a.toml", scenario, verdict, places_of_choices(loaded.source))
        status = {held["id"]: held["status"] for held in answer["parties"]}[party.party.id]
        assert status != "clear"
        assert _json_of(file, verdict)["parties"][party.party.id] == [status, status]


def _comparison(file: Path, verdict: Verdict) -> Comparison:
    column = Column("a.toml", read_scenario(file).scenario, verdict)
    return Comparison((column, column))


def _beside_itself(file: Path, verdict: Verdict) -> list[str]:
    return text_lines(comparison_blocks(_comparison(file, verdict)), WIDE, REPORT)


def _json_of(file: Path, verdict: Verdict) -> dict[str, dict[str, list[str]]]:
    return comparison_json(_comparison(file, verdict))


def test_a_whole_verdict_has_a_tick_only_where_every_counted_line_is_respected() -> None:
    """The sign of a state in the history: none of these is clear."""
    case = made_case(
        issues=[issue("i", "x", "y"), issue("j", "x", "y")],
        red_lines=[red_line("L", "a", when(i="x"))],
        coherence=[coherence_rule("k", when(i="y", j="x"))],
    )
    clear, crossing = made_scenario(i="y", j="y"), made_scenario(i="x", j="x")
    assert verdict_tone(check(case, clear)) is Tone.RESPECTED
    assert verdict_tone(check(case, crossing)) is Tone.CROSSED
    assert verdict_tone(check(case, crossing, set_aside=["L"])) is Tone.SET_ASIDE
    assert verdict_tone(check(case, clear, reading=Reading.LITERAL)) is Tone.MUTED
    assert verdict_tone(check(case, made_scenario(i="y", j="x"))) is Tone.CONTESTED
    assert verdict_tone(check(case, made_scenario(i="y"))) is Tone.UNDECIDED


def test_a_line_set_aside_that_would_be_contested_is_named() -> None:
    """With its party, and in the verdict."""
    line = red_line("A-1", "a", when(x="a"), contested=[when(x="b")])
    case = made_case(issues=[issue("x", "a", "b")], red_lines=[line])
    verdict = check(case, made_scenario(x="b"), set_aside=["A-1"])
    assert verdict_sentence(verdict).endswith("set aside: A-1; counted, A-1 would be contested")
    assert party_words(verdict.parties[0]) == (
        "no red line counted; A-1, set aside, would be contested"
    )
    assert check(case, made_scenario(x="b")).contested_aside == ()
