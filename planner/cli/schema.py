"""``planner schema``: the JSON Schema of scenario, case or configuration files."""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.arguments import Parser
from planner.cli.output import say
from planner.files.schema import SCHEMAS, schema_text

__all__ = ["parser", "run"]

_EXAMPLES = """\
Draft-07, for editors that know schemas of TOML files (tombi, taplo, Even Better TOML): put the line
`#:schema PATH/scenario.schema.json` at the top of a scenario. The planner keeps that line and never
follows it. The same files come with the planner, in the folder planner/schemas.

examples:
  planner schema scenario > scenario.schema.json
  planner schema case > case.schema.json
  planner schema config > config.schema.json

exit codes:
  0    fine
  2    wrong usage
"""


def run(arguments: Sequence[str]) -> int:
    """Prints the schema of the kind of file that is named."""
    parsed = parser().parse(arguments)
    kind = parsed.operands[0]
    say(schema_text(kind).splitlines())
    return 0


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner schema",
        "planner schema scenario|case|config",
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
    return made
