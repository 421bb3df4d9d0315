"""The product's words: the one place where statuses, readings and rules turn into sentences.

A verdict speaks of *stated* lines only. It never says what a party would accept, and it prints no
tick where nobody said anything. The screen, the commands and the reports all speak through here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from planner.check.verdict import (
    LineStatus,
    LineVerdict,
    MemberVerdict,
    PartyStatus,
    PartyVerdict,
    Verdict,
)
from planner.model.case import Case, Party
from planner.model.reading import Reading
from planner.model.red_lines import RedLine
from planner.reports.words.numbers import agreeing, counted
from planner.reports.words.private import id_words

__all__ = [
    "CONTRADICTS",
    "LINE_WORDS",
    "PARTY_WORDS",
    "READING_WORDS",
    "aside_lines",
    "by_members_words",
    "case_sentence",
    "case_size",
    "crossing_nothing",
    "holder_name",
    "lens_words",
    "line_heading",
    "listed",
    "member_words",
    "party_words",
    "possessive",
    "reading_verdict",
    "sentence",
    "short_party_words",
    "undecided_sentence",
    "verdict_sentence",
    "why_not_counted",
]

CONTRADICTS = "contradicts itself"
"""What is said of choices that break a coherence rule: they are never clear."""

LINE_WORDS = {
    LineStatus.CROSSED: "crossed",
    LineStatus.CONTESTED: "contested",
    LineStatus.UNDECIDED: "undecided",
    LineStatus.RESPECTED: "respected",
}
PARTY_WORDS = {
    PartyStatus.CROSSED: "crossed",
    PartyStatus.CONTESTED: "contested",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "no stated line crossed",
    PartyStatus.SET_ASIDE: "set aside, would be crossed",
    PartyStatus.NONE_COUNTED: "no red line counted",
    PartyStatus.NO_POSITION: "no stated position",
}
_WHOSE = {
    PartyStatus.CROSSED: "crossed by",
    PartyStatus.CONTESTED: "contested by",
    PartyStatus.UNDECIDED: "undecided by",
}
READING_WORDS = {
    Reading.LITERAL: "only declared red lines count; contested is not crossed",
    Reading.LENIENT: "declared lines and opposition count; contested is not crossed",
    Reading.MODERATE: "insistence and stronger count; contested is not crossed",
    Reading.FIRM: "preferences and stronger count; contested is not crossed",
    Reading.STRICT: "preferences and stronger count; contested counts as crossed",
}


def sentence(words: str, ids: Container[str] = ()) -> str:
    """The words with a capital first and a full stop last; one of the ``ids`` first stays so."""
    ends = "" if words.endswith((".", "!", "?")) else "."
    named = words.partition(" ")[0].rstrip(",;:")
    first = words[:1] if named in ids else words[:1].upper()
    return f"{first}{words[1:]}{ends}"


def listed(items: Sequence[str], word: str) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def holder_name(party: Party, scope: str, member: str = "") -> str:
    """``Europe (France, Macron)``: the party, with who within it is meant."""
    scope = scope.replace(" (", ", ").replace(")", "")  # "France (Macron)" goes into brackets
    if member and member not in scope:
        scope = f"{member}, {scope}" if scope else member
    return f"{party.name} ({scope})" if scope else party.name


def line_heading(case: Case, line: RedLine) -> str:
    """``RU-1 · Russia (Putin), preference · Settlement before ceasefire``."""
    holder = holder_name(case.parties_by_id[line.party], line.scope, line.member)
    return f"{id_words(line)} · {holder}, {line.strength} · {line.title}"


def why_not_counted(verdict: LineVerdict, reading: Reading, why: str = "") -> str:
    """Why the line is not counted; empty for one that is.

    ``why`` is the planner's reason for setting it aside, empty where none is given.
    """
    weaker = f"{verdict.line.strength} is weaker than the {reading} reading asks"
    if verdict.set_aside:
        reason = " ".join(why.split())
        besides = f", and {weaker}" if verdict.weaker else ""
        return f"set aside for a what-if{f': “{reason}”' if reason else ''}{besides}"
    return f"not counted: {weaker}" if verdict.weaker else ""


def aside_lines(case: Case, set_aside: Mapping[str, str]) -> list[str]:
    """The lines that a planner sets aside with the reasons: ``FR-1: “France may come round”``."""
    return [
        f"{id_words(line)}: “{' '.join(set_aside[line.id].split())}”"
        if set_aside[line.id]
        else id_words(line)
        for line in case.red_lines
        if line.id in set_aside
    ]


def party_words(verdict: PartyVerdict) -> str:
    """The party's status in words, with the lines that make it so.

    ``crossed by France's line alone: FR-1; contested: EU-1``, or ``no stated line crossed``; a line
    set aside that would be crossed or contested is always named: ``no counted line crossed; EU-1,
    set aside, would be``.
    """
    return _status_words(verdict.lines, verdict.status, by_members_words(verdict))


def member_words(verdict: MemberVerdict) -> str:
    """The member's status in words, with the lines of its own that make it so."""
    return _status_words(verdict.lines, verdict.status)


def by_members_words(verdict: PartyVerdict) -> str:
    """``crossed by France's line alone``; empty where a line of the party itself makes its status.

    Only lines that are crossed, contested or undecided make a status.
    """
    if not verdict.by_members_alone or verdict.status not in _WHOSE:
        return ""
    lines = sum(line.counted and line.status.value == verdict.status for line in verdict.lines)
    whose = listed([possessive(member) for member in verdict.by_members_alone], "and")
    return f"{_WHOSE[verdict.status]} {whose} {agreeing(lines, 'line', 'lines')} alone"


