"""The two rows of the verdict: whose lines are crossed by what, and what that leaves.

"Clear" always stands beside what a scenario leaves contested and how many of its options no source
proposes. No row says that a line is respected, and none calls a deal anything but what it crosses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from planner.check.proposal import Kind, added_options
from planner.check.reasons import terms_that_hold
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.words.choices import pick_title
from planner.reports.words.counts import count_words
from planner.reports.words.from_here import line_ids, shortened_ids
from planner.reports.words.named_lines import Measure, first_fitting, in_sentence, line_forms
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words, line_words
from planner.reports.words.proposals import change_lines
from planner.reports.words.verdicts import lens_words, listed, sentence

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.analysis.questions.outlook import Outlook
    from planner.analysis.questions.rests_on import RestsOn
    from planner.analysis.questions.tally import Tally
    from planner.check.proposal import Proposal
    from planner.model.case import Case

__all__ = ["Deal", "Keys", "rests_sentence", "verdict_rows"]


@frozen
class Keys:
    """The keys that the rows name."""

    mend: str = "m"
    finish: str = "f"
    set_aside: str = "a"
    set_reading: str = "="
    readings: str = "r"
    back: str = "Esc"


@frozen(eq=False)
class Deal:
    """A deal as it stands, with what is known of it by now.

    ``own`` is the reading of the file, ``under`` holds the verdicts under the readings that were
    asked for. ``scenarios`` is how many the case has; ``whole`` counts those that are clear,
    ``outlook`` says what is left from here, ``mends`` are the first that were found. ``working``
    says that more is to come: what is ``None`` is then still counted, and else was given up.
    ``unavoidable`` are an issue and lines of which every choice on it crosses one.
    """

    scenario: Scenario
    verdict: Verdict
    own: Reading
    scenarios: int
    under: dict[Reading, Verdict] = field(factory=dict)
    whole: Tally | None = None
    outlook: Outlook | None = None
    mends: tuple[Proposal, ...] = ()
    unavoidable: tuple[str, tuple[str, ...]] | None = None
    working: bool = True
    keys: Keys = Keys()


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
        return [f"{looking}: {words}." for words in _in_brief(verdict)]
    if verdict.incoherent:
        return [*_contradiction(deal)]
    if not verdict.counts_any:
        lines = counted(len(verdict.case.red_lines), "line")
        return [
            f"This reading counts none of the {lines}, so it says nothing about this deal.",
            f"This reading counts none of the {lines}.",
        ]
    if verdict.crossed:
        return [*_crossed(deal)]
    if aside := verdict.crossed_aside:
        return [*_nothing_else(verdict, aside)]
    return [*(_clear(verdict) if verdict.complete else _so_far(deal))]


def second_row(deal: Deal) -> list[str]:
    """What the verdict leaves: ways to finish, mends, what the clear ones rest on."""
    verdict, keys = deal.verdict, deal.keys
    if lens_words(verdict.reading, deal.own):
        sets = f"{keys.set_reading} makes {verdict.reading} the reading of this file"
        return [f"{sets}   {keys.back} back to {deal.own}"]
    if verdict.incoherent:
        rule = next(r for r in verdict.case.coherence if r.id == verdict.incoherent[0])
        return [f"{rule.title} ({rule.id}).", f"Rule {rule.id}."]
    if not verdict.counts_any:
        return [*_under_another(deal)]
    if not verdict.complete:
        return [*_ways_to_finish(deal)]
    if verdict.crossed:
        return [*_mended(deal)]
    return [*_rests(deal)]


def rests_sentence(case: Case, rests: RestsOn, clear: Count) -> list[str]:
    """What the clear scenarios rest on, from long to short; nothing where they share nothing such.

    ``All need “In parallel”, which no source proposes, and leave RU-1 and EU-1 contested.``
    """
    added = [f"“{case.issues_by_id[o.issue].option(o.option).title}" for o in rests.added]
    if not added and not rests.contested:
        return []
    all_of = agreeing(clear, "It", "All")
    needs, leaves = agreeing(clear, "needs", "need"), agreeing(clear, "leaves", "leave")
    lines = listed(line_words(case, rests.contested), "and")
    contested = f"{leaves} {lines} contested" if lines else ""
    long, short = listed([f"{t}”" for t in added], "and"), listed([f"{t}*”" for t in added], "and")
    number = counted(len(rests.contested), "line")
    forms = []
    if added:
        proposes = f"{needs} {long}, which no source proposes"
        brief = f"{needs} {short}"
        forms = [
            ", and ".join(filter(None, [proposes, contested])),
            " and ".join(filter(None, [brief, contested])),
            " and ".join(filter(None, [brief, f"{leaves} {number} contested" if lines else ""])),
            f"{brief}; {len(rests.contested):,} contested" if lines else brief,
        ]
    else:
        forms = [contested, f"{leaves} {number} contested"]
    return [f"{all_of} {words}." for words in dict.fromkeys(forms)]


def _in_brief(verdict: Verdict) -> Iterator[str]:
    """The verdict as a clause: ``crosses RU-1 and EU-1``, ``clear, RU-1 contested``."""
    if not verdict.counts_any:
        yield "counts no line"
        return
    crossed = line_ids(verdict.crossed)
    contested = line_ids(verdict.contested)
    ending = f", {listed(contested, 'and')} contested" if contested else ""
    if crossed:
        yield f"crosses {listed(crossed, 'and')}{ending}"
        yield f"crosses {listed(crossed, 'and')}"
        yield f"crosses {counted(len(crossed), 'line')}"
    else:
        words = "clear" if verdict.complete else "nothing crossed so far"
        yield f"{words}{ending}"
        yield f"{words}, {len(contested):,} contested" if contested else words


def _contradiction(deal: Deal) -> Iterator[str]:
    verdict = deal.verdict
    rule = next(r for r in verdict.case.coherence if r.id == verdict.incoherent[0])
    titles: dict[str, None] = {}
    for term in terms_that_hold(deal.scenario, verdict, rule.impossible_when):
        for issue in term.issues:
            pick = deal.scenario.pick(issue)
            if pick is not None and verdict.applies(issue) is not False:
                of_what = "" if pick != () else f"{verdict.case.issues_by_id[issue].title}: "
                titles[f"“{of_what}{pick_title(verdict.case, issue, pick)}”"] = None
        break
    if len(titles) > 1:
        yield f"Contradicts itself: {listed([*titles], 'and')} exclude each other."
        yield f"Contradicts itself: {len(titles):,} choices exclude each other."
    yield f"Contradicts itself: {rule.title} ({rule.id})."
    yield f"Contradicts itself: {rule.id}."


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


def _so_far(deal: Deal) -> Iterator[str]:
    verdict = deal.verdict
    issues = f"{counted(len(verdict.undecided), 'issue')} to decide"
    waiting = verdict.number_of(LineStatus.UNDECIDED)
    lines = f"{counted(waiting, 'red line')} {agreeing(waiting, 'depends', 'depend')}"
    them = agreeing(len(verdict.undecided), "it", "them")
    depend = f"{lines} on {them}" if waiting else "no red line depends on " + them
    begun = any(True for _ in deal.scenario.chosen())
    opening = "Nothing crossed so far" if begun else "Nothing chosen yet"
    contested = [held.line for held in verdict.contested]
    for words in line_forms(verdict, contested, issues=False) if contested else [""]:
        besides = f"; contested: {words}" if words else ""
        yield f"{opening}: {issues}, {depend}{besides}."
    if contested:
        yield f"{opening}: {issues}, {depend}; {len(contested):,} contested."
        yield f"{opening}, {len(contested):,} contested: {issues}."
    yield f"{opening}: {issues}."


def _under_another(deal: Deal) -> Iterator[str]:
    """What a reading that counts lines says, where this one counts none."""
    for reading in (Reading.FIRM, *Reading):
        verdict = deal.under.get(reading)
        if verdict is not None and verdict.counts_any:
            for words in _in_brief(verdict):
                it = f"it {words}" if verdict.crossed else f"it is {words}"
                yield f"{deal.keys.readings}: under the {reading} reading {it}."
            return
    yield f"{deal.keys.readings} shows the other readings."


def _ways_to_finish(deal: Deal) -> Iterator[str]:
    verdict = deal.verdict
    outlook = deal.outlook
    if outlook is None:
        yield (
            "Counting the ways to finish …"
            if deal.working
            else "The ways to finish are not counted."
        )
        return
    ways, crossed = outlook.ways.open, line_ids(verdict.crossed)
    begun = any(True for _ in deal.scenario.chosen())
    number = count_words(ways)
    if ways == 0:
        yield from _no_way(deal, crossed)
    elif crossed:
        verb = agreeing(ways, "way to finish crosses", "ways to finish cross")
        these = agreeing(len(crossed), "this 1", f"these {len(crossed):,}")
        for tail in (*_mend_tails(deal), ""):
            yield f"{number} {verb} only {these}. None is clear.{f' {tail}' if tail else ''}"
    else:
        if begun:
            opening = f"{number} {agreeing(ways, 'way to finish is', 'ways to finish are')} clear."
        else:
            is_clear = agreeing(ways, "is", "are")
            opening = f"{number} of {counted(deal.scenarios, 'scenario')} {is_clear} clear."
        rests = outlook.rests_on
        for tail in rests_sentence(verdict.case, rests, ways) if rests is not None else ():
            yield f"{opening} {tail}"
        yield opening


def _no_way(deal: Deal, crossed: Sequence[str]) -> Iterator[str]:
    """That every way to finish crosses something more."""
    least = deal.outlook.least if deal.outlook is not None else None
    more = " more" if crossed else ""
    if least is not None and least.crossings:
        fewest = len(least.crossings[0].lines) - len(crossed)
        lines = counted(fewest, f"line{more}", f"lines{more}")
        yield f"Every way to finish crosses at least {lines}. {deal.keys.finish} shows the fewest."
        yield f"Every way to finish crosses at least {lines}."
    elif least is not None and least.complete:
        yield "No way to finish: the choices contradict a rule of coherence."
    else:
        yield f"Every way to finish crosses{more or ' some line'}."


def _mend_tails(deal: Deal) -> Iterator[str]:
    """``m: 1 change ends FR-1.``, the first mend that was found; nothing where none was."""
    if not deal.mends:
        return
    first, key = deal.mends[0], deal.keys.mend
    if first.kind is Kind.LEAST:
        yield f"{key}: {counted(len(deal.mends), 'other way')} to cross as few lines."
        return
    changes = counted(len(first.picks), "change")
    ended, softened = ([id_words(e.line) for e in each] for each in (first.ended, first.softened))
    if ended:
        verb = agreeing(len(first.picks), "ends", "end")
        yield f"{key}: {changes} {verb} {listed(ended, 'and')}."
    elif softened:
        verb = agreeing(len(first.picks), "leaves", "leave")
        yield f"{key}: {changes} {verb} {listed(softened, 'and')} only contested."
    if ended or softened:
        number = counted(len(ended or softened), "line")
        verb = agreeing(
            len(first.picks), "ends" if ended else "softens", "end" if ended else "soften"
        )
        yield f"{key}: {changes} {verb} {number}."
    else:
        yield f"{key}: {changes}."


def _mended(deal: Deal) -> Iterator[str]:
    """Of a complete deal that crosses lines: what mends it, or that nothing does."""
    verdict, key = deal.verdict, deal.keys.mend
    if not deal.mends:
        yield "Looking for a change that mends it …" if deal.working else "No change mends it."
        return
    first = deal.mends[0]
    if first.kind is Kind.LEAST or (deal.whole is not None and deal.whole.open == 0):
        yield from _nothing_is_clear(deal)
        return
    clearing = next((mend for mend in deal.mends if mend.clear), None)
    mend = clearing or first
    changes = "; ".join(change_lines(verdict.case, mend))
    number = counted(len(mend.picks), "change")
    if clearing is not None:
        verb = agreeing(len(mend.picks), "makes", "make")
        contested = [id_words(v.line) for v in mend.verdict.contested]
        then = (
            f", then {listed(contested, 'and')} {agreeing(len(contested), 'is', 'are')} contested"
        )
        ending = then if contested else ""
        yield f"{number} {verb} it clear ({key}): {changes}{ending}."
        if contested:
            yield f"{number} {verb} it clear ({key}): {changes}; {len(contested):,} contested."
            yield f"{number} {verb} it clear ({key}); {len(contested):,} contested."
        yield f"{number} {verb} it clear ({key})."
        return
    *_, short = tails = [*_mend_tails(deal)]
    yield from tails or [short]


def _nothing_is_clear(deal: Deal) -> Iterator[str]:
    """That no scenario is clear, why where one issue alone makes it so, and what crosses less."""
    reading = deal.verdict.reading
    read = f"Read {'strictly' if reading is Reading.STRICT else f'as {reading}'}"
    fewer = min(len(mend.verdict.crossed) for mend in deal.mends)
    now = len(deal.verdict.crossed)
    number = sum(len(mend.verdict.crossed) == fewer for mend in deal.mends)
    if fewer < now:
        ways = counted(number, "way")
        fewest = "only one of them" if (fewer, now) == (1, 2) else f"only {counted(fewer, 'line')}"
        tail = f"{deal.keys.mend}: {ways} to cross {fewest}."
    else:
        tail = f"{deal.keys.mend}: {counted(number, 'other way')} to cross as few lines."
    if deal.unavoidable is not None:
        issue, lines = deal.unavoidable
        title = in_sentence(deal.verdict.case.issues_by_id[issue].title)
        named = listed(line_words(deal.verdict.case, lines), "or")
        why = f"every choice on {title} crosses {named}"
        yield f"{read}, {why}, so no scenario is clear. {tail}"
        yield f"{sentence(f'{why}, so no scenario is clear')} {tail}"
        yield f"{sentence(why)} {tail}"
    yield f"{read} no scenario is clear. {tail}"
    yield f"No scenario is clear. {tail}"
    yield tail


def _rests(deal: Deal) -> Iterator[str]:
    """Of a complete deal that crosses nothing: what a strict reading says, and what it rests on."""
    verdict = deal.verdict
    strict = deal.under.get(Reading.STRICT)
    opening = [""]
    if strict is not None and verdict.reading is not Reading.STRICT:
        crossed = line_ids(strict.crossed)
        contested = line_ids(verdict.contested)
        if crossed and crossed == contested:
            several = "both" if len(crossed) == 2 else "all of them"
            those = agreeing(len(crossed), "it", several)
            opening = [f"Read strictly it crosses {those}. "]
        elif crossed:
            lines = [listed(crossed, "and"), *shortened_ids(crossed)[1:]]
            opening = [f"Read strictly it crosses {words}. " for words in lines]
        else:
            opening = ["Read strictly it is clear too. "]
    added = [*added_options(verdict.case, deal.scenario, verdict)]
    options = counted(len(added), "option")
    titles = [f"“{verdict.case.issues_by_id[i].option(o).title}”" for i, o in added]
    aside = [id_words(line.line) for line in verdict.crossed_aside]
    counts = [f" {deal.keys.set_aside} on {aside[0]} counts it again.", ""] if aside else [""]
    rests = [
        f"It rests on {options} no source proposes" if added else "It uses sourced options only"
    ]
    if added:
        rests = [f"{rests[0]}: {listed(titles, 'and')}", *rests]
    for ending in counts:
        for words in rests:
            for first in opening:
                yield f"{first}{words}.{ending}"
        if aside and added:
            yield f"{rests[-1]}.{ending}"
        elif aside and ending:  # rather without the sources, which lack nothing, than without this
            yield from (f"{first.rstrip()}{ending}" for first in opening)
    yield f"{rests[-1]}."
