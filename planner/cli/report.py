"""``planner report``: what is handed out on scenarios, as text, for print, or for a program.

The keys of its JSON are told in :func:`planner.reports.formats.json_report.report_json`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.cli.allowance import want
from planner.cli.arguments import Parser, names, one_of, seconds
from planner.cli.output import is_terminal, say, say_bytes, say_json, width
from planner.cli.problems import Problems
from planner.cli.unfit import UnfitValueError
from planner.cli.usage import UsageError, refuse_source, unknown
from planner.reports.content.withheld import WHOLE
from planner.reports.formats.written import FORMATS, format_of, written
from planner.reports.words.report_names import REPORT_NAMES

if TYPE_CHECKING:
    from planner.reports.content.report import Given
    from planner.reports.report import Report

__all__ = ["parser", "run"]

_SINGLE = ("party", "issue")
_WITHOUT = (*WHOLE, *(f"{kind}=ID" for kind in _SINGLE))

_REPORTS = "\n".join(f"  {name:<10} {what}" for name, what in REPORT_NAMES.items())
_EXAMPLES = f"""\
reports:
{_REPORTS}

brief, columns and register take any number of scenarios, a page for each; register takes cases
too, and then speaks of no scenario. draft takes one, or two to show what the second changes in the
text of the first. options and draft judge all scenarios as the first one says. What --without
names is taken out before anything is judged or counted, and with it what cannot be shown without
it; the report says how much, and never what.

examples:
  planner report scenario.toml
  planner report scenario.toml --out brief.html
  planner report scenario.toml --as columns --out columns.pdf --without notes,party=russia
  planner report mine.toml theirs.toml --as options --format md
  planner report before.toml after.toml --as draft --out changes.docx
  planner report scenario.toml --as register --format csv --out lines.csv
  planner report ukraine-2025-08 --as register --out lines.docx

exit codes:
  0    fine
  2    wrong usage, or a file that cannot be read or written
"""


def run(arguments: Sequence[str]) -> int:
    """Makes the report and writes it to a file or to standard output."""
    parsed = parser().parse(arguments)
    name = _format(parsed.format, parsed.out)
    problems = Problems()
    from planner.cli.reported import reported  # noqa: PLC0415 (the arguments are right so far)

    given = reported(parsed, problems)
    if len(given) < len(parsed.operands):
        if parsed.format == "json":
            say_json(problems.json({}))
        return 2
    _refuse_number(parsed.kind, len(given))
    report = _report(given, parsed, problems)
    # A warning may name what is withheld: then standard error alone has it.
    told = Problems() if parsed.without else problems
    if parsed.out is not None:
        _save(parsed.out, _bytes(report, name, told), parsed.operands)
    else:
        _say(report, name, told)
    return 0


def _report(given: Sequence[Given], parsed: argparse.Namespace, problems: Problems) -> Report:
    # What follows is imported once the arguments are known to be right.
    from planner.analysis.engine.limits import Limit  # noqa: PLC0415 (likewise)
    from planner.cli.engines import use_known_engines  # noqa: PLC0415 (likewise)
    from planner.reports.content.report import Wish, report_of  # noqa: PLC0415 (likewise)
    from planner.reports.content.withheld import Withheld  # noqa: PLC0415 (likewise)

    use_known_engines(problems.tell)
    asked = parsed.without or []
    single = {
        kind: frozenset(name.partition("=")[2] for name in asked if name.startswith(f"{kind}="))
        for kind in _SINGLE
    }
    withheld = Withheld(
        frozenset(name for name in asked if name in WHOLE), single["party"], single["issue"]
    )
    want(parsed.limit)
    wish = Wish(
        parsed.kind,
        withheld,
        parsed.reading,
        parsed.as_of,
        Limit(seconds=parsed.limit).from_now(),
        private=parsed.private,
    )
    return report_of(given, wish)


def _format(asked: str | None, out: str | None) -> str:
    """The format that was asked for, or that the ending of the file's name asks for."""
    refuse_source(out, "a report")
    if asked is not None:
        return asked
    if out is None:
        return "text"
    if named := format_of(out):
        return named
    endings = ", ".join(ending for known in FORMATS.values() for ending in known.endings)
    raise UsageError(f'the ending of "{out}" names no format', f"one of {endings}, or --format")


