"""``planner check``: judge scenario files against the stated red lines."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.cli.allowance import SpentError, memory_is_spent, spend
from planner.cli.asked import FAIL_ON, Asked
from planner.cli.check_forms import FORMATS, Form, form_of
from planner.cli.in_order import Told, told_in_order
from planner.cli.judging import STDIN, Entry, Judge, entries, no_scenario_in
from planner.cli.output import complain, is_terminal, say_text
from planner.cli.scenarios import refuse_unknown_lines
from planner.cli.usage import UsageError
from planner.errors import FileProblemError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.cli.arguments import Parser
    from planner.cli.gathered import Gathered
    from planner.cli.progress import Bar
    from planner.files.scenarios.reading import LoadedScenario
    from planner.reports.content.folder_board import Member

__all__ = ["parser", "run"]

_EXAMPLES = """\
Every file that can be read is judged, even if others cannot. Errors and warnings go to standard
error, the answer alone to standard output.

examples:
  planner check scenario.toml
  planner check scenarios/*.toml --format json
  planner check own.case.toml
  planner check scenario.toml --reading strict
  planner check scenario.toml --set-aside FR-1 --set-aside EU-1
  planner check scenario.toml --from-here
  planner check scenario.toml --case talks-of-march.case.toml
  planner check scenario.toml --as-of 2025-08-19
  planner check scenario.toml --as-of 2025-03-01..2025-08-19
  planner check talks --quiet --fail-on contested
  planner check talks --format sarif > talks.sarif
  git show HEAD~1:talks/deal.toml | planner check -

Of a folder *.toml files are judged that may be scenarios; hidden ones and links to folders are
passed over; at the end all scenarios are grouped by the lines that they cross. What is read
from standard input is meant to stand in the working folder. Answers come in the order of the files,
each as soon as it is there. In the formats github and sarif a line that is crossed or contested,
and what contradicts itself, points at the choice that makes it so.

With --as-of, or a day in the file, what was stated later counts for nothing, nor does what had been
superseded by then. With two days the verdict is that of the second; what flipped since the first
comes after it, line by line.

Where the case has changed since a scenario was saved, and its earlier state is at hand (beside the
scenario or the case, or kept by the app), the answer reports changes and flipped verdicts.
With --case the exit code 1 means crossed by either. What was chosen of a case that has changed, and
that it no longer has, is kept, told and not judged: then the answer is not whole, and the code 2.

exit codes:
  0    fine
  1    a counted red line is crossed, or what --fail-on names
  2    wrong usage, or a file that cannot be read
"""


def run(arguments: Sequence[str]) -> int:
    """Judges the files and says which counted red lines each crosses, and why."""
    asked = _asked(arguments)
    files = [*entries(asked.operands)]
    if asked.set_aside:
        refuse_unknown_lines(asked.set_aside, _readable(files, asked))
    found = told_in_order(asked, files)
    answer = _Answer(form_of(asked), _bar(len(files)))
    try:
        for told in found:
            answer.add(told)
            spend()
    except (SpentError, MemoryError) as error:
        answer.add(_broken_off(error, answer.done, len(files)))
    if asked.operands and not asked.quiet and all(entry.case for entry in files):
        answer.add(_of_no_use(asked))
    if not answer.any:
        none = no_scenario_in(asked.operands[0])  # its files are other than scenarios
        answer.add(Told(none.file, "", (none,), fails=False, whole=False))
    answer.end()
    return answer.code


def _broken_off(error: SpentError | MemoryError, done: int, number: int) -> Told:
    """What stands behind the answers so far, which are whole, in the place of the others."""
    from planner.reports.words.numbers import agreeing  # noqa: PLC0415 (only past a limit)

    why = memory_is_spent() if isinstance(error, MemoryError) else error
    message = f"{done:,} of {number:,} files {agreeing(done, 'is', 'are')} judged: {why}"
    problem = Problem("", None, None, message)
    return Told("", "", (problem,), fails=False, whole=False)


def _of_no_use(asked: Asked) -> Told | None:
    """That options are given which judge scenarios, where there are cases alone.

    A warning: a hook gives the same options whatever files have changed.
    """
    usual = Asked(())
    names = ("case", "as_of", "reading", "set_aside", "from_here", "fail_on")
    given = [name for name in names if getattr(asked, name) != getattr(usual, name)]
    if not given:
        return None
    options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
    message = f"of no use here: {options}"
    expected = "a scenario among the files; a case is checked as it is written"
    problem = Problem("", None, None, message, expected, severity="warning")
    return Told("", "", (problem,), fails=False, whole=True)


class _Answer:
    """Writes what is told of each file as it comes, and keeps no more of it than the exit code.

    Of the scenarios of folders it keeps what groups them, in a file.
    """

    def __init__(self, form: Form, bar: Bar | None) -> None:
        self.any = False
        self.code = 0
        self.done = 0
        self._form = form
        self._bar = bar
        self._told: set[Problem] = set()  # of the cases: their scenarios share them
        self._empty = True
        self._begun = False
        self._gathered: Gathered | None = None

    def add(self, told: Told | None) -> None:
        """Writes what is told of the next file, errors and warnings first."""
        self.done += 1
        if told is not None:
            self.any = True
            self.code = max(self.code, 2 if not told.whole else 1 if told.fails else 0)
            problems = self._new(told)
            if problems or told.text:
                self._make_way()
            complain(map(str, problems))
            self._write(self._form.problems(problems))
            if told.member is not None:
                self._gather(told.member)
            self._write(self._form.add_case(told.text) if told.is_case else told.text)
        if self._bar is not None:
            self._bar.advance()

    def end(self) -> None:
        """Writes what stands behind the last file."""
        self._make_way()
        self._begin()
        groups = () if self._gathered is None else self._gathered.groups()
        for piece in self._form.end(empty=self._empty, groups=groups):
            say_text(piece)
        if self._gathered is not None:
            self._gathered.close()

    def _gather(self, member: Member) -> None:
        if self._gathered is None:
            from planner.cli.gathered import Gathered  # noqa: PLC0415 (folders alone)

            self._gathered = Gathered()
        self._gathered.add(member)

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            say_text(self._form.begin())

    def _write(self, text: str) -> None:
        self._begin()
        if text:
            say_text((self._form.first if self._empty else self._form.between) + text)
            self._empty = False

    def _make_way(self) -> None:
        if self._bar is not None:
            self._bar.hide()

    def _new(self, told: Told) -> list[Problem]:
        """Those that were not told yet: a mistake of a case is one of each of its scenarios."""
        new = [problem for problem in told.problems if problem not in self._told]
        self._told.update(problem for problem in new if problem.file != told.file)
        return new


def _readable(files: Sequence[Entry], asked: Asked) -> Iterator[LoadedScenario]:
    judge = Judge(Asked((), without_private=asked.without_private))
    for entry in files:
        try:
            loaded = judge.loaded(entry)
        except FileProblemError:
            continue
        if loaded is not None:
            yield loaded


def _bar(number: int) -> Bar | None:
    if number < _SEVERAL or not is_terminal(sys.stderr):
        return None
    from planner.cli.progress import Bar  # noqa: PLC0415 (seldom)

    return Bar(number)


_SEVERAL = 20
"""How many files may take long enough for a bar."""


def _asked(arguments: Sequence[str]) -> Asked:
    if arguments and not any(not word or word.startswith("-") for word in arguments):
        # Files alone, the usual question: nothing to be parsed, which would take 4 ms.
        return Asked(arguments)
    asked = Asked(**vars(parser().parse(arguments)))
    if asked.from_here and asked.format not in ("text", "json"):
        message = f"--from-here changes nothing in the format {asked.format}"
        raise UsageError(message, "--format text or --format json")
    if asked.operands.count(STDIN) > 1:
        raise UsageError(f'standard input can be read once, and "{STDIN}" is named several times')
    return asked


def parser() -> Parser:
    """The options and operands of this command."""
    from planner.cli.arguments import Parser, one_of  # noqa: PLC0415 (see above)

    made = Parser(
        "planner check",
        "planner check FILE|FOLDER|CASE... [--case OTHER] [--as-of DATE[..DATE]] [--reading NAME]\n"
        "       [--set-aside ID] [--from-here] [--fail-on LEVEL] [--quiet]\n"
        "       [--without-private] [--format text|json|github|sarif]",
        "Judge scenarios: which stated red lines each crosses, why, and who says so. A case is "
        "checked as such: all its mistakes at once, with places and examples.",
        _EXAMPLES,
    )
    made.add_operands(
        "FILE|FOLDER|CASE",
        least=1,
        completes="file",
        help="the scenarios to judge, or cases to check; of a folder all scenarios in it and in "
        "the folders within it; - reads one from standard input",
    )
    made.add_argument(
        "--case",
        metavar="OTHER",
        help="another state of the case, by its file or id: judge by both, and say what changed",
    )
    made.add_as_of(two=True)
    made.add_reading()
    made.add_argument(
        "--from-here",
        action="store_true",
        help="also report issue by issue what each answer would change, the smallest mends and the "
        "first ways to finish (text and JSON alone)",
    )
    made.add_argument(
        "--fail-on",
        type=one_of("level", FAIL_ON),
        default=FAIL_ON[0],
        metavar="LEVEL",
        help="what makes the exit code 1: crossed (default); contested, or crossed too; undecided, "
        "or any of the three; never",
    )
    made.add_argument(
        "--quiet",
        action="store_true",
        help="speak only of files that make the exit code other than 0, and give no warnings",
    )
    made.add_without_private()
    made.add_format(FORMATS, "GitHub's annotations, or SARIF 2.1.0")
    return made
