"""A verdict, and what is wrong with a file, as remarks on the lines of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from planner.by_fields import Compared
from planner.check.reasons import because_of, reasons, terms_that_hold
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.errors import Problem
from planner.model.scenario import Scenario
from planner.reports.annotation import Annotation, Place, Rule
from planner.reports.words.numbers import counted
from planner.reports.words.private import id_words
from planner.reports.words.reasons import incoherence_sentence, why_lines
from planner.reports.words.statements import statement_voice
from planner.reports.words.verdicts import line_heading, sentence, undecided_sentence

__all__ = ["FileRemarks", "problem_annotation"]


@frozen(eq=False, repr=False)
class FileRemarks(Compared):
    """Makes remarks on a scenario's file; ``place_of`` says where in it an issue is decided."""

    file: str
    place_of: Callable[[str], Place | None]

    def of_verdict(self, scenario: Scenario, verdict: Verdict) -> Iterator[Annotation]:
        """What contradicts itself, then the counted lines that are crossed or contested.

        Each stands at the choice that makes it so, the first of several.
        """
        yield from self._contradictions(scenario, verdict)
        for line in verdict.crossed:
            yield self._of_line(Rule.CROSSED, scenario, verdict, line)
        for line in verdict.contested:
            yield self._of_line(Rule.CONTESTED, scenario, verdict, line)

    def of_other_verdict(
        self, scenario: Scenario, verdict: Verdict, own: Verdict, other: str
    ) -> Iterator[Annotation]:
        """The counted lines that are crossed by another state of the case, and not by its own.

        ``other`` names the file of that state; ``scenario`` holds only what that state has.
        """
        told = {line.line.id for line in own.crossed}
        for line in verdict.crossed:
            if line.line.id not in told:
                found = self._of_line(Rule.CROSSED, scenario, verdict, line)
                yield evolve(found, message=f"By the case in {other}:\n{found.message}")

    def of_undecided(self, scenario: Scenario, verdict: Verdict) -> Iterator[Annotation]:
        """The undecided issues with the counted lines that depend on them, in one remark."""
        lines = verdict.counted(LineStatus.UNDECIDED)
        if not lines and not verdict.undecided:
            return
        counts = ((len(verdict.undecided), "issue"), (len(lines), "red line"))
        numbers = ", ".join(counted(number, noun) for number, noun in counts if number)
        said = [undecided_sentence(verdict)]
        ids = verdict.case.red_lines_by_id
        for line in lines:
            said += [line_heading(verdict.case, line.line), *why_lines(scenario, verdict, line)]
        sentences = (sentence(words, ids) for words in said if words)
        yield self._at(verdict.undecided, Rule.UNDECIDED, numbers, sentences)

    def _contradictions(self, scenario: Scenario, verdict: Verdict) -> Iterator[Annotation]:
        for rule in verdict.case.coherence:
            if rule.id in verdict.incoherent:
                terms = terms_that_hold(scenario, verdict, rule.impossible_when)
                issues = [each for term in terms for each in because_of(scenario, verdict, term)]
                said = [sentence(incoherence_sentence(verdict, scenario, rule))]
                found = self._at(issues, Rule.CONTRADICTION, rule.id, said)
                yield evolve(found, about=rule.id)

    def _of_line(
        self, kind: Rule, scenario: Scenario, verdict: Verdict, line: LineVerdict
    ) -> Annotation:
        issues = [issue for why in reasons(scenario, verdict, line) for issue in why.decided]
        said = _words(scenario, verdict, line)
        return evolve(self._at(issues, kind, id_words(line.line), said), about=line.line.id)

    def _at(self, issues: Iterable[str], kind: Rule, name: str, said: Iterable[str]) -> Annotation:
        """The remark at the first of the places where the issues are decided."""
        places = [place for issue in dict.fromkeys(issues) if (place := self.place_of(issue))]
        first = places[0] if places else None
        message = "\n".join(said)
        return Annotation(
            kind, self.file, first, f"{kind}: {name}", message, others=tuple(places[1:])
        )


def problem_annotation(problem: Problem) -> Annotation:
    """An error or a warning of a file."""
    place = None if problem.line is None else (problem.line, problem.column or 1)
    rule = Rule(problem.severity)
    return Annotation(rule, problem.file, place, f"{rule} in this file", problem.explanation)


def _words(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> Iterator[str]:
    case, held = verdict.case, line.line
    yield f"{line_heading(case, held)}."
    yield from map(sentence, why_lines(scenario, verdict, line))
    for name in held.evidence:
        statement = case.statements_by_id[name]
        voice = statement_voice(case, statement)
        yield f"{id_words(statement)}: “{statement.quote}” ({voice})"
