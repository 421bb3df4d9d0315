"""Lines and parties: what giving up one line changes, and which parties' lines go together."""

from __future__ import annotations

from planner.analysis.questions.coalitions import Coalition, Coalitions
from planner.analysis.questions.conflicts import Conflicts
from planner.analysis.questions.pivotal import LineAlone, PivotalLines
from planner.analysis.questions.premises import Premises
from planner.analysis.questions.same_lines import SameLines
from planner.model.case import Case
from planner.reports.content.analysis.finding import Finding, GiveUp, Section, text
from planner.reports.page import Block, Tone
from planner.reports.words.analysis import (
    explanation_words,
    far_apart_words,
    makes_clear,
    party_names,
    some,
    then_clear,
)
from planner.reports.words.counts import brief_tally, clear_words, no_line_words
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words, line_words
from planner.reports.words.stops import not_finished
from planner.reports.words.verdicts import line_heading, listed, sentence

__all__ = ["coalitions_section", "pivotal_section"]


def pivotal_section(premises: Premises, found: PivotalLines) -> Section:
    """What each line alone holds closed, most first; redundant ones with what implies them."""
    case = premises.case
    summary = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Tone.UNDECIDED))
    if far := far_apart_words(found.opens.values()):
        summary.append(text(sentence(far), Tone.UNDECIDED))
    if not found.lines:
        aside = map(id_words, premises.left_out)
        summary.append(text(sentence(no_line_words("what giving up one line changes", aside))))
    else:
        words = "How many more scenarios are clear if one line alone is given up or proves a bluff."
        summary.append(text(words))
    in_groups = {name for group in found.same for name in group.lines}
    alone = (line for line in found.lines if line.line not in in_groups)
    ranked = sorted(enumerate(alone), key=lambda pair: _rank(*pair))
    pivotal = [line.line for _, line in ranked if _at_least(line)]
    known = [line for _, line in ranked if line.opens == 0 or _at_least(line)]
    if len(known) < len(ranked):
        unknown = [line.line for _, line in ranked if line not in known]
        named = some(line_words(case, unknown))
        summary.append(text(f"Not counted: {named}.", Tone.UNDECIDED))
    findings = (
        *(_line_finding(case, line) for line in known),
        *(_group_finding(case, group) for group in found.same),
    )
    short = ", ".join(line_words(case, pivotal[:4])) + (", ..." if len(pivotal) > 4 else "")
    if found.reason:
        short = "not finished"
    return Section("pivotal", short or "none", tuple(summary), findings)


_FEWEST_TO_FOLD = 3
_NOTHING_CROSSES = "nothing can cross it"


def coalitions_section(
    premises: Premises, found: Coalitions, conflicts: Conflicts | None
) -> Section:
    """Which parties have lines of which every scenario crosses one, then every coalition."""
    summary = []
    if found.reason:
        summary.append(text(sentence(not_finished(found.reason)), Tone.UNDECIDED))
    if far := far_apart_words(coalition.open for coalition in found.coalitions):
        summary.append(text(sentence(far), Tone.UNDECIDED))
    if () in found.incompatible:
        words = "The choices and coherence rules alone leave no scenario, whoever's lines count."
        summary.append(text(words, Tone.CROSSED))
    elif not found.incompatible and found.incompatible_complete:
        summary.append(text(_compatible(premises, found)))
    elif not found.incompatible_complete:
        summary.append(text("There may be more parties whose lines clash than those found."))
    findings = [
        _incompatible_finding(premises, parties, conflicts)
        for parties in found.incompatible
        if parties
    ]
    heard = frozenset(line.party for line in premises.counted)
    findings += [_coalition_finding(premises, each, heard) for each in found.coalitions]
    number = sum(bool(parties) for parties in found.incompatible)
    if number:
        short = counted(number, "clash", "clashes")
    elif found.reason:
        short = "not finished"
    else:
        short = "no clash" if () not in found.incompatible else "the choices alone"
        everybody = found.coalitions[-1] if found.coalitions else None
        if everybody is not None and everybody.open != 0 and everybody.respecting == 0:
            short += ", all contested"
    return Section("coalitions", short, tuple(summary), tuple(findings))


def _at_least(line: LineAlone) -> int:
    return line.opens if isinstance(line.opens, int) else line.opens.at_least


def _rank(place: int, line: LineAlone) -> tuple[bool, int, bool, int]:
    known_zero = line.opens == 0
    return known_zero, -_at_least(line), line.redundant, place


