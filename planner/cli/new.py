"""``planner new``: a new case file to begin with.

Its JSON has the keys ``file``, ``case`` (the id) and ``title``.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.arguments import Parser
from planner.cli.output import pasted, say, say_json
from planner.cli.problems import Problems
from planner.cli.schema_line import add_schema_line, schema_target
from planner.cli.usage import UsageError
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.cases.template import new_case_text
from planner.files.places import HERE
from planner.files.safety.saving import save_text
from planner.files.settings.schemas import naming_schema
from planner.files.toml.source import source_from_text
from planner.files.toml.writing import with_schema_line
from planner.keys.settings import settings_at_start
from planner.visible import shown_path, visible

__all__ = ["parser", "run"]

_EXAMPLES = """\
The file is whole: a made-up negotiation with comments wherever there is something to decide. No
file is ever overwritten.

examples:
  planner new lake-talks.case.toml
  planner new lake-talks.case.toml --schema-line case.schema.json
  planner new talks/lake.case.toml --format json

exit codes:
  0    the file was made
  2    wrong usage, or a file that cannot be made (one of that name exists already, say)
"""


def run(arguments: Sequence[str]) -> int:
    """Makes the file, and says what to do with it."""
    parsed = parser().parse(arguments)
    name = parsed.operands[0]
    if not name.endswith(CASE_SUFFIX) or name.endswith(f"/{CASE_SUFFIX}") or name == CASE_SUFFIX:
        wanted = name.removesuffix(CASE_SUFFIX).removesuffix(".toml").removesuffix("/") or "talks"
        raise UsageError(
            f'"{visible(name)}" names no case file',
            f"NAME{CASE_SUFFIX}",
            nearest=f"{visible(wanted)}{CASE_SUFFIX}",
        )
    path = HERE / name
    text = new_case_text(path)
    if parsed.schema_line is None:
        text = naming_schema(text, settings_at_start().case_schema, path)
    elif parsed.schema_line:
        text = with_schema_line(text, schema_target(parsed.schema_line, name))
    case = case_kind(path.name).read(source_from_text(shown_path(path), text)).content
    save_text(path, text, seen=None)
    if parsed.format == "json":
        answer = {"file": str(path), "case": case.id, "title": case.title}
        say_json(Problems().json(answer))
    else:
        shown = shown_path(path)
        say([f'{shown} was made: the case "{case.title}", made up and whole.'])
        shown = pasted(shown)
        say(
            [
                f"Edit it, check it with `planner check {shown}`, open it with `planner {shown}`.",
            ]
        )
    return 0


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner new",
        f"planner new NAME{CASE_SUFFIX} [--schema-line SCHEMA] [--format text|json]",
        "Make a new case file: a commented case that checks clean, to put your own in its place.",
        _EXAMPLES,
    )
    made.add_operands(
        f"NAME{CASE_SUFFIX}", least=1, most=1, completes="file", help="the file to make"
    )
    add_schema_line(made, "put the line `#:schema ...` at the top, for editors")
    made.add_format()
    return made
