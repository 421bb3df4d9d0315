"""``planner --plain``: what every screen shows, as plain lines; needs no terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from planner.check.coverage import Coverage
from planner.check.from_here import OptionEffect
from planner.check.verdict import Verdict
from planner.cli.cases import say_cases
from planner.cli.gathered import Gathered, board_lines
from planner.cli.output import complain, say, width
from planner.cli.usage import PARTS, UsageError
from planner.editing.quote_checks import check_quotes
from planner.editing.scenario_session import Session
from planner.files.cases.catalogue import find_case, first_case, names_case
from planner.files.places import HERE
from planner.files.safety.conflict_copies import conflict_copies
from planner.files.safety.drafts import DamagedDraft, abandoned_drafts
from planner.files.scenario_files import is_of_case
from planner.files.scenarios.reading import read_scenario
from planner.files.shelf import Shelf
from planner.files.standing import is_folder
from planner.model.case import Case, IssueKind
from planner.model.reading import Reading
from planner.model.scenario import Scenario
from planner.reports.content.coverage import coverage_blocks
from planner.reports.content.explain import explain_left
from planner.reports.content.folder_board import member_of
from planner.reports.content.quote_marks import Mark, marked
from planner.reports.content.quotes import marks_of
from planner.reports.content.screens import (
    Shown,
    evidence_pages,
    issue_blocks,
    party_blocks,
    scenario_blocks,
    why_pages,
)
from planner.reports.formats.text import (
    REPORT,
    SPOKEN,
    SPOKEN_FINDINGS,
    page_lines,
    text_lines,
)
from planner.reports.formats.wrapping import wrapped
from planner.reports.page import Block, Page
from planner.reports.words.counts import brief_tally, open_sentences
from planner.reports.words.days import changed_words
from planner.reports.words.from_here import NOT_COUNTED, line_ids, option_ways
from planner.reports.words.verdicts import (
    case_sentence,
    case_size,
    party_words,
    sentence,
    undecided_sentence,
    verdict_sentence,
)
from planner.sources.verifying import verify
from planner.visible import shown_path

if TYPE_CHECKING:
    from planner.analysis.questions.tally import Tally
    from planner.cli.days import Days

__all__ = ["print_plainly"]

_SECONDS = 20.0
"""What all counting of one call may take together; half of it goes to what stands at options."""
_ROOM = 60
"""Columns for what a cell of the board says: with more, ids would fill a line at each option."""


def print_plainly(
    name: str | None, only: Sequence[str], as_of: Days | None = None, *, private: bool = True
) -> int:
    """Print the parts of the scenario, case or folder that is named.

    ``as_of`` is the day that was asked for, if one was. Without a name it is a new scenario of the
    bundled case, and the scenarios of the working folder, as the app would show them; ``private``:
    with the private overlays beside the cases. 2 where a file of a folder cannot be read, else 0.
    """
    parts = [part for part in PARTS if part in only] or list(PARTS)
    path = Path(name) if name is not None else None
    if path is not None and is_folder(path):
        _refuse_for_folder(only, as_of)
        return 2 if _say_library(path, Reading.FIRM, private=private) else 0
    end = time.monotonic() + _SECONDS
    session = _session(path, private=private)
    if as_of is not None:
        session.look_as_of(as_of[-1])
    shown = _shown(session, counts=bool({"scenario", "issues", "why"} & {*parts}))
    broken = False
    for part in parts:
        say(["", f"== {part.capitalize()} ==", ""])
        if part == "scenario":
            say(_news(path))
        if part == "library":
            folder = path.parent if path is not None else HERE
            broken = _say_library(folder, session.lens, private=private) or broken
        elif part == "cases":
            broken = say_cases() or broken
        elif part == "help":
            say(_help())
        elif part == "analysis":
            say(_analysis(session, end))
        else:
            say(_said(part, session, shown, notes="issues" not in parts))
    return 2 if broken else 0


def _refuse_for_folder(only: Sequence[str], as_of: Days | None) -> None:
    """A folder has a library and no other part, which is judged by all that is stated."""
    if as_of is not None:
        raise UsageError("--as-of is for a scenario or a case, not for a folder")
    if other := [part for part in only if part != "library"]:
        message = f"--only {other[0]} is for a scenario or a case, not for a folder"
        raise UsageError(message, "--only library, or nothing")


def _said(part: str, session: Session, shown: Shown, *, notes: bool) -> list[str]:
    """What a pane shows; ``notes`` where those on the choices are not printed elsewhere."""
    if part in _OF_SESSION:
        return _OF_SESSION[part](session, shown if notes else _without_notes(shown))
    return _SAID[part](shown, width())


def _why(session: Session, shown: Shown) -> list[str]:
    return page_lines(_marked(session, why_pages(shown)), width(), SPOKEN)


def _evidence(session: Session, shown: Shown) -> list[str]:
    coverage = Coverage(shown.verdict.case)
    table = text_lines(coverage_blocks(coverage), width(), REPORT)
    pages = _marked(session, evidence_pages(coverage), every=True)
    return [*table, "", *page_lines(pages, width(), SPOKEN)]


def _marked(session: Session, pages: Iterable[Page], *, every: bool = False) -> Iterator[Page]:
    """The pages with what is known of their quotes, as the screens mark them."""
    marks = _marks(session, every=every)
    return (Page(page.heading, marked(page.body, marks)) for page in pages)


@lru_cache(maxsize=2)  # several parts of one session ask
def _marks(session: Session, *, every: bool = False) -> dict[tuple[str, str], Mark]:
    checks = check_quotes(session.whole_case, session.case_file)
    quotes = checks.quotes.values() or verify(session.whole_case, {})
    return marks_of(quotes, every=every, other_texts=checks.other_texts)


def _spoken(blocks: Callable[[Shown], Iterable[Block]]) -> Callable[[Shown, int], list[str]]:
    return lambda shown, width: text_lines(blocks(shown), width, SPOKEN)


_SAID: dict[str, Callable[[Shown, int], list[str]]] = {
    "scenario": _spoken(scenario_blocks),
    "issues": _spoken(issue_blocks),
    "parties": _spoken(party_blocks),
}


def _session(path: Path | None, *, private: bool) -> Session:
    if path is None:
        return Session.of_case(first_case())
    if names_case(path):
        case = find_case(path, HERE, private=private)
        complain(map(str, case.warnings))
        session = Session.of_case(case)
        session.lay_over(case.overlay)
        return session
    loaded = read_scenario(path, private=private)
    complain(map(str, loaded.warnings))
    return Session.of_file(loaded)


def _shown(session: Session, *, counts: bool) -> Shown:
    case, scenario = session.case, evolve(session.scenario, as_of=session.day)
    name = shown_path(session.path) if session.path is not None else ""
    under = tuple(session.verdict_under(reading) for reading in Reading)
    if not counts:
        return Shown(
            name,
            scenario,
            session.verdict,
            session.picked,
            session.consequences,
            _no_words,
            _no_text,
            _no_ways,
        )
    from planner.analysis.engine.limits import Limit  # noqa: PLC0415 (only for counts)
    from planner.analysis.questions.explorer import Explorer  # noqa: PLC0415 (only for counts)
    from planner.analysis.questions.premises import Premises  # noqa: PLC0415 (likewise)
    from planner.cli.engines import use_known_engines  # noqa: PLC0415 (likewise)

    use_known_engines()
    limit = Limit(seconds=_SECONDS / 2).from_now()
    explorer = Explorer(Premises.of_scenario(case, scenario))
    fixed = dict(session.with_begun.chosen())
    options = explorer.options_left(fixed, limit)
    lines = session.verdict.counts_any
    crossed = line_ids(session.verdict.crossed)

    def left(issue: str, option: str) -> str:
        # What an option crosses is told of it beside those that hold now: the count is of all.
        when = "alone or with others" if several(issue) else "then"
        return f"{when} {brief_tally(tally(issue, option))}" if lines else ""

    def several(issue: str) -> bool:
        return case.issues_by_id[issue].kind is IssueKind.ANY

    def why_left(issue: str, option: str) -> list[Block]:
        found = options.issue(issue).option(option)
        why = explorer.why_ruled_out(fixed, issue, option, limit) if found.ruled_out else None
        found_left = tally(issue, option)
        return explain_left(case, found_left, why, several=several(issue)) if lines else []

    def ways(effect: OptionEffect) -> str:
        if not effect.possible or effect.added or not (lines and effect.all_crossed):
            return ""
        others = {name: pick for name, pick in fixed.items() if name != effect.issue}
        then = others if effect.pick is None else {**others, effect.issue: effect.pick}
        count = explorer.ways_on(then, [line.id for line in effect.all_crossed], limit)
        words = option_ways(effect, crossed, count, _ROOM, working=False)
        if words == NOT_COUNTED:
            return ""
        # Each line is read for itself: nothing near says which "these" are.
        same = words.removesuffix("these")
        return words if same == words else f"{same}the {len(crossed):,} that are crossed now"

    @cache
    def tally(issue: str, option: str) -> Tally:
        return explorer.option_tally(fixed, issue, option, limit)

    whole, chosen = explorer.tally({}, limit), explorer.tally(fixed, limit)
    words = open_sentences(session.scenario_count, session.reading, whole, chosen, lines=lines)[0]
    return Shown(
        name,
        scenario,
        session.verdict,
        session.picked,
        session.consequences,
        left,
        why_left,
        ways,
        words,
        under,
    )


def _no_words(_: str, __: str) -> str:
    return ""


def _no_ways(_: OptionEffect) -> str:
    return ""


def _no_text(_: str, __: str) -> list[Block]:
    return []


def _without_notes(shown: Shown) -> Shown:
    """The same, where the notes on its choices have been printed before."""
    choices = shown.scenario.choices
    bare = {issue: evolve(choice, note="") for issue, choice in choices.items()}
    return evolve(shown, scenario=evolve(shown.scenario, choices=bare))


def _analysis(session: Session, end: float) -> list[str]:
    """The answers on the whole case, then with the choices fixed; no later than the end."""
    from planner.analysis.engine.limits import Limit  # noqa: PLC0415 (only for counts)
    from planner.analysis.questions import NAMES  # noqa: PLC0415 (one part's business)
    from planner.analysis.questions.analyse import Analysis, analyse_by_parts  # noqa: PLC0415 (likewise)
    from planner.analysis.questions.premises import Premises  # noqa: PLC0415 (likewise)
    from planner.cli.engines import use_known_engines  # noqa: PLC0415 (one part's business)
    from planner.reports.content.analysis.report import finding_blocks  # noqa: PLC0415 (likewise)

    use_known_engines()

    def answers(premises: Premises, share: int = 1) -> list[str]:
        seconds = max(0.0, end - time.monotonic()) / share
        parts = analyse_by_parts(premises, NAMES, Limit(seconds=seconds).from_now())
        *_, found = (Analysis(premises), *parts)
        blocks = marked(finding_blocks(found), _marks(session))
        return text_lines(blocks, width(), SPOKEN_FINDINGS)

    fixed = Premises.of_scenario(session.case, session.with_begun)
    whole = answers(evolve(fixed, fixed={}), 2 if fixed.fixed else 1)
    lines = ["Of the whole case", *whole]
    if fixed.fixed:
        lines += ["", "With the choices fixed", *answers(fixed)]
    return lines


_OF_SESSION: dict[str, Callable[[Session, Shown], list[str]]] = {
    "why": _why,
    "evidence": _evidence,
}


def _help() -> list[str]:
    from planner.keys.help_text import help_lines  # noqa: PLC0415 (one part's business)
    from planner.keys.settings import settings_at_start  # noqa: PLC0415 (likewise)

    settings = settings_at_start()
    complain(map(str, settings.problems))
    return help_lines(settings.keys, width())


def _news(path: Path | None) -> Iterator[str]:
    """What the app would tell at its start: unsaved work that was found, conflict copies."""
    for draft in abandoned_drafts(*(() if path is None else (path.parent,))):
        if isinstance(draft, DamagedDraft):
            yield f"A draft cannot be read ({draft.reason}): {shown_path(draft.file)}"
        else:
            name = shown_path(draft.path) if draft.path else "a new scenario"
            when = draft.written.astimezone().strftime("%Y-%m-%d %H:%M")
            yield f"Unsaved changes to {name}, of {when}, were found: the app offers them."
    for copy in conflict_copies(path) if path is not None else ():
        yield f"A conflict copy lies beside this file: {shown_path(copy.name)}"


def _say_library(folder: Path, reading: Reading, *, private: bool) -> bool:
    """Print the scenarios and cases of the folder and of those within; whether any is unreadable.

    All are judged by that reading, and at the end grouped by the lines that they cross.
    """
    with closing(Gathered()) as gathered:
        return _say_files(folder, reading, gathered, private=private)


def _say_files(folder: Path, reading: Reading, gathered: Gathered, *, private: bool) -> bool:
    broken = any_scenario = False
    shelf = Shelf((folder,), private=private, cases=True)
    listing = shelf.look(lambda: False)
    for path in (found.path for found in (listing.files if listing is not None else ())):
        kept = shelf.read(path)
        if kept is None:
            continue
        any_scenario = any_scenario or not is_of_case(path.name)
        if kept.problem is not None:
            broken = True
            first, *others = map(str, kept.problem.problems)
            say([f"{shown_path(path)}: cannot be read: {first}"])
            say(f"  {other}" for other in others)
        elif kept.case is not None:
            say(_case_lines(path, kept.case))
        elif kept.scenario is not None and (verdict := kept.by(reading)) is not None:
            say(_file_lines(path, kept.scenario, verdict))
            gathered.add(member_of(shown_path(path), verdict))
    if any_scenario:
        say([f"All are judged by the {reading} reading."])
    else:
        say(["There is no scenario here."])
    for lines in board_lines(gathered.groups(), SPOKEN):
        say(lines)
    return broken


def _case_lines(path: Path, case: Case) -> Iterator[str]:
    yield f"{shown_path(path)}: {case.title} (a case)"
    yield f"  {case_size(case)}"
    if case.summary:
        yield from wrapped(case.summary, width(), "  Summary: ", "    ")
    yield from _change_lines(path)


def _file_lines(path: Path, scenario: Scenario, verdict: Verdict) -> Iterator[str]:
    title = scenario.title or "without a title"
    yield f"{shown_path(path)}: {title}"
    yield f"  {sentence(verdict_sentence(verdict))}"
    for held in verdict.parties:
        yield f"  {held.party.name}: {party_words(held)}"
    if not verdict.complete:
        yield f"  {sentence(undecided_sentence(verdict))}"
    if scenario.authors:
        yield f"  Authors: {', '.join(scenario.authors)}"
    if scenario.summary:
        yield from wrapped(scenario.summary, width(), "  Summary: ", "    ")
    own = scenario.reading or verdict.case.reading
    says = "" if own is verdict.reading else f" (the file says {own})"
    yield f"  {case_sentence(verdict.case)} · {verdict.reading} reading{says}"
    yield from _change_lines(path)


def _change_lines(path: Path) -> Iterator[str]:
    with suppress(OSError):
        if changed := changed_words(path.stat().st_mtime, "%Y-%m-%d %H:%M"):
            yield f"  Changed {changed}"
