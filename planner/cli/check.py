"""``planner check``: judge scenario files against the stated red lines."""

from __future__ import annotations

from collections.abc import Sequence

from planner.check import Verdict, check
from planner.cli.arguments import EXIT_CODES, Parser, unknown
from planner.cli.output import complain, say, say_json, width
from planner.errors import FileProblemError, UnknownNameError
from planner.files import LoadedScenario, read_scenario

__all__ = ["read_all", "refuse_unknown_lines", "run"]

_EXAMPLES = f"""\
Every file that can be read is judged, even if others cannot. Errors and warnings go to standard
error, the answer alone to standard output.

examples:
  planner check scenario.toml
  planner check scenarios/*.toml --format json
  planner check scenario.toml --reading strict
  planner check scenario.toml --set-aside FR-1 --set-aside EU-1

{EXIT_CODES}"""


def run(arguments: Sequence[str]) -> int:
    """Judges the files and says which counted red lines each crosses, and why."""
    parsed = _parser().parse(arguments, least=1)
    loaded = read_all(parsed.operands)
    refuse_unknown_lines(parsed.set_aside or [], [scenario for _, scenario in loaded])
    judged = [
        (
            file,
            each,
            check(each.case, each.scenario, reading=parsed.reading, set_aside=parsed.set_aside),
        )
        for file, each in loaded
    ]
    if parsed.format == "json":
        _say_json(judged)
    else:
        _say_text(judged)
    if len(loaded) < len(parsed.operands):
        return 2
    return 1 if any(verdict.crossed for _, _, verdict in judged) else 0


def _parser() -> Parser:
    parser = Parser(
        "planner check",
        "planner check FILE... [--reading NAME] [--set-aside ID] [--format text|json]",
        "Judge scenarios: which stated red lines each crosses, why, and who says so.",
        _EXAMPLES,
    )
    parser.add_reading()
    parser.add_format()
    return parser


def read_all(files: Sequence[str]) -> list[tuple[str, LoadedScenario]]:
    """The files that can be read; of the others, and of what is doubtful, the problems are told."""
    loaded = []
    told: set[str] = set()  # scenarios of one case share its warnings
    for file in files:
        try:
            scenario = read_scenario(file)
        except FileProblemError as error:
            problems = error.problems
        else:
            problems = scenario.warnings
            loaded.append((file, scenario))
        new = [words for words in map(str, problems) if words not in told]
        told.update(new)
        complain(new)
    return loaded


def refuse_unknown_lines(names: Sequence[str], loaded: Sequence[LoadedScenario]) -> None:
    """Refuses a red line that none of the cases has; with several cases, one of them is enough."""
    known = list(dict.fromkeys(name for each in loaded for name in each.case.red_lines_by_id))
    for name in names:
        if loaded and name not in known:
            raise UnknownNameError(unknown("red line", name, known))


def _say_text(judged: Sequence[tuple[str, LoadedScenario, Verdict]]) -> None:
    from planner.reports.check_text import check_lines  # noqa: PLC0415 (text or JSON, not both)

    lines: list[str] = []
    for file, loaded, verdict in judged:
        lines += ["", ""] if lines else []
        lines += check_lines(file, loaded.scenario, verdict, width())
    say(lines)


def _say_json(judged: Sequence[tuple[str, LoadedScenario, Verdict]]) -> None:
    from planner.reports.check_json import check_result  # noqa: PLC0415 (likewise)

    say_json({"results": [check_result(file, verdict) for file, _, verdict in judged]})
