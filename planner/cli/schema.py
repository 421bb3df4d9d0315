"""``planner schema``: the JSON Schema of scenario, case or configuration files.

It prints the schema itself; with ``--format json`` an answer as every command gives it, with the
keys ``kind`` and ``schema``.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.arguments import Parser
from planner.cli.output import say, say_json
from planner.cli.problems import Problems
from planner.cli.usage import UsageError
from planner.files.places import HERE
from planner.files.schema import SCHEMAS, schema_text

__all__ = ["parser", "run"]

_EXAMPLES = """\
Draft-07, for editors that know schemas of TOML files (tombi, taplo, Even Better TOML): put the line
`#:schema PATH/scenario.schema.json` at the top of a scenario, or let `planner format --schema-line`
do so. The planner keeps that line and never follows it. The same files come with the planner, in
the folder planner/schemas. With --case an editor also offers the options of that case, and shows
what each means.

examples:
  planner schema scenario > scenario.schema.json
  planner schema scenario --case talks.case.toml > talks.schema.json
  planner schema case > case.schema.json
  planner schema config > config.schema.json

exit codes:
  0    fine
  2    wrong usage, or a case that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Prints the schema of the kind of file that is named."""
    parsed = parser().parse(arguments)
    kind = parsed.operands[0]
    problems = Problems()
    text = _text(kind, parsed.case, problems)
    if parsed.format == "json":
        from json import loads  # noqa: PLC0415 (only for JSON)

        say_json(problems.json({"kind": kind, "schema": loads(text)}))
    else:
        say(text.splitlines())
    return 0


def _text(kind: str, case: str | None, problems: Problems) -> str:
    if case is None:
        return schema_text(kind)
    if kind != "scenario":
        raise UsageError("--case goes with `planner schema scenario` alone")
    from planner.files.case_schema import case_schema_text  # noqa: PLC0415 (when asked)
    from planner.files.cases.catalogue import find_case  # noqa: PLC0415 (likewise)

    loaded = find_case(case, HERE)
    problems.tell(loaded.warnings)
    return case_schema_text(loaded.shown)


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner schema",
        "planner schema scenario|case|config [--case CASE] [--format text|json]",
        "Print the JSON Schema of a kind of file, made from the planner's own description of it.",
        _EXAMPLES,
    )
    made.add_operands(
        "KIND",
        least=1,
        most=1,
        kind="kind of file",
        known=tuple(SCHEMAS),
        help="the kind of file",
    )
    made.add_argument(
        "--case",
        metavar="CASE",
        help="a case's id or file: the schema then has its issues, options and red lines, with "
        "their titles and definitions",
    )
    made.completes["--case"] = "file"
    made.add_format()
    return made
