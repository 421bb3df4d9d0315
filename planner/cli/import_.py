"""``planner import``: a case made of another tool's files, and what could not be carried over.

Its JSON has the keys ``file``, ``case``, ``title``, ``parties``, ``issues``, ``statements``,
``red_lines``, ``coherence`` (numbers) and ``left_out`` (in words).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.cli.arguments import Parser
from planner.cli.output import pasted, say, say_json
from planner.cli.problems import Problems
from planner.cli.usage import UsageError
from planner.exchange.reading import imported
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import CASE_SUFFIX
from planner.files.places import HERE
from planner.files.safety.saving import save_text
from planner.model.case import Case
from planner.reports.words.numbers import counted
from planner.visible import shown_path, visible

__all__ = ["parser", "run"]

_EXAMPLES = f"""\
What a file is, is seen from what stands in it:
  Genius      a domain and profiles in XML; GeniusWeb: in JSON. Each profile is a party with a line
              by points: weights and evaluations exactly, the reservation value as its minimum.
  CSV         columns issue, option, party, position (opposes, supports), quote, source, strength.
  GMCR+       options as issues, impossible states as coherence rules.

What a case has no place for is listed, and no file is ever overwritten. A report or a speech is no
case: a source of a case names it (planner guide case).

examples:
  planner import domain.xml buyer.xml seller.xml --out laptop{CASE_SUFFIX}
  planner import matrix.csv --out talks{CASE_SUFFIX}

exit codes:
  0    the case was made
  2    wrong usage, or a file that cannot be read or made
"""


def run(arguments: Sequence[str]) -> int:
    """Makes the case, and says what of the files is not in it."""
    parsed = parser().parse(arguments)
    out = parsed.out
    if not out or not Path(out).name.removesuffix(CASE_SUFFIX) or not out.endswith(CASE_SUFFIX):
        found = f'"{visible(out)}"' if out else "no --out"
        raise UsageError(f"found {found}", f"--out NAME{CASE_SUFFIX}, the case to make")
    path = HERE / out
    made = imported([HERE / file for file in parsed.operands])
    kind = case_kind(path.name)
    text = kind.text_to_save(made.case)
    problems = Problems()
    saved = save_text(path, text, seen=None)
    problems.tell(kind.read(saved.source).warnings)
    if parsed.format == "json":
        say_json(problems.json(_plain(str(path), made.case, made.left_out)))
    else:
        say(_lines(shown_path(path), made.case, made.left_out))
    return 0


def _plain(file: str, case: Case, left_out: Sequence[str]) -> dict[str, object]:
    return {
        "file": file,
        "case": case.id,
        "title": case.title,
        "parties": len(case.parties),
        "issues": len(case.issues),
        "statements": len(case.statements),
        "red_lines": len(case.red_lines),
        "coherence": len(case.coherence),
        "left_out": list(left_out),
    }


def _lines(file: str, case: Case, left_out: Sequence[str]) -> list[str]:
    parts = (
        counted(len(case.parties), "party", "parties"),
        counted(len(case.issues), "issue"),
        counted(len(case.statements), "statement"),
        counted(len(case.red_lines), "red line"),
        counted(len(case.coherence), "coherence rule"),
    )
    lines = [f'{file} was made: the case "{case.title}", with {", ".join(parts)}.']
    if left_out:
        lines += ["Not carried over:", *(f"- {each}" for each in left_out)]
    file = pasted(file)
    return [*lines, f"Check it with `planner check {file}`, open it with `planner {file}`."]


def parser() -> Parser:
    """The options and operands of this command."""
    made = Parser(
        "planner import",
        f"planner import FILE... --out NAME{CASE_SUFFIX} [--format text|json]",
        "Make a case of another tool's files: Genius, GeniusWeb, GMCR+, or a matrix in CSV.",
        _EXAMPLES,
    )
    made.add_operands(
        "FILE", least=1, completes="file", help="the files of the other tool, a domain first"
    )
    made.add_argument("--out", metavar=f"NAME{CASE_SUFFIX}", help="the case file to make")
    made.completes["--out"] = "file"
    made.add_format()
    return made
