"""A verdict, and what is wrong with a file, as remarks on the lines of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.check.reasons import reasons
from planner.check.verdict import LineVerdict, Verdict
from planner.errors import Problem
from planner.model.scenario import Scenario
from planner.reports.annotation import Annotation, Place, Rule
from planner.reports.words.private import id_words
from planner.reports.words.reasons import why_lines
from planner.reports.words.statements import statement_voice
from planner.reports.words.verdicts import line_heading, sentence

__all__ = ["problem_annotation", "verdict_annotations"]


def verdict_annotations(
    file: str,
    scenario: Scenario,
    verdict: Verdict,
    place_of: Callable[[str], Place | None],
) -> Iterator[Annotation]:
    """The counted lines that are crossed, then those that are contested.

    Each stands at the choice that makes it so, the first of several; ``place_of`` says where in
    the file an issue is decided.
    """
    for rule, lines in ((Rule.CROSSED, verdict.crossed), (Rule.CONTESTED, verdict.contested)):
        for line in lines:
            named = [issue for why in reasons(scenario, verdict, line) for issue in why.decided]
            places = [place for issue in dict.fromkeys(named) if (place := place_of(issue))]
            yield Annotation(
                rule,
                file,
                places[0] if places else None,
                f"{rule}: {id_words(line.line)}",
                _message(scenario, verdict, line),
                line.line.id,
                tuple(places[1:]),
            )


def problem_annotation(problem: Problem) -> Annotation:
    """An error or a warning of a file."""
    place = None if problem.line is None else (problem.line, problem.column or 1)
    rule = Rule(problem.severity)
    return Annotation(rule, problem.file, place, f"{rule} in this file", problem.explanation)


def _message(scenario: Scenario, verdict: Verdict, line: LineVerdict) -> str:
    case, held = verdict.case, line.line
    parts = [line_heading(case, held), *why_lines(scenario, verdict, line)]
    said = [sentence(part) for part in parts]
    for name in held.evidence:
        statement = case.statements_by_id[name]
        said.append(
            f"{id_words(statement)}: “{statement.quote}” ({statement_voice(case, statement)})"
        )
    return "\n".join(said)