def _refuse_number(kind: str, number: int) -> None:
    from planner.reports.content.report import REPORTS  # noqa: PLC0415 (see above)

    known = REPORTS[kind]
    if number < known.least:
        raise UsageError(f"{kind} takes at least {known.least} scenarios, not {number}")
    if known.most is not None and number > known.most:
        raise UsageError(f"{kind} takes at most {known.most} scenarios, not {number}")


def _save(out: str, data: bytes, operands: Sequence[str]) -> None:
    from planner.files.places import places  # noqa: PLC0415 (only where a file is written)
    from planner.files.safety.saving import save_bytes  # noqa: PLC0415 (likewise)

    if any(places().real(out) == places().real(operand) for operand in operands):
        raise UsageError(f'"{out}" is one of the scenarios that the report is on')
    refuse_source(os.fspath(places().real(out)), "a report")  # where a link leads
    save_bytes(out, data)


def _say(report: Report, name: str, told: Problems) -> None:
    """What people read goes out line by line, the rest byte by byte and never to a terminal."""
    import sys  # noqa: PLC0415 (only to ask whether there is a terminal)

    if name in ("text", "md"):
        say(written(report, name, width()).decode().removesuffix("\n").split("\n"))
    elif name == "json":
        say_json(told.json(_json(report)))
    elif is_terminal(sys.stdout) and not FORMATS[name].is_text:
        raise UsageError(f"{name} is nothing to look at in a terminal; --out PATH says where to")
    else:
        say_bytes(written(report, name))


def _bytes(report: Report, name: str, told: Problems) -> bytes:
    if name != "json":
        return written(report, name)
    import json  # noqa: PLC0415 (only for JSON)

    return f"{json.dumps(told.json(_json(report)), ensure_ascii=False, indent=2)}\n".encode()


def _json(report: Report) -> dict[str, Any]:
    from planner.reports.formats.json_report import report_json  # noqa: PLC0415 (only for JSON)

    return report_json(report)


def _withheld(text: str) -> list[str]:
    """What ``--without`` names, each one of the words, or a party or issue with its id."""
    found = names(text)
    for name in found:
        kind, equals, wanted = name.partition("=")
        if name not in WHOLE and not (kind in _SINGLE and equals and wanted):
            raise UnfitValueError(unknown("part", name, _WITHOUT))
    return found


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner report",
        "planner report FILE... [--as NAME] [--format NAME] [--out PATH] [--without PART]\n"
        "       [--private] [--reading NAME] [--set-aside ID] [--as-of DATE] [--limit SECONDS]",
        "Hand out scenarios: as a brief, the table of positions, an options paper, the register of "
        "red lines, or a draft text.",
        _EXAMPLES,
    )
    made.add_operands(
        "FILE",
        least=1,
        completes="file",
        help="the scenarios to report on; for the register also cases, by file or id",
    )
    kinds, formats = tuple(REPORT_NAMES), tuple(FORMATS)
    made.add_argument(
        "--as",
        dest="kind",
        type=one_of("report", kinds),
        default="brief",
        metavar="|".join(kinds),
        help="which report (brief if left out)",
    )
    made.add_argument(
        "--format",
        type=one_of("format", formats),
        metavar="|".join(formats),
        help="how it is written; left out, the ending of --out says so, and without it text",
    )
    made.add_argument(
        "--out",
        metavar="PATH",
        help="the file that it is written to, in place of what stands there; to standard output if "
        "left out",
    )
    made.completes["--out"] = "file"
    made.add_argument(
        "--without",
        action="extend",
        type=_withheld,
        metavar="PART",
        help=f"what is not to be handed out: {', '.join(_WITHOUT)}; repeat it or separate parts by "
        "commas",
    )
    made.add_argument(
        "--private",
        action="store_true",
        help="also hand out what NAME.private.toml beside the case adds or replaces, marked as "
        "private; without it no report holds any of it",
    )
    made.add_reading()
    made.add_as_of()
    made.add_argument(
        "--limit",
        type=seconds,
        default=10.0,
        metavar="SECONDS",
        help="the time that may be spent on counting scenarios (10 if left out)",
    )
    return made