def _line_finding(case: Case, alone: LineAlone) -> Finding:
    line = case.red_lines_by_id[alone.line]
    blocks = [text(f"Given up alone, it {makes_clear(alone.tally, more=True)}.")]
    note = then_clear(alone.tally, more=True)
    lines = [alone.line]
    tone = Tone.TEXT
    if alone.implied_by is not None:
        implying = alone.implied_by
        why = explanation_words(case, implying)
        reasons = len(implying.lines) + len(implying.rules) or 1  # or the choices, as one
        verb = agreeing(reasons, "covers", "cover")
        covered = f"{why} already {verb} all that would cross it" if why else _NOTHING_CROSSES
        note = f"redundant: {f'implied by {why}' if why else _NOTHING_CROSSES}"
        tone = Tone.MUTED
        blocks.append(text(f"It is redundant: {covered}."))
        lines += implying.lines
    elif alone.opens == 0 and not alone.compared:
        tone = Tone.UNDECIDED
        note = "then none more clear"
        blocks.append(text("Whether other lines cover all that would cross it is not known yet."))
    elif alone.opens == 0:
        tone = Tone.MUTED
        others = "other lines or rules" if case.coherence else "other lines"
        clash = "others or rules leave none" if case.coherence else "others clash"
        note = f"then none more clear: {clash}"
        words = f"without it {others} still leave no scenario clear"
        blocks.append(text(f"It is not redundant: {words}."))
    return Finding(
        id_words(line),
        note,
        tone,
        (text(line_heading(case, line), Tone.MUTED), *blocks),
        lines=tuple(lines),
        step=GiveUp((alone.line,)),
    )


def _group_finding(case: Case, group: SameLines) -> Finding:
    """Lines that imply each other are one: what is then clear is asked of all of them together."""
    said = line_words(case, group.lines)
    names = listed(said, "and")
    both = "both or neither" if len(group.lines) == 2 else "all of them or none"
    # Lines are compared on scenarios that break no rule: on others they may differ.
    same, which = "say the same", "a scenario"
    if case.coherence:
        same, which = f"{same} within the coherence rules", f"{which} that breaks none of them"
    words = (
        f"{names} {same}: {which} crosses {both}. Given up alone, none of them changes "
        f"anything; given up together, they {makes_clear(group.tally, 'make', more=True)}."
    )
    headings = (line_heading(case, case.red_lines_by_id[name]) for name in group.lines)
    return Finding(
        " + ".join(said),
        f"{names} {same}; given up together: {then_clear(group.tally, more=True)}",
        blocks=(*(text(heading, Tone.MUTED) for heading in headings), text(words)),
        lines=group.lines,
        step=GiveUp(group.lines),
        brief=f"{same}; {then_clear(group.tally, more=True)}",
    )


def _incompatible_finding(
    premises: Premises, parties: tuple[str, ...], conflicts: Conflicts | None
) -> Finding:
    case = premises.case
    alone = agreeing(len(parties), " alone", "")
    blocks: list[Block] = [text(_none_left(case, f"{party_names(case, parties, 'or')}{alone}"))]
    if len(parties) > 2:
        blocks.append(text("Without any one of them some scenario crosses none."))
    lines = _clashing(premises, parties, conflicts)
    if conflicts is not None and lines:
        blocks.append(text(f"Their lines that clash: {listed(line_words(case, lines), 'and')}."))
    title = " + ".join(case.parties_by_id[party].name for party in parties)
    note = agreeing(len(parties), "its lines leave none clear", "their lines clash")
    return Finding(title, note, Tone.CROSSED, tuple(blocks), lines=lines)


def _clashing(
    premises: Premises, parties: tuple[str, ...], conflicts: Conflicts | None
) -> tuple[str, ...]:
    """The lines of the conflicts among these parties; all their lines where those are not known."""
    held = {line.id for line in premises.counted if line.party in parties}
    if conflicts is not None:
        clashing = {line for c in conflicts.sets if {*c.lines} <= held for line in c.lines}
        held = clashing or held
    return tuple(line.id for line in premises.counted if line.id in held)


def _compatible(premises: Premises, found: Coalitions) -> str:
    """That no parties' lines clash, with what the number of such scenarios hides."""
    if not premises.counted:
        return sentence(no_line_words("which parties' lines go together"))
    if found.coalitions:
        return f"{clear_words(found.coalitions[-1].tally)}."
    return "Some scenario crosses no counted line of any party."


def _coalition_finding(premises: Premises, coalition: Coalition, heard: frozenset[str]) -> Finding:
    """What is left to the parties; ``heard`` are all those of whom a line counts."""
    case = premises.case
    title = " + ".join(case.parties_by_id[party].name for party in coalition.parties)
    names = party_names(case, coalition.parties, "or")
    fold = _together(len(coalition.parties), len(case.parties))
    if heard.isdisjoint(coalition.parties):
        words = sentence(no_line_words("them", whose=names))
        return Finding(title, "no line counts", Tone.MUTED, (text(words),), fold=fold)
    if coalition.open == 0:
        words = _none_left(case, names)
        return Finding(title, "none clear", Tone.CROSSED, (text(words),), fold=fold)
    words = clear_words(coalition.tally, whose=names)
    brief = brief_tally(coalition.tally)
    return Finding(title, brief, Tone.TEXT, (text(f"{words}."),), fold=fold)


def _none_left(case: Case, whose: str) -> str:
    """That no scenario is left to those parties; a coherence rule is nobody's line."""
    rules = " or breaks a coherence rule" if case.coherence else ""
    return f"Every scenario crosses a counted line of {whose}{rules}."


def _together(number: int, of: int) -> str:
    """What coalitions of that number of parties fold into; empty for all parties together.

    Where there are few parties there is nothing to fold.
    """
    if number == of or of < _FEWEST_TO_FOLD:
        return ""
    return agreeing(number, "Each party alone", f"{number:,} parties together")
