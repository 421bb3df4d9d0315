"""A what-if as a conversation: something is tried out on the case, and then kept or dropped."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from textual.app import App

from planner.editing.case_edits import CaseTable, Item, Ref
from planner.editing.case_forms import fields_of, new_id
from planner.editing.case_session import CaseSession, EditRefusedError
from planner.editing.overlays import taken_ids
from planner.editing.scenario_session import Session
from planner.model.case import IssueKind
from planner.model.scenario import vanished
from planner.model.statements import Strength
from planner.reports.words.numbers import counted
from planner.reports.words.verdicts import listed, sentence
from planner.reports.words.what_if import effect_of_what_if
from planner.tui.files.open_case import OpenCase
from planner.tui.said_of_deal import title_of_what_if
from planner.tui.screens.form_prompt import FormPrompt
from planner.tui.screens.prompt import Answer, Prompt
from planner.tui.widgets.case_form import CaseForm

__all__ = ["may_close", "try_out"]

_KEEP = Answer("k", "Keep it in the case", "keep")
_DROP = Answer("d", "Drop it", "drop")
_CANCEL = Answer("c", "Cancel", "cancel")


async def try_out(app: App[int], scenario: Session, about: tuple[str, str], case: OpenCase) -> None:
    """Ask what to try out, or what becomes of what is tried, and say what it does.

    ``about`` are the ids of the issue and of the red line that one is at; empty for none.
    """
    words = title_of_what_if(scenario.what_if) or "What if ...?"
    prompt = Prompt(sentence(words), tuple(_ways(scenario, *about)))
    answer = await app.push_screen_wait(prompt)
    if answer == "cancel":
        return
    before = scenario.verdict
    try:
        if answer == "keep":
            await _keep(scenario, case)
            return
        if answer == "drop":
            scenario.drop_what_if()
        else:
            await _try(app, scenario, about, answer)
    except EditRefusedError as refused:
        app.notify(sentence(str(refused)), severity="warning", markup=False)
    else:
        _say(app, scenario, effect_of_what_if(before, scenario.verdict))


async def may_close(app: App[int], scenario: Session, case: OpenCase) -> bool:
    """Whether what is tried may go: kept in the case, or given up by the planner's own word.

    What is typed in a form for it is no part of it yet.
    """
    forms = [form for screen in app.screen_stack for form in screen.query(CaseForm)]
    if any(form.typed for form in forms if isinstance(form.screen, FormPrompt)):
        question = Prompt("What is typed in the form is in no file.", (_DROP, _CANCEL))
        if await app.push_screen_wait(question) != "drop":
            return False
    tried = title_of_what_if(scenario.what_if)
    if not tried:
        return True
    words = f"{sentence(tried)} No file holds it.{_resting_words(scenario)}"
    prompt = Prompt(words, (_KEEP, _DROP, _CANCEL))
    answer = await app.push_screen_wait(prompt)
    if answer != "keep":
        return answer == "drop"
    try:
        return await _keep(scenario, case, waits=True)
    except EditRefusedError as refused:
        app.notify(sentence(str(refused)), severity="warning", markup=False)
        return False


def _resting_words(scenario: Session) -> str:
    """How much of the scenario names what only the what-if has: most often no save takes that."""
    tried = scenario.what_if
    if tried is None:
        return ""
    written = scenario.written
    known, left = vanished(written, tried.session.case), vanished(written, tried.before)
    choices = len(left.choices.keys() - known.choices.keys())
    lines = len(set(left.lines) - set(known.lines))
    if not choices and not lines:
        return ""
    resting = [counted(choices, "choice")] if choices else []
    resting += [f"{counted(lines, 'line')} set aside"] if lines else []
    words = "Without it this scenario names what its case does not have"
    return f" {words}: {listed(resting, 'and')}."


def _ways(scenario: Session, issue_id: str, line_id: str) -> Iterator[Answer]:
    """What can be tried on that issue and on that line, and what is tried already."""
    issue = scenario.case.issues_by_id.get(issue_id)
    if issue is not None and issue.kind is not IssueKind.NUMBER:
        yield Answer("o", f"Add an option to {issue.title}", "option")
    yield Answer("l", "Add a red line", "line")
    line = scenario.case.red_lines_by_id.get(line_id)
    if line is not None and not line.private:  # what is tried may be kept in the shared case
        yield Answer("s", f"Another strength of {line_id}", "strength")
    if scenario.what_if is not None:
        yield _KEEP
        yield _DROP
    yield _CANCEL


async def _try(app: App[int], scenario: Session, about: tuple[str, str], answer: str) -> None:
    issue, line = about
    if answer == "option":
        added = {"origin": "added"}
        await _try_new(app, scenario, Ref(CaseTable.OPTIONS, "", issue), added)
    elif answer == "line":
        rule = {"crossed_when": f"{issue}: "} if issue in scenario.case.issues_by_id else {}
        await _try_new(app, scenario, Ref(CaseTable.RED_LINES, ""), rule)
    elif (strength := await _asked_strength(app)) is not None:

        def stronger(tried: CaseSession) -> None:
            whole = tried.case.red_lines_by_id[line]  # the scenario's own may be cut to a day
            tried.put(evolve(whole, strength=strength, strength_left_out=False))

        scenario.try_out(stronger)


def _say(app: App[int], scenario: Session, effect: list[str]) -> None:
    title = title_of_what_if(scenario.what_if) or "no what-if"
    words = "; ".join(effect) or "no verdict changes"
    app.notify(sentence(f"{title} · {words}"), markup=False)


async def _try_new(app: App[int], scenario: Session, ref: Ref, given: dict[str, str]) -> None:
    case, hidden = scenario.shared_case, taken_ids(scenario.overlay, ref.table)

    def proposed(words: str) -> str:
        return new_id(case, ref.table, words, ref.issue, hidden)

    fields = tuple(evolve(f, text=given.get(f.name, f.text)) for f in fields_of(case, ref))
    title = f"What if: a new {ref.table.noun}"
    form = CaseForm(title, ref, fields, proposed, hidden)
    filled = await app.push_screen_wait(FormPrompt(case, form))
    item: Item | None = filled.item if filled is not None else None
    if item is not None:
        scenario.try_out(lambda tried: tried.put(item, issue=ref.issue))


async def _asked_strength(app: App[int]) -> Strength | None:
    strengths = [strength for strength in Strength if strength.rank]
    answers = tuple(
        Answer(str(number), strength, strength) for number, strength in enumerate(strengths, 1)
    )
    answer = await app.push_screen_wait(
        Prompt("What if it were as strong as ...?", (*answers, _CANCEL))
    )
    return None if answer == "cancel" else Strength(answer)


async def _keep(scenario: Session, case: OpenCase, *, waits: bool = False) -> bool:
    """Into the case, and with it into its file; a bundled one asks for a file of one's own."""
    session: CaseSession | None = await case.session_on(scenario)
    if session is None:
        return False
    scenario.keep_what_if(session)
    return await case.save(scenario, waits=waits)
