"""The second row of the verdict: what it leaves, or what would mend it.

"Clear" always stands beside what a scenario leaves contested and how many of its options no source
proposes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.check.verdict import added_options
from planner.model.reading import Reading
from planner.reports.words.counts import count_words
from planner.reports.words.deal import Deal, in_brief
from planner.reports.words.from_here import line_ids
from planner.reports.words.named_lines import in_sentence, shortened_ids
from planner.reports.words.numbers import agreeing, all_or_both, counted
from planner.reports.words.private import id_words, line_words
from planner.reports.words.verdicts import lens_words, listed, sentence

if TYPE_CHECKING:
    from planner.analysis.engine.limits import Count
    from planner.analysis.questions.rests_on import RestsOn
    from planner.check.verdict import Verdict

__all__ = ["clear_ways", "second_row"]


def second_row(deal: Deal) -> list[str]:
    """What the verdict leaves: ways to finish, mends, what the clear ones rest on."""
    verdict, keys = deal.verdict, deal.keys
    if lens_words(verdict.reading, deal.own):
        sets = f"{keys.set_reading} makes {verdict.reading} the reading of this file"
        return [f"{sets}   {keys.back} back to {deal.own}"]
    if verdict.incoherent:
        return [*_broken_rule(verdict)]
    if not verdict.counts_any:
        return [*_under_another(deal)]
    if not verdict.complete:
        return [*_ways_to_finish(deal)]
    if verdict.crossed:
        return [*_mended(deal)]
    return [*_rests(deal)]


def clear_ways(deal: Deal, ways: Count) -> str:
    """``24 ways to finish are clear``; ``96 of 3,456 scenarios are clear`` with nothing chosen."""
    number = count_words(ways)
    if any(deal.scenario.chosen()):
        return f"{number} {agreeing(ways, 'way to finish is', 'ways to finish are')} clear"
    verb = agreeing(ways, "is", "are")
    return f"{number} of {counted(deal.scenarios(), 'scenario')} {verb} clear"


def _broken_rule(verdict: Verdict) -> Iterator[str]:
    """The rule that the choices break, and the lines that they cross: each of these is named."""
    rule = next(r for r in verdict.case.coherence if r.id == verdict.incoherent[0])
    named = f"{rule.title} ({rule.id}).", f"Rule {rule.id}."
    for lines in shortened_ids(line_ids(verdict.crossed)):
        besides = [f"It crosses {lines}."] if lines else []
        yield from (" ".join([words, *besides]) for words in named)
        yield from besides


def _rests_sentence(deal: Deal, rests: RestsOn, clear: Count) -> list[str]:
    """What the clear scenarios rest on, from long to short; nothing where they share nothing such.

    ``All need “In parallel”, which no source proposes, and leave RU-1 and EU-1 contested.`` They
    ``rest on`` what is chosen already: another choice may do without it.
    """
    case = deal.verdict.case
    added = [f"“{case.issues_by_id[o.issue].option(o.option).title}" for o in rests.added]
    if not added and not rests.contested:
        return []
    all_of = agreeing(clear, "It", all_or_both(clear).capitalize())
    needs, leaves = agreeing(clear, "needs", "need"), agreeing(clear, "leaves", "leave")
    held = {*added_options(case, deal.scenario, deal.verdict)}
    if any((shared.issue, shared.option) in held for shared in rests.added):
        needs = agreeing(clear, "rests on", "rest on")
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
            *_in_numbers(len(rests.added), len(rests.contested), needs, leaves),
        ]
    else:
        forms = [contested, f"{leaves} {number} contested"]
    return [f"{all_of} {words}." for words in dict.fromkeys(forms)]


def _in_numbers(added: int, contested: int, needs: str, leaves: str) -> Iterator[str]:
    """How many options no source proposes, and how many lines are contested, none of them named."""
    options, lines = counted(added, "option"), counted(contested, "line")
    unsourced = f"{needs} {options} no source proposes"
    yield f"{unsourced}, and {leaves} {lines} contested" if contested else unsourced
    brief = f"{needs} {options}*"
    if contested:
        yield f"{unsourced}; {contested:,} contested"
        yield f"{brief} and {leaves} {lines} contested"
        brief = f"{brief}; {contested:,} contested"
    yield brief


def _under_another(deal: Deal) -> Iterator[str]:
    """What a reading that counts lines says, where this one counts none."""
    if not deal.verdict.case.red_lines:
        yield f"{deal.keys.case} opens the case: red lines are added there."
        return
    for reading in (Reading.FIRM, *Reading):
        verdict = deal.under.get(reading)
        if verdict is not None and verdict.counts_any:
            nothing = "it is" if verdict.complete else "there is"
            subject = "it" if verdict.crossed else nothing
            for words in in_brief(verdict):
                yield f"{deal.keys.next_reading}: under the {reading} reading {subject} {words}."
            return
    yield f"{deal.keys.next_reading} shows the other readings."


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
    number = count_words(ways)
    if ways == 0:
        yield from _no_way(deal, crossed)
    elif crossed:
        verb = agreeing(ways, "way to finish crosses", "ways to finish cross")
        these = agreeing(len(crossed), "this 1", f"these {len(crossed):,}")
        for tail in (*_mend_tails(deal), ""):
            yield f"{number} {verb} only {these}. None is clear.{f' {tail}' if tail else ''}"
    else:
        opening = f"{clear_ways(deal, ways)}."
        rests = outlook.rests_on
        for tail in _rests_sentence(deal, rests, ways) if rests is not None else ():
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
        yield "No way to finish: the choices contradict a coherence rule."
    else:
        yield f"Every way to finish crosses{more or ' some line'}."


def _mend_tails(deal: Deal) -> Iterator[str]:
    """``m: 1 change ends FR-1.``, the first mend that was found; nothing where none was."""
    if not deal.mends:
        return
    first, key = deal.mends[0], deal.keys.mend
    if first.least:
        yield f"{key}: {_ways(deal, len(deal.mends), 'other way')} to cross as few lines."
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
        if deal.working:
            yield "Looking for a change that mends it …"
        elif deal.mends_all:
            yield "No change mends it."
        else:
            yield f"Whether a change mends it was not worked out; {key} looks."
        return
    first = deal.mends[0]
    if first.least or (deal.whole is not None and deal.whole.open == 0):
        yield from _nothing_is_clear(deal)
        return
    from planner.reports.words.proposals import change_lines  # noqa: PLC0415 (once one is found)

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
    yield from _mend_tails(deal)


def _nothing_is_clear(deal: Deal) -> Iterator[str]:
    """That no scenario is clear, why where one issue alone makes it so, and what crosses less."""
    reading = deal.verdict.reading
    read = f"Read {'strictly' if reading is Reading.STRICT else f'as {reading}'}"
    fewer = min(len(mend.verdict.crossed) for mend in deal.mends)
    now = len(deal.verdict.crossed)
    number = sum(len(mend.verdict.crossed) == fewer for mend in deal.mends)
    if fewer < now:
        ways = _ways(deal, number, "way")
        fewest = "only one of them" if (fewer, now) == (1, 2) else f"only {counted(fewer, 'line')}"
        tail = f"{deal.keys.mend}: {ways} to cross {fewest}."
    else:
        tail = f"{deal.keys.mend}: {_ways(deal, number, 'other way')} to cross as few lines."
    if deal.unavoidable is not None:
        issue, lines = deal.unavoidable
        title = in_sentence(deal.verdict.case, issue)
        named = listed(line_words(deal.verdict.case, lines), "or")
        why = f"every choice on {title} crosses {named}"
        yield f"{read}, {why}, so no scenario is clear. {tail}"
        yield f"{sentence(f'{why}, so no scenario is clear')} {tail}"
        yield f"{sentence(why)} {tail}"
    yield f"{read} no scenario is clear. {tail}"
    yield f"No scenario is clear. {tail}"
    yield tail


def _ways(deal: Deal, found: int, noun: str) -> str:
    """``5 ways``; ``at least 4 ways`` where there may be others than were found."""
    return f"{'' if deal.mends_all else 'at least '}{counted(found, noun)}"


def _read_strictly(deal: Deal) -> list[str]:
    """What a strict reading says of a complete deal that crosses nothing, from long to short.

    ``it`` and ``both`` stand for the contested lines where the first row names these alone.
    """
    verdict, strict = deal.verdict, deal.under.get(Reading.STRICT)
    if strict is None or verdict.reading is Reading.STRICT:
        return [""]
    crossed = line_ids(strict.crossed)
    if not crossed:
        return ["Read strictly it is clear too. "]
    lines = [listed(crossed, "and"), *shortened_ids(crossed)[1:]]
    aside = verdict.crossed_aside or verdict.contested_aside
    if crossed == line_ids(verdict.contested) and not aside:
        lines = [agreeing(len(crossed), "it", "both" if len(crossed) == 2 else "all of them")]
    return [f"Read strictly it crosses {words}. " for words in lines]


def _rests(deal: Deal) -> Iterator[str]:
    """Of a complete deal that crosses nothing: what a strict reading says, and what it rests on."""
    verdict, opening = deal.verdict, _read_strictly(deal)
    aside = [id_words(line.line) for line in verdict.crossed_aside]
    added = [*added_options(verdict.case, deal.scenario, verdict)]
    options = counted(len(added), "option")
    titles = [f"“{verdict.case.issues_by_id[i].option(o).title}”" for i, o in added]
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
