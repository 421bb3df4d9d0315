"""The product's words: the one place where statuses, readings and rules turn into sentences.

A verdict speaks of *stated* lines only. It never says what a party would accept, and it prints no
tick where nobody said anything. The screen, the commands and the reports all speak through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.check import LineStatus, LineVerdict, PartyStatus, Verdict
from planner.model import Case, OptionSet, Party, Reading, RedLine, Statement, Term

__all__ = [
    "LINE_SIGNS",
    "LINE_WORDS",
    "PARTY_SIGNS",
    "PARTY_WORDS",
    "READING_WORDS",
    "counted",
    "line_heading",
    "option_title",
    "rule_lines",
    "statement_source",
    "statement_voice",
    "verdict_sentence",
    "why_not_counted",
]

LINE_SIGNS = {
    LineStatus.CROSSED: "✗",
    LineStatus.CONTESTED: "?",
    LineStatus.UNDECIDED: "~",
    LineStatus.RESPECTED: "✓",
}
LINE_WORDS = {
    LineStatus.CROSSED: "crossed",
    LineStatus.CONTESTED: "contested",
    LineStatus.UNDECIDED: "undecided",
    LineStatus.RESPECTED: "respected",
}
PARTY_SIGNS = {
    PartyStatus.CROSSED: "✗",
    PartyStatus.CONTESTED: "?",
    PartyStatus.UNDECIDED: "~",
    PartyStatus.CLEAR: "✓",
    PartyStatus.NONE_COUNTED: "-",
    PartyStatus.NO_POSITION: "-",
}
PARTY_WORDS = {
    PartyStatus.CROSSED: "crossed",
    PartyStatus.CONTESTED: "contested",
    PartyStatus.UNDECIDED: "undecided",
    PartyStatus.CLEAR: "no stated line crossed",
    PartyStatus.NONE_COUNTED: "no red line counted",
    PartyStatus.NO_POSITION: "no stated position",
}
READING_WORDS = {
    Reading.LITERAL: "only declared red lines count; contested is left open",
    Reading.LENIENT: "declared lines and opposition count; contested is left open",
    Reading.MODERATE: "insistence and stronger count; contested is left open",
    Reading.FIRM: "preferences and stronger count; contested is left open",
    Reading.STRICT: "preferences and stronger count; contested counts as crossed",
}


def counted(number: int, noun: str) -> str:
    """``1 issue``, ``3 issues``, with thousands set apart by commas."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def option_title(case: Case, issue: str, option: str | None) -> str:
    """The option's title, ``undecided`` for none."""
    return "undecided" if option is None else case.issues_by_id[issue].option(option).title


def _listed(items: Sequence[str], word: str) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def _option_set_words(case: Case, option_set: OptionSet) -> str:
    issue = case.issues_by_id[option_set.issue]
    titles = [f"“{issue.option(option).title}”" for option in option_set.options]
    return f"{issue.title} is {_listed(titles, 'or')}"


def _term_words(case: Case, term: Term) -> str:
    return " and ".join(_option_set_words(case, option_set) for option_set in term.option_sets)


def rule_lines(case: Case, line: RedLine) -> list[str]:
    """The red line's rule in words, a line for each combination.

    ``crossed when Ceasefire timing is “Ceasefire first”``, then ``contested when ...``.
    """
    words = [("crossed when", line.crossed_when), ("contested when", line.contested_when)]
    return [
        f"{'or ' if nth else ''}{opening} {_term_words(case, term)}"
        for opening, terms in words
        for nth, term in enumerate(terms)
    ]


def _party_name(party: Party, scope: str) -> str:
    return f"{party.name} ({scope})" if scope else party.name


def line_heading(case: Case, line: RedLine) -> str:
    """``RU-1 · Russia (Putin), preference · Settlement before ceasefire``."""
    holder = _party_name(case.parties_by_id[line.party], line.scope)
    return f"{line.id} · {holder}, {line.strength} · {line.title}"


def statement_voice(case: Case, statement: Statement) -> str:
    """Who holds it, how strongly, and who says so, in one line."""
    if statement.party is not None:
        holder = _party_name(case.parties_by_id[statement.party], statement.scope)
    else:
        holder = statement.scope or "no single party"
    voice = statement.attribution.words
    if statement.speaker:
        voice = f"said by {statement.speaker}, {voice}"
    return f"{holder}, {statement.strength}; {voice}"


def statement_source(case: Case, statement: Statement) -> str:
    """The source as one would cite it: publisher, title, date, section."""
    source = case.sources_by_id.get(statement.source)
    parts = [source.publisher, source.title, source.published] if source is not None else []
    if statement.section:
        parts.append(f"section “{statement.section}”")
    return ", ".join(filter(None, parts)) or "no source given"


def why_not_counted(verdict: LineVerdict, reading: Reading) -> str:
    """Why the line is not counted; empty for one that is."""
    if verdict.set_aside:
        return "set aside by the planner"
    if verdict.weaker:
        return f"not counted: {verdict.line.strength} is weaker than the {reading} reading asks"
    return ""


def _ids(lines: Iterable[LineVerdict]) -> str:
    return ", ".join(line.line.id for line in lines)


def verdict_sentence(verdict: Verdict) -> str:
    """The whole verdict in one sentence, without a full stop.

    Crossed lines first, then contested ones, then what is still undecided, then what the verdict
    leaves out: a reader who stops early has read what matters most.
    """
    under = f"under the {verdict.reading} reading"
    crossed, contested = verdict.crossed, verdict.contested
    if not any(line.counted for line in verdict.lines):
        parts = [f"no stated red line is counted {under}"]
    elif crossed:
        noun = counted(len(crossed), "stated red line")
        parts = [f"crosses {noun} {under}: {_ids(crossed)}"]
    else:
        so_far = "" if verdict.complete else "so far "
        parts = [f"{so_far}crosses no stated red line {under}"]
    if contested:
        parts.append(f"leaves {len(contested):,} contested: {_ids(contested)}")
    if not verdict.complete:
        parts.append(f"{counted(len(verdict.undecided), 'issue')} undecided")
    hanging = verdict.counted(LineStatus.UNDECIDED)
    if hanging:
        parts.append(f"{counted(len(hanging), 'red line')} undecided: {_ids(hanging)}")
    if verdict.incoherent:
        parts.append(f"contradicts itself: {', '.join(verdict.incoherent)}")
    aside = [line for line in verdict.lines if line.set_aside]
    if aside:
        parts.append(f"set aside: {_ids(aside)}")
    return "; ".join(parts)
