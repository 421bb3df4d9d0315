"""``planner check``: judge scenario files against the stated red lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from planner.check.as_of import case_as_of, written_as_of
from planner.check.checker import check
from planner.check.verdict import Verdict
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.cli.usage import EXIT_CODES, unknown
from planner.errors import FileProblemError, UnknownNameError
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import HERE
from planner.files.scenarios.reading import LoadedScenario, read_scenario
from planner.model.scenario import Scenario, fitted, vanished

if TYPE_CHECKING:
    import datetime as dt

    from planner.check.between_days import BetweenDays
    from planner.cli.arguments import Parser
    from planner.cli.days import Days
    from planner.cli.moved_case import MovedCase
    from planner.files.cases.reading import LoadedCase
    from planner.model.case import Case
    from planner.model.reading import Reading

__all__ = ["parser", "read_all", "refuse_unknown_lines", "run", "setting_aside"]

_EXAMPLES = f"""\
Every file that can be read is judged, even if others cannot. Errors and warnings go to standard
error, the answer alone to standard output.

examples:
  planner check scenario.toml
  planner check scenarios/*.toml --format json
  planner check own.case.toml
  planner check scenario.toml --reading strict
  planner check scenario.toml --set-aside FR-1 --set-aside EU-1
  planner check scenario.toml --case talks-of-march.case.toml
  planner check scenario.toml --as-of 2025-08-19
  planner check scenario.toml --as-of 2025-03-01..2025-08-19

With --as-of, or a day in the file, what was stated later counts for nothing, nor does what had been
superseded by then. With two days the verdict is that of the second; what flipped since the first
comes after it, line by line.

Where the case has changed since a scenario was saved, and its earlier state is at hand (beside the
scenario or the case, or kept by the app), the answer reports changes and flipped verdicts.
With --case, 1 means crossed by either. A choice that the case no longer has (its digest is another
than that in the file) is kept, told and not judged: then the answer is not whole, and the code 2.

{EXIT_CODES}"""


class _Asked(NamedTuple):
    """The files to judge, and the options."""

    operands: Sequence[str]
    case: str | None = None
    reading: Reading | None = None
    set_aside: Sequence[str] | None = None
    as_of: Days | None = None
    format: str = "text"


class _Judged(NamedTuple):
    """A file with its verdict: what is judged is the scenario and its case as of a day.

    ``flipped`` says what did since an earlier day, where one was asked for.
    """

    file: str
    loaded: LoadedScenario
    scenario: Scenario
    verdict: Verdict
    flipped: BetweenDays | None


def run(arguments: Sequence[str]) -> int:
    """Judges the files and says which counted red lines each crosses, and why."""
    parsed = _asked(arguments)
    told = Problems()
    cases = [operand for operand in parsed.operands if _is_case(operand)]
    scenarios = [operand for operand in parsed.operands if operand not in cases]
    loaded = read_all(scenarios, told)
    checked: list[tuple[str, LoadedCase]] = []
    if cases:
        from planner.cli.checked_cases import read_cases  # noqa: PLC0415 (when asked)

        checked = read_cases(cases, told)
    refuse_unknown_lines(parsed.set_aside or [], [scenario for _, scenario in loaded])
    judged = [_judged(file, each, parsed) for file, each in loaded]
    moved: dict[str, MovedCase] = {}
    if parsed.case is not None:
        from planner.cli.moved_case import judged_by_other_case  # noqa: PLC0415 (when asked)

        moved = judged_by_other_case(
            loaded, parsed.case, parsed.reading, parsed.set_aside, parsed.as_of
        )
    elif any(each.case_moved_on for _, each in loaded):
        from planner.cli.moved_case import judged_by_earlier_cases  # noqa: PLC0415 (rarely)

        moved = judged_by_earlier_cases(loaded, parsed.reading, parsed.set_aside, parsed.as_of)
    if parsed.format == "json":
        _say_json(judged, moved, checked, told)
    else:
        _say_text(judged, moved, checked)
    # What the case no longer has cannot be judged: nobody may take the answer for a whole one.
    read = len(loaded) + len(checked)
    if read < len(parsed.operands) or any(vanished(e.written, e.case) for _, e in loaded):
        return 2
    crossed = any(each.verdict.crossed for each in judged)
    by_other = parsed.case is not None and any(each.crossed for each in moved.values())
    return 1 if crossed or by_other else 0


def _is_case(operand: str) -> bool:
    """Whether a case is meant, by its file or its id: it is checked as such."""
    if operand.endswith(CASE_SUFFIX):
        return True
    if operand.endswith(".toml") or "/" in operand or (HERE / operand).is_file():
        return False
    from planner.cli.checked_cases import is_case_id  # noqa: PLC0415 (seldom)

    return is_case_id(operand)


def _asked(arguments: Sequence[str]) -> _Asked:
    if arguments and not any(not word or word.startswith("-") for word in arguments):
        # Files alone, the usual question: nothing to be parsed, which would take 4 ms.
        return _Asked(arguments)
    return _Asked(**vars(parser().parse(arguments)))


def parser() -> Parser:
    """The options and operands of this command."""
    from planner.cli.arguments import Parser  # noqa: PLC0415 (see above)

    made = Parser(
        "planner check",
        "planner check FILE|CASE... [--case OTHER] [--as-of DATE[..DATE]] [--reading NAME]\n"
        "       [--set-aside ID] [--format text|json]",
        "Judge scenarios: which stated red lines each crosses, why, and who says so. A case is "
        "checked as such: all its mistakes at once, with places and examples.",
        _EXAMPLES,
    )
    made.add_operands("FILE", least=1, completes="file", help="the scenarios and cases to check")
    made.add_argument(
        "--case",
        metavar="OTHER",
        help="another state of the case, by its file or id: judge by both, and say what changed",
    )
    made.add_as_of(two=True)
    made.add_reading()
    made.add_format()
    return made


def read_all(
    files: Sequence[str],
    told: Problems,
    read: Callable[[str], LoadedScenario] = read_scenario,
) -> list[tuple[str, LoadedScenario]]:
    """The files that can be read; of the others, and of what is doubtful, the problems are told."""
    loaded = []
    for file in files:
        try:
            scenario = read(file)
        except FileProblemError as error:
            told.tell(error.problems)
        else:
            told.tell(scenario.warnings)  # scenarios of one case share its warnings
            loaded.append((file, scenario))
    return loaded


def refuse_unknown_lines(names: Sequence[str], loaded: Sequence[LoadedScenario]) -> None:
    """Refuses a red line that none of the cases has; with several cases, one of them is enough."""
    known = list(dict.fromkeys(name for each in loaded for name in each.case.red_lines_by_id))
    for name in names:
        if loaded and name not in known:
            raise UnknownNameError(unknown("red line", name, known))


def setting_aside(scenario: Scenario, case: Case, lines: Sequence[str] | None) -> Scenario:
    """The scenario with those of its case's lines set aside, for no reason that its file gives.

    ``None`` leaves it as it is.
    """
    if lines is None:
        return scenario
    return evolve(scenario, set_aside=[line for line in lines if line in case.red_lines_by_id])


def _judged(file: str, loaded: LoadedScenario, asked: _Asked) -> _Judged:
    written = loaded.written
    *earlier, day = (written.as_of,) if asked.as_of is None else asked.as_of
    case = case_as_of(loaded.case, day)
    scenario = written_as_of(written, loaded.case, day)
    scenario = setting_aside(scenario, case, asked.set_aside)
    verdict = check(case, fitted(scenario, case), reading=asked.reading)
    return _Judged(file, loaded, scenario, verdict, _flipped(loaded, earlier, day, asked))


def _flipped(
    loaded: LoadedScenario, earlier: Days, day: dt.date | None, asked: _Asked
) -> BetweenDays | None:
    if not earlier or earlier[0] is None:
        return None
    from planner.check.between_days import between_days  # noqa: PLC0415 (when asked)

    return between_days(
        loaded.written,
        loaded.case,
        (earlier[0], day),
        reading=asked.reading,
        set_aside=asked.set_aside,
    )


def _say_text(
    judged: Sequence[_Judged],
    moved: Mapping[str, MovedCase],
    cases: Sequence[tuple[str, LoadedCase]],
) -> None:
    from planner.reports.content.check import check_page  # noqa: PLC0415 (text or JSON, not both)
    from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

    lines: list[str] = []
    for each in judged:
        lines += ["", ""] if lines else []
        page = check_page(each.file, each.scenario, each.verdict)
        lines += text_lines(page.blocks, width(), REPORT)
        if each.flipped is not None:
            from planner.reports.content.between_days import (  # noqa: PLC0415 (when asked)
                between_days_blocks,
            )

            blocks = between_days_blocks(each.loaded.case, each.flipped)
            lines += ["", *text_lines(blocks, width(), REPORT)]
        if each.file in moved:
            lines += ["", *text_lines(moved[each.file].blocks(), width(), REPORT)]
    if cases:
        from planner.cli.checked_cases import case_blocks  # noqa: PLC0415 (when asked)

        lines += ["", ""] if lines else []
        lines += text_lines(case_blocks(cases), width(), REPORT)
    say(lines)


def _say_json(
    judged: Sequence[_Judged],
    moved: Mapping[str, MovedCase],
    cases: Sequence[tuple[str, LoadedCase]],
    told: Problems,
) -> None:
    from planner.files.scenarios.places import places_of_choices  # noqa: PLC0415 (likewise)
    from planner.reports.content.check_result import (  # noqa: PLC0415 (likewise)
        check_result,
        plain_pick,
    )

    results = []
    for each in judged:
        result = check_result(
            each.file, each.scenario, each.verdict, places_of_choices(each.loaded.source)
        )
        if each.scenario.as_of is not None:
            result["as_of"] = each.scenario.as_of.isoformat()
        if gone := vanished(each.loaded.written, each.loaded.case):
            result["vanished"] = {
                "options": {i: plain_pick(choice.picked) for i, choice in gone.choices.items()},
                "set_aside": list(gone.lines),
            }
        if each.flipped is not None:
            from planner.reports.formats.json_between_days import (  # noqa: PLC0415 (when asked)
                between_days_json,
            )

            result["flipped"] = between_days_json(each.flipped)
        if each.file in moved:
            result["case_changes"] = moved[each.file].json()
        results.append(result)
    answer: dict[str, Any] = {"results": results}
    if cases:
        from planner.cli.checked_cases import case_entries  # noqa: PLC0415 (when asked)

        answer["cases"] = case_entries(cases)
    say_json(told.json(answer))
