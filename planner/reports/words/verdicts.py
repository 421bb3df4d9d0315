"""The product's words: the one place where statuses, readings and rules turn into sentences.

A verdict speaks of *stated* lines only. It never says what a party would accept, and it prints no
tick where nobody said anything. The screen, the commands and the reports all speak through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.check.verdict import LineStatus, LineVerdict, PartyStatus, PartyVerdict, Verdict
from planner.model.case import Case, Party
from planner.model.conditions import Condition, Pick, Term
from planner.model.reading import Reading
from planner.model.red_lines import CoherenceRule, RedLine
from planner.model.scenario import Scenario
from planner.model.statements import Statement
from planner.reports.words.numbers import agreeing, counted

__all__ = [
    "LINE_WORDS",
    "PARTY_WORDS",
    "READING_WORDS",
    "case_sentence",
    "case_size",
    "depends_on",
    "incoherence_sentence",
    "lens_words",
    "line_heading",
    "listed",
    "party_words",
    "pick_title",
    "rule_lines",
    "sentence",
    "short_party_words",
    "statement_source",
    "statement_voice",
    "undecided_sentence",
    "verdict_sentence",
    "why_lines",
    "why_not_counted",
]

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
READING_WORDS = {
    Reading.LITERAL: "only declared red lines count; contested is left open",
    Reading.LENIENT: "declared lines and opposition count; contested is left open",
    Reading.MODERATE: "insistence and stronger count; contested is left open",
    Reading.FIRM: "preferences and stronger count; contested is left open",
    Reading.STRICT: "preferences and stronger count; contested counts as crossed",
}


def sentence(words: str) -> str:
    """The words with a capital first and a full stop last."""
    ends = "" if words.endswith((".", "!", "?")) else "."
    return f"{words[:1].upper()}{words[1:]}{ends}"


def pick_title(case: Case, issue: str, pick: Pick | None) -> str:
    """What is picked on the issue: ``Deferred``, ``Bilateral and Trilateral``, ``800 soldiers``.

    ``undecided`` for nothing, ``none of them`` where no option of several holds.
    """
    asked = case.issues_by_id[issue]
    match pick:
        case None:
            return "undecided"
        case str():
            return asked.option(pick).title
        case tuple():
            titles = [asked.option(option).title for option in pick]
            return listed(titles, "and") or "none of them"
        case _:
            return f"{pick:,} {asked.unit}".rstrip()


def listed(items: Sequence[str], word: str) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def _condition_words(case: Case, condition: Condition) -> str:
    issue = case.issues_by_id[condition.issue]
    titles = [f"“{issue.option(option).title}”" for option in condition.options]
    return f"{issue.title} is {listed(titles, 'or')}"


def _term_words(case: Case, term: Term) -> str:
    return " and ".join(_condition_words(case, condition) for condition in term.conditions)


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


def _chosen_words(case: Case, scenario: Scenario, issues: Iterable[str]) -> str:
    """What is chosen on those of the issues that are decided; empty where none is."""
    chosen = [
        f"{case.issues_by_id[issue].title} is “{pick_title(case, issue, option)}”"
        for issue in issues
        if (option := scenario.option(issue)) is not None
    ]
    return listed(chosen, "and")


def _issue_titles(case: Case, issues: Iterable[str], word: str = "and") -> str:
    return listed([case.issues_by_id[issue].title for issue in issues], word)


def _holds(case: Case, scenario: Scenario, term: Term) -> bool:
    """Whether the combination is true however the undecided issues are decided."""
    return all(
        pick in condition.options
        if (pick := scenario.option(condition.issue)) is not None
        else set(case.issues_by_id[condition.issue].by_id) <= set(condition.options)
        for condition in term.conditions
    )


def _because(case: Case, scenario: Scenario, terms: Iterable[Term]) -> list[str]:
    """A clause for each combination that holds already, each said once."""
    clauses = [
        f"because {chosen}"
        if (chosen := _chosen_words(case, scenario, term.issues))
        else f"whatever is chosen on {_issue_titles(case, term.issues)}"
        for term in terms
        if _holds(case, scenario, term)
    ]
    return list(dict.fromkeys(clauses))


def why_lines(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> list[str]:
    """What makes the line what it is, a clause for each combination of choices that does.

    ``because Meeting format is “Bilateral”`` for a crossed or contested line, ``depends on Meeting
    format`` for an undecided one; nothing for one that is respected.
    """
    case, red_line = verdict.case, line.line
    if line.status is LineStatus.RESPECTED:
        return []
    if line.status is LineStatus.UNDECIDED:
        return [depends_on(verdict, red_line)]
    if line.status is LineStatus.CONTESTED:
        clauses = _because(case, scenario, red_line.contested_when)
    else:
        clauses = _because(case, scenario, red_line.crossed_when)
        if not clauses:
            counted_so = f"contested, which the {verdict.reading} reading counts as crossed"
            in_zone = _because(case, scenario, red_line.contested_when)
            clauses = [f"{counted_so}: {clause}" for clause in in_zone]
    if clauses:
        return clauses
    # No single combination holds yet, but every way to decide the open issues makes one hold.
    open_issues = [issue for issue in red_line.issues if scenario.option(issue) is None]
    chosen = _chosen_words(case, scenario, red_line.issues)
    given = f"because {chosen}, " if chosen else ""
    return [f"{given}whatever is chosen on {_issue_titles(case, open_issues)}"]


def depends_on(verdict: Verdict, line: RedLine) -> str:
    """Which undecided issues the line still depends on."""
    open_issues = [issue for issue in line.issues if issue in verdict.undecided]
    return f"depends on {_issue_titles(verdict.case, open_issues)}"


def incoherence_sentence(case: Case, scenario: Scenario, rule: CoherenceRule) -> str:
    """What contradicts itself and why, without a full stop; it is nobody's red line."""
    clauses = _because(case, scenario, rule.impossible_when)
    because = f" {'; '.join(clauses)}" if clauses else ""
    return f"the scenario contradicts itself{because}: {rule.title} ({rule.id})"


