"""Two cases that ``planner compare`` is given: two codings, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from planner.check.two_codings import TwoCodings
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.cli.shown_quotes import with_quote_warnings
from planner.cli.usage import UsageError
from planner.editing.state_names import state_named
from planner.errors import FileProblemError
from planner.files.cases.catalogue import find_case, names_case
from planner.files.cases.reading import LoadedCase
from planner.files.places import HERE

__all__ = ["are_cases", "compare_codings"]


def are_cases(operands: Sequence[str]) -> bool:
    """Whether cases are to be compared: all of them, since one with a scenario makes no sense."""
    return all(names_case(state.file) for state in map(state_named, operands))


def compare_codings(operands: Sequence[str], *, as_json: bool) -> int:
    """Says where the two cases are coded otherwise, and how far they agree."""
    if len(operands) != 2:
        raise UsageError(f"two cases stand side by side, not {len(operands)}")
    problems = Problems()
    loaded: list[LoadedCase] = []
    for file in operands:
        try:
            loaded.append(with_quote_warnings(_case_of(file)))
        except FileProblemError as error:
            problems.tell(error.problems)
        else:
            problems.tell(loaded[-1].warnings)
    if len(loaded) < 2:
        if as_json:
            say_json(problems.json({}))
        return 2
    codings = TwoCodings(loaded[0].case, loaded[1].case)
    files = (operands[0], operands[1])
    if as_json:
        from planner.reports.formats.json_two_codings import codings_json  # noqa: PLC0415 (text or JSON)

        say_json(problems.json(codings_json(codings, files)))
    else:
        from planner.reports.content.two_codings import codings_blocks  # noqa: PLC0415 (likewise)
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

        say(text_lines(codings_blocks(codings, files), width(), REPORT))
    return 0 if codings.same else 1


def _case_of(operand: str) -> LoadedCase:
    state = state_named(operand)
    if state.is_file:
        return find_case(operand, HERE)
    from planner.editing.case_states import CASE_STATES  # noqa: PLC0415 (rarely)

    return CASE_STATES.read(state)