def possessive(name: str) -> str:
    """``France's``, ``the Times'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _status_words(lines: Sequence[LineVerdict], status: PartyStatus, whose: str = "") -> str:
    """``whose`` stands for the status where it says with whose lines it comes about."""
    named = []
    for each, words in LINE_WORDS.items():
        those = [line for line in lines if line.counted and line.status is each]
        if those and each is not LineStatus.RESPECTED:
            said = whose if whose and each.value == status.value else words
            named.append(f"{said}: {_ids(those)}")
    if aside := [line for line in lines if line.crossed_aside]:
        ending = "would be crossed" if named else "would be"
        named = [*(named or ["no counted line crossed"]), f"{_ids(aside)}, set aside, {ending}"]
    if open_aside := [line for line in lines if line.contested_aside]:
        would_be = f"{_ids(open_aside)}, set aside, would be contested"
        named = [*(named or [PARTY_WORDS[status]]), would_be]
    return "; ".join(named) or PARTY_WORDS[status]


def short_party_words(verdict: PartyVerdict) -> str:
    """The party's status in a word or two; lines set aside that would be crossed by their ids."""
    if verdict.status is not PartyStatus.SET_ASIDE:
        return PARTY_WORDS[verdict.status]
    aside = _ids(line for line in verdict.lines if line.crossed_aside)
    return f"{aside}, {PARTY_WORDS[verdict.status]}"


def undecided_sentence(verdict: Verdict) -> str:
    """Which issues are undecided, by their titles and without a full stop; empty if none is."""
    if verdict.complete:
        return ""
    titles = listed([verdict.case.issues_by_id[i].title for i in verdict.undecided], "and")
    noun = agreeing(len(verdict.undecided), "issue", "issues")
    return f"undecided {noun}: {titles}"


def case_sentence(case: Case) -> str:
    """The case by its title and the day whose state it describes."""
    return f"{case.title}, as of {case.as_of}" if case.as_of is not None else case.title


def case_size(case: Case) -> str:
    """How large the case is: parties, issues, options, complete scenarios and red lines."""
    from planner.check.size import scenario_count  # noqa: PLC0415 (lists of cases alone)

    counts = [
        ("issue", len(case.issues)),
        ("option", sum(len(issue.options) for issue in case.issues)),
        ("scenario", scenario_count(case)),
        ("red line", len(case.red_lines)),
    ]
    parties = counted(len(case.parties), "party", "parties")
    return ", ".join([parties, *(counted(number, noun) for noun, number in counts)])


def lens_words(lens: Reading, own: Reading) -> str:
    """Through which reading one looks at a file of another; empty where it is the file's own."""
    return "" if lens is own else f"Looking through {lens} (the file says {own})"


def _ids(lines: Iterable[LineVerdict]) -> str:
    return ", ".join(id_words(line.line) for line in lines)


def crossing_nothing(verdict: Verdict) -> str:
    """What choices are called that cross no counted line, where any counts."""
    if verdict.incoherent:
        return CONTRADICTS
    return "clear" if verdict.complete else "nothing crossed so far"


def reading_verdict(verdict: Verdict) -> str:
    """The verdict under a reading in a few words: ``crosses RU-1 and EU-1``."""
    besides = f"{CONTRADICTS}; " if verdict.incoherent else ""
    if not verdict.counts_any:
        return f"{besides}counts no line"
    crossed = ", ".join(id_words(held.line) for held in verdict.crossed)
    contested = ", ".join(id_words(held.line) for held in verdict.contested)
    if crossed:
        return f"{besides}crosses {crossed}" + (f"; {contested} contested" if contested else "")
    aside = ", ".join(id_words(held.line) for held in verdict.crossed_aside)
    told = [contested and f"{contested} contested", aside and f"{aside} set aside"]
    return ", ".join([crossing_nothing(verdict), *filter(None, told)])


def verdict_sentence(verdict: Verdict) -> str:
    """The whole verdict in one sentence, without a full stop.

    Crossed lines first, then contested ones, then what is still undecided, then what the verdict
    leaves out: a reader who stops early has read what matters most.
    """
    under = f"under the {verdict.reading} reading"
    crossed, contested = verdict.crossed, verdict.contested
    if not verdict.counts_any:
        silent = "so it says nothing about this scenario"
        parts = [f"the {verdict.reading} reading counts no line, {silent}"]
    elif crossed:
        noun = counted(len(crossed), "stated red line")
        parts = [f"crosses {noun} {under}: {_ids(crossed)}"]
    else:
        so_far = "" if verdict.complete else "so far "
        parts = [f"{so_far}crosses no stated red line {under}"]
    if contested:
        parts.append(f"leaves {len(contested):,} contested: {_ids(contested)}")
    if not verdict.complete:
        undecided = f"{counted(len(verdict.undecided), 'issue')} undecided"
        hanging = len(verdict.counted(LineStatus.UNDECIDED))
        verb = agreeing(hanging, "depends", "depend")
        them = agreeing(len(verdict.undecided), "it", "them")
        lines = f", {counted(hanging, 'red line')} {verb} on {them}" if hanging else ""
        parts.append(undecided + lines)
    if verdict.incoherent:
        parts.append(f"{CONTRADICTS}: {', '.join(verdict.incoherent)}")
    if aside := [line for line in verdict.lines if line.set_aside]:
        parts.append(f"set aside: {_ids(aside)}")
        if crossed_aside := [line for line in aside if line.crossed_aside]:
            parts.append(f"counted, {_ids(crossed_aside)} would be crossed")
        if contested_aside := [line for line in aside if line.contested_aside]:
            parts.append(f"counted, {_ids(contested_aside)} would be contested")
    return "; ".join(parts)