def _party_name(party: Party, scope: str) -> str:
    scope = scope.replace(" (", ", ").replace(")", "")  # "France (Macron)" goes into brackets
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


def party_words(verdict: PartyVerdict) -> str:
    """The party's status in words, with the lines that make it so.

    ``crossed: FR-1; contested: EU-1``, or ``no stated line crossed``; a line set aside that would
    be crossed is always named: ``no counted line crossed; EU-1, set aside, would be``.
    """
    named = []
    for status in (LineStatus.CROSSED, LineStatus.CONTESTED, LineStatus.UNDECIDED):
        lines = [line for line in verdict.lines if line.counted and line.status is status]
        if lines:
            named.append(f"{LINE_WORDS[status]}: {_ids(lines)}")
    if aside := [line for line in verdict.lines if line.crossed_aside]:
        ending = "would be crossed" if named else "would be"
        named = [*(named or ["no counted line crossed"]), f"{_ids(aside)}, set aside, {ending}"]
    return "; ".join(named) or PARTY_WORDS[verdict.status]


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
    titles = _issue_titles(verdict.case, verdict.undecided)
    noun = agreeing(len(verdict.undecided), "issue", "issues")
    return f"undecided {noun}: {titles}"


def case_sentence(case: Case) -> str:
    """The case by its title and the day whose state it describes."""
    return f"{case.title}, as of {case.as_of}" if case.as_of is not None else case.title


def case_size(case: Case) -> str:
    """How large the case is: parties, issues, options, complete scenarios and red lines."""
    counts = [
        ("issue", len(case.issues)),
        ("option", sum(len(issue.options) for issue in case.issues)),
        ("scenario", case.scenario_count),
        ("red line", len(case.red_lines)),
    ]
    parties = counted(len(case.parties), "party", "parties")
    return ", ".join([parties, *(counted(number, noun) for noun, number in counts)])


def lens_words(lens: Reading, own: Reading) -> str:
    """Through which reading one looks at a file of another; empty where it is the file's own."""
    return "" if lens is own else f"Looking through {lens} (the file says {own})"


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
        parts.append(f"contradicts itself: {', '.join(verdict.incoherent)}")
    if aside := [line for line in verdict.lines if line.set_aside]:
        parts.append(f"set aside: {_ids(aside)}")
        if crossed_aside := [line for line in aside if line.crossed_aside]:
            parts.append(f"counted, {_ids(crossed_aside)} would be crossed")
    return "; ".join(parts)
