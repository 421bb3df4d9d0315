"""How many scenarios are clear, what these rest on, and the fewest lines crossed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.analysis.engine.limits import Count, Unfinished
from planner.analysis.questions.analyse import Analysis
from planner.analysis.questions.least import Crossing, Least
from planner.analysis.questions.open_answer import OpenAnswer
from planner.analysis.questions.open_set import OpenSet
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.rests_on import RestsOn
from planner.model.case import Case
from planner.model.conditions import Pick
from planner.reports.content.analysis.finding import Finding, GiveUp, Section, text
from planner.reports.page import Tone
from planner.reports.words.analysis import (
    added_titles,
    choices_words,
    far_apart_words,
    line_names,
    rests_words,
    scenarios_words,
    some,
    under,
)
from planner.reports.words.choices import pick_title
from planner.reports.words.counts import (
    bounds,
    brief_scenarios,
    brief_tally,
    clear_words,
    count_words,
    no_line_words,
    none_clear,
    tally_clauses,
)
from planner.reports.words.numbers import agreeing, all_or_both, counted, digits
from planner.reports.words.private import id_words, line_words
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import sentence

__all__ = ["full_choices", "open_section", "open_sentences"]


def open_sentences(analysis: Analysis) -> list[str]:
    """What the clear scenarios rest on, if all rest on something, and how many there are.

    Sentences without full stops; none while nothing is counted. What all of them share comes first:
    the number must not be read without it.
    """
    found, premises = analysis.answer("open", OpenAnswer), analysis.premises
    if found is None:
        return []
    counts = found.counted
    resting = _resting(premises, counts, found.rests_on) if premises.counted else ()
    return [*resting, _number_words(premises, counts)]


def open_section(analysis: Analysis, found: OpenAnswer) -> Section:
    """How many scenarios are clear, which lines are counted, and the fewest that are crossed."""
    premises = analysis.premises
    counts = [id_words(line) for line in premises.counted]
    tone = Tone.CROSSED if found.counted.open == 0 else Tone.TEXT
    summary = [text(sentence(words), tone) for words in open_sentences(analysis)]
    if far := far_apart_words([found.counted.open]):
        summary.append(text(sentence(far), Tone.UNDECIDED))
    if counts:
        number = counted(len(counts), "red line")
        verb = agreeing(len(counts), "is", "are")
        summary.append(text(f"{number} {verb} counted: {some(counts)}."))
    if premises.fixed:
        summary.append(text(f"Fixed: {choices_words(premises.case, premises.fixed)}."))
    if premises.case.coherence:
        summary.append(text("Scenarios that break a coherence rule are left out as well."))
    findings = (
        *_crossings(premises, found.least, ""),
        *_crossings(premises, found.least_sourced, " with sourced options only"),
    )
    if findings:
        words = "Sets with equally few lines stand side by side; strengths are not added up."
        summary.append(text(words, Tone.MUTED))
        stops = [each.reason for each in (found.least, found.least_sourced) if each is not None]
        said = dict.fromkeys(sentence(not_finished(stopped)) for stopped in stops if stopped)
        summary += [text(words, Tone.UNDECIDED) for words in said]
    summary.append(text("This speaks of stated lines alone, and forecasts nothing.", Tone.MUTED))
    return Section("open", _short(premises, found.counted), tuple(summary), findings, tone=tone)


def full_choices(case: Case, choices: Mapping[str, Pick]) -> str:
    """A complete scenario in one paragraph: every issue with its option."""
    return "; ".join(
        f"{issue.title}: {pick_title(case, issue.id, choices[issue.id])}"
        for issue in case.issues
        if issue.id in choices
    )


def _short(premises: Premises, found: OpenSet) -> str:
    if not premises.counted:
        return "no line counts"
    brief = brief_tally(found.tally)
    if found.open == 0:
        return brief
    if isinstance(found.open, Unfinished) and not found.open.at_least:
        return f"{brief}, {count_words(found.all_scenarios)} in all, not finished"
    of_all = f"{count_words(found.open)} of {count_words(found.all_scenarios)} clear"
    late = ", not finished" if isinstance(found.open, Unfinished) else ""
    return of_all + brief.removeprefix(f"{count_words(found.open)} clear") + late


def _number_words(premises: Premises, found: OpenSet) -> str:
    """How many scenarios are clear, in one sentence without a full stop."""
    if not premises.counted:
        return _uncounted(premises, found)
    fixed = f"with the {counted(len(premises.fixed), 'choice')} fixed" if premises.fixed else ""
    if found.open == 0:
        return f"{under(premises)} {none_clear(premises.case, fixed, number=found.scenarios)}"
    if found.scenarios == found.open == 1:
        words = clear_words(found.tally).removeprefix("1 scenario ")
        return f"{under(premises)} this scenario {words}"
    of_all = counted(found.scenarios, "scenario")
    if premises.fixed:
        of_all = f"the {of_all} {fixed}"
    if not isinstance(found.open, Unfinished):
        return f"{under(premises)} {clear_words(found.tally, of_all)}"
    stopped = not_finished(found.open.reason)
    if not bounds(found.open, found.scenarios):
        return f"{stopped}; how many of {of_all} cross no counted line is not known"
    return f"{stopped}; {under(premises)} {clear_words(found.tally, of_all)}"


def _uncounted(premises: Premises, found: OpenSet) -> str:
    """That no line counts, and what is left to say of the scenarios."""
    aside = map(id_words, premises.left_out)
    these = f"the {counted(found.scenarios, 'scenario')}"
    words = no_line_words(agreeing(found.scenarios, "this scenario", these), aside)
    left, known, them = found.open, found.without_added, "them"
    if left == 0:
        return f"{words}; {agreeing(found.scenarios, 'it', 'each of them')} breaks a coherence rule"
    if isinstance(left, int) and left < found.scenarios:
        verb = agreeing(left, "breaks", "break")
        words, them = f"{words}; {digits(left)} of them {verb} no coherence rule", "these"
    if isinstance(known, int) and found.scenarios > 1:
        verb = agreeing(known, "uses", "use")
        words = f"{words}; {digits(known)} of {them} {verb} sourced options only"
    return words


def _resting(premises: Premises, found: OpenSet, rests: RestsOn | None) -> Iterator[str]:
    """What all clear scenarios share of contested ground and added options; nothing if nothing."""
    case = premises.case
    if rests is None or found.open == 0:
        return
    added: dict[str, tuple[str, ...]] = {}
    for shared in rests.added:
        added[shared.issue] = (*added.get(shared.issue, ()), shared.option)
    titles = added_titles(case, added)
    if words := rests_words(titles, line_words(case, rests.contested), found.open):
        fixed = " with these choices" if premises.fixed else ""
        alone = agreeing(found.scenarios, "this scenario", f"the one clear scenario{fixed}")
        yield f"{agreeing(found.open, alone, f'{_all_of(found.open)}{fixed}')} {words}"


def _all_of(count: Count) -> str:
    number = f" {digits(count)}" if isinstance(count, int) and count > 2 else ""
    return f"{all_or_both(count)}{number} clear scenarios"


def _crossings(premises: Premises, least: Least | None, of_what: str) -> Iterator[Finding]:
    """The sets of the fewest lines that any scenario crosses; nothing where one is clear."""
    if least is None or not any(crossing.lines for crossing in least.crossings):
        return
    fewest = len(least.crossings[0].lines)
    number = counted(fewest, "line")
    group = f"Fewest lines crossed{of_what}: {number}"
    for crossing in least.crossings:
        yield _crossing(premises, crossing, of_what, group)


def _crossing(premises: Premises, crossing: Crossing, of_what: str, group: str) -> Finding:
    case = premises.case
    knowingly = agreeing(crossing.scenarios, "knowingly crosses", "knowingly cross")
    words = (
        f"{scenarios_words(crossing.scenarios)}{of_what} {knowingly} just "
        f"{line_names(case, crossing.lines)}, and no other counted line"
    )
    # Of sourced options only, how many are sourced needs no saying.
    hidden = tally_clauses(crossing.tally)[: 1 if of_what else 2]
    return Finding(
        f"cross only {' + '.join(line_words(case, crossing.lines))}",
        brief_scenarios(crossing.scenarios),
        blocks=(text(f"{'; '.join([words, *hidden])}."),),
        lines=crossing.lines,
        group=group,
        step=None if of_what else GiveUp(crossing.lines),
    )
