"""``planner verify``: whether each quote of a case stands in the text of its source.

The keys of its JSON are told in :func:`planner.reports.formats.json_quotes.quotes_json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import say, say_json, width
from planner.cli.problems import Problems
from planner.cli.usage import UsageError, unknown
from planner.editing.source_texts import read_source_texts
from planner.files.cases.catalogue import find_case
from planner.files.places import HERE
from planner.model.case import Case
from planner.sources.verifying import verify
from planner.visible import visible

__all__ = ["parser", "run"]

_EXAMPLES = """\
A source names its text beside the case (text = "sources/report.txt"): a text file, Markdown, HTML,
DOCX, or PDF where pip install "redline-planner[sources]" was run. --source names another file.
Nothing is fetched. A quote stands there verbatim, or normalised: what no reader tells apart is
folded (white space, typographic quotation marks, dashes, signs that nobody sees, ligatures, accents
typed as signs of their own, in a PDF and a text file the hyphens at the ends of lines, and in a PDF
the heads and feet of pages), and nothing else.

examples:
  planner verify own.case.toml
  planner verify ukraine-2025-08 --source magpost=article.txt --format json

exit codes:
  0    every quote stands once in the text of its source
  1    a quote is absent, ambiguous, or has no text at hand
  2    wrong usage, or a file that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Looks for every quote of a case, and says where it stands."""
    parsed = parser().parse(arguments)
    loaded = find_case(parsed.operands[0], HERE, private=not parsed.without_private)
    case = loaded.shown
    sources = read_source_texts(case, loaded.path, _named(case, parsed.source or []))
    problems = Problems()
    problems.tell((*loaded.warnings, *sources.warnings, *sources.problems))
    quotes = verify(case, sources.texts)
    if parsed.format == "json":
        from planner.reports.formats.json_quotes import quotes_json  # noqa: PLC0415 (text or JSON)

        say_json(problems.json(quotes_json(case, quotes)))
    else:
        from planner.reports.content.quotes import quotes_page  # noqa: PLC0415 (likewise)
        from planner.reports.formats.text import REPORT, text_lines  # noqa: PLC0415 (likewise)

        say(text_lines(quotes_page(case, quotes).blocks, width(), REPORT))
    if sources.problems:
        return 2
    return 0 if all(quote.found.stands for quote in quotes) else 1


def _named(case: Case, pairs: Iterable[str]) -> dict[str, Path]:
    """The files that the command line names for sources."""
    named = {}
    for pair in pairs:
        source, equals, path = pair.partition("=")
        if not (equals and source and path):
            expected = "a source's id and its file, such as report=sources/report.txt"
            raise UsageError(f'"{visible(pair)}" is no ID=FILE', expected)
        if source not in case.sources_by_id:
            raise UsageError.of(unknown("source", source, case.sources_by_id))
        named[source] = HERE / path
    return named


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner verify",
        "planner verify CASE [--source ID=FILE] [--without-private] [--format text|json]",
        "Look for each quote of a case in the text of its source.",
        _EXAMPLES,
    )
    made.add_operands("CASE", least=1, most=1, completes="file", help="a case's id or a case file")
    made.add_argument(
        "--source",
        action="append",
        metavar="ID=FILE",
        help="the text of a source, instead of what the case names; repeat it for several",
    )
    made.add_without_private()
    made.add_format()
    return made
