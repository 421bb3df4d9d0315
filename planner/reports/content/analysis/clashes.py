"""Which red lines clash, and what would end that: conflict sets and ways out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planner.analysis.engine.limits import Stopped
from planner.analysis.questions.conflicts import NOT_YET_MINIMAL, Conflict, Conflicts
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.ways_out import WayOut, WaysOut
from planner.model.case import Case
from planner.model.reading import Reading
from planner.reports.content.analysis.finding import Finding, GiveUp, ReadAs, Section, text
from planner.reports.page import Tone
from planner.reports.words.analysis import (
    choices_words,
    giving_up,
    heads,
    line_names,
    makes_clear,
    party_names,
    then_clear,
)
from planner.reports.words.counts import clear_words, no_line_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import line_words
from planner.reports.words.stops import not_finished, reason_words
from planner.reports.words.verdicts import listed, sentence

__all__ = ["conflicts_section", "ways_out_section"]


def conflicts_section(premises: Premises, found: Conflicts) -> Section:
    """The minimal conflict sets with parties and issues; independent ones apart."""
    if found.shrinking is not None:
        return _shrinking_section(premises.case, found.shrinking, found.reason)
    summary = []
    if found.reason:
        words = sentence(not_finished(found.reason))
        if found.sets:
            words += f" At least {_sets(len(found.sets))} found so far:"
        summary.append(text(words, Tone.UNDECIDED))
    elif found.empty_conflict:
        words = "The choices and coherence rules alone leave no scenario; no red line is needed."
        summary.append(text(words, Tone.CROSSED))
    elif not found.sets:
        summary.append(text(_no_clash(premises, found)))
    else:
        number = len(found.sets)
        of_each = agreeing(number, "its lines", "the lines of each")
        words = f"{_sets(number)}: every scenario crosses at least one of {of_each}."
        summary.append(text(words))
    groups = found.groups
    if len(groups) > 1:
        words = f"They fall into {len(groups):,} groups that share no line: each needs a way out."
        summary.append(text(words))
    findings = [
        _conflict_finding(
            premises.case,
            conflict,
            f"Independent conflict {n} of {len(groups)}" if len(groups) > 1 else "",
        )
        for n, group in enumerate(groups, 1)
        for conflict in group
        if conflict.lines
    ]
    short = heads(len(findings), "conflict", found.reason)
    tone = Tone.CROSSED if found.sets else Tone.MUTED
    if found.empty_conflict:
        short = "the choices alone"
    apart = found.kept_apart_by_contested
    if apart and not found.sets:
        short, tone = f"only contested ground: {_joined(premises.case, apart)}", Tone.CONTESTED
    findings += [_apart_finding(premises, conflict) for conflict in apart]
    if found.kept_apart_reason and apart:
        words = (
            f"contested ground may keep more lines apart ({reason_words(found.kept_apart_reason)})"
        )
        summary.append(text(sentence(words), Tone.UNDECIDED))
    return Section("conflicts", short, tuple(summary), tuple(findings), quotes=True, tone=tone)


def _shrinking_section(case: Case, conflict: Conflict, reason: Stopped | None) -> Section:
    """Lines that clash, of which some may yet turn out not to be needed for that."""
    number = counted(len(conflict.lines), "line")
    words = (
        f"Not yet minimal: every scenario crosses at least one of these {number}, and perhaps at "
        "least one of fewer of them."
    )
    if reason != NOT_YET_MINIMAL:
        words += f" {sentence(not_finished(reason))}"
    return Section(
        "conflicts",
        f"{number}, not yet minimal",
        (text(words, Tone.UNDECIDED),),
        (_conflict_finding(case, conflict, "Not yet minimal"),),
        quotes=True,
        tone=Tone.CROSSED,
    )


def ways_out_section(premises: Premises, found: WaysOut) -> Section:
    """What could be given up, by whom, and how many scenarios are then clear."""
    case = premises.case
    summary = []
    findings: list[Finding] = []
    short = ""
    if found.reason:
        words = sentence(not_finished(found.reason))
        if found.ways and not found.fewest_first:
            words += " The way found may not be the shortest."
        summary.append(text(words, Tone.UNDECIDED))
    if not found.needed:
        (way,) = (way for way in found.ways if not way.lines)
        words = f"nothing need be given up: {clear_words(way.tally)}"
        if not premises.counted:
            words = no_line_words("what to give up")
        summary.append(text(sentence(words)))
        short = "none needed"
    elif found.ways:
        words = (
            "Lines to give up so that some scenario crosses no other counted line, by who would "
            "give them up; fewest lines first, then the weakest."
        )
        summary.append(text(words))
        groups = found.by_parties
        for parties, ways in groups.items():
            who = giving_up(case, parties)
            findings += [_way_finding(case, way, who if len(groups) > 1 else "") for way in ways]
    elif not found.reason:
        words = "Giving up red lines does not help: the choices and coherence rules leave nothing."
        summary.append(text(words, Tone.CROSSED))
    if found.at_least is not None and found.needed and found.at_least:
        words = f"Any other way gives up at least {counted(found.at_least, 'line')}."
        summary.append(text(words, Tone.MUTED))
    short = short or heads(len(findings), "way", found.reason)
    if found.contested_left_open is not None and found.needed:
        findings.append(_contested_finding(premises, found, others=bool(findings)))
    return Section("ways_out", short, tuple(summary), tuple(findings))


def _no_clash(premises: Premises, found: Conflicts) -> str:
    """Why no lines clash: none counts, contested ground alone keeps them apart, or truly none."""
    if not premises.counted:
        return sentence(no_line_words("clashes"))
    if apart := found.kept_apart_by_contested:
        return " ".join(_kept_apart([line_words(premises.case, each.lines) for each in apart]))
    if found.kept_apart_reason:
        unknown = "whether only contested ground keeps some apart is not known"
        why = reason_words(found.kept_apart_reason)
        return f"No red lines clash as they are read; {unknown} ({why})."
    return "No red lines clash: some scenario crosses no counted line and leaves none contested."


def _kept_apart(sets: Sequence[Sequence[str]]) -> Iterator[str]:
    """What contested ground alone keeps from being crossed, and from clashing."""
    alone = [line for lines in sets if len(lines) == 1 for line in lines]
    together = [listed(lines, "and") for lines in sets if len(lines) > 1]
    if alone:
        kept = f"Only contested ground keeps {listed(alone, 'and')} from being crossed"
        yield f"{kept}: read strictly, every scenario crosses {agreeing(len(alone), 'it', 'them')}."
    if together:
        kept = f"Only contested ground keeps {listed(together, 'as well as')} apart"
        of_each = agreeing(len(together), "at least one of them", "at least one line of each set")
        yield f"{kept}: read strictly, every scenario crosses {of_each}."


def _joined(case: Case, conflicts: Iterable[Conflict]) -> str:
    return ", ".join(" + ".join(line_words(case, each.lines)) for each in conflicts)


def _apart_finding(premises: Premises, conflict: Conflict) -> Finding:
    """Lines that do not clash only because contested ground does not count as crossed."""
    case = premises.case
    on = listed([case.issues_by_id[issue].title for issue in conflict.issues], "and")
    where = f" on {on}" if on else ""
    number = len(conflict.lines)
    words = (
        f"Only contested ground{where} keeps {line_names(case, conflict.lines)} "
        f"{agreeing(number, 'from being crossed', 'apart')}. If contested counts as crossed, as in "
        f"the strict reading, every scenario crosses {agreeing(number, 'it', 'one of them')}."
    )
    blocks = [text(words)]
    if conflict.choices:
        blocks.append(text(f"That is so given {choices_words(case, conflict.choices)}."))
    strictly = ReadAs(Reading.STRICT) if premises.reading is Reading.FIRM else None
    return Finding(
        " + ".join(line_words(case, conflict.lines)),
        f"{party_names(case, conflict.parties)}{where}",
        Tone.CONTESTED,
        tuple(blocks),
        lines=conflict.lines,
        group="Kept apart by contested ground alone",
        step=strictly,
    )


def _sets(number: int) -> str:
    return counted(number, "minimal conflict set")


def _conflict_finding(case: Case, conflict: Conflict, group: str) -> Finding:
    lines, issues = conflict.lines, [case.issues_by_id[i].title for i in conflict.issues]
    one_of = agreeing(len(lines), "", "at least one of ")
    head = f"Every scenario crosses {one_of}{line_names(case, lines)}"
    on = f" on {listed(issues, 'and')}" if issues else ""
    blocks = [text(f"{head}.")]
    if issues:
        verb = agreeing(len(lines), "It is at stake", "They clash")
        blocks.append(text(f"{verb} on {listed(issues, 'and')}."))
    if conflict.choices:
        words = f"That is so given {choices_words(case, conflict.choices)}."
        blocks.append(text(words))
    if conflict.rules:
        rules = listed(conflict.rules, "and")
        blocks.append(text(f"The coherence rules have a part in it: {rules}."))
    return Finding(
        " + ".join(line_words(case, lines)),
        f"{party_names(case, conflict.parties)}{on}",
        Tone.CROSSED,
        tuple(blocks),
        lines=lines,
        group=group,
    )


def _way_finding(case: Case, way: WayOut, group: str) -> Finding:
    names = line_names(case, way.lines)
    given_up = agreeing(len(way.lines), "is given up", "are given up")
    words = f"If {names} {given_up}, {clear_words(way.tally, other=True)}."
    return Finding(
        f"give up {' + '.join(line_words(case, way.lines))}",
        then_clear(way.tally),
        blocks=(text(words),),
        lines=way.lines,
        group=group,
        step=GiveUp(way.lines),
    )


def _contested_finding(premises: Premises, found: WaysOut, *, others: bool) -> Finding:
    opens = found.contested_left_open
    assert opens is not None  # noqa: S101 (asked for only where it is there)
    opening = "Or count" if others else "Count"
    words = (
        f"{opening} contested ground as not crossed, which is the {Reading.FIRM} reading: that "
        f"{makes_clear(opens)}."
    )
    contested = tuple(line.id for line in premises.counted if line.has_contested_zone)
    return Finding(
        "count contested ground as not crossed",
        f"{Reading.FIRM} reading, {then_clear(opens)}",
        blocks=(text(words),),
        lines=contested,
        group="Or without giving up a line" if others else "",
        step=ReadAs(Reading.FIRM),
    )
