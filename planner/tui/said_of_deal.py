"""What the panes of the main screen say of the open deal: pages and words, and no looks."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import fields_dict, frozen

from planner.by_fields import Compared
from planner.check.from_here import Change, Effect, OptionEffect
from planner.check.verdict import LineStatus, LineVerdict, Verdict
from planner.editing.scenario_session import Session
from planner.keys.command import Command
from planner.keys.key_names import key_words
from planner.keys.rebinding import own_commands
from planner.model.case import Issue, Option
from planner.model.reading import Reading
from planner.model.scenario import fitted
from planner.reports.content.tones import LINE_TONES
from planner.reports.content.why import SaidOfLine, who_says_what, why_issue, why_lines
from planner.reports.formats.text import SIGNS
from planner.reports.page import GAP, Block, Heading, Item, Listing, Marks, Paragraph, Tone
from planner.reports.words.choices import not_applying_words, stretch_title
from planner.reports.words.deal import Deal, Keys
from planner.reports.words.deciding import too_many_words
from planner.reports.words.lenses import as_of_words, brief_lens
from planner.reports.words.verdicts import (
    LINE_WORDS,
    READING_WORDS,
    lens_words,
    reading_verdict,
    sentence,
)
from planner.tui.going_round import names_ahead
from planner.tui.live_counts import WhatIsLeft
from planner.tui.widgets.issue_rows import IssueRow, Part
from planner.tui.widgets.title_row import TitlePart

if TYPE_CHECKING:
    from planner.editing.saving import Saving
    from planner.editing.what_if import WhatIf

__all__ = [
    "Why",
    "deal_of",
    "evidence_of",
    "from_here_blocks",
    "idle_commands",
    "keys_named",
    "line_here",
    "lines_under",
    "said_of_title",
    "saving_words",
    "title_of_what_if",
    "why_of",
    "why_of_day",
]


@frozen(eq=False, repr=False)
class Why(Compared):
    """A page of the why pane: its heading, what stands at the right of it, and the blocks."""

    title: str
    right: str
    blocks: tuple[Block, ...]


def said_of_title(
    session: Session, news: tuple[str, ...] = ()
) -> tuple[TitlePart, str, tuple[TitlePart, ...]]:
    """Which deal, whether it is saved, and on the right case, day and reading.

    ``news`` says that something happened, with the key that shows it; empty where nothing did.
    """
    title = session.scenario.title or (session.path.name if session.path else "Untitled deal")
    deal = "not saved" if session.path is None else "unsaved changes" if session.unsaved else ""
    deal = saving_words(session.document.being_saved) or deal
    case = "case unsaved" if session.case_unsaved else ""
    risk = "not protected" if session.at_risk else ""
    state = " · ".join(filter(None, (deal, case, risk)))
    day = as_of_words(session.day, session.own_day)
    if not day and session.case.as_of is not None:
        day = f"as of {session.case.as_of}"
    lens = session.lens
    looking = lens_words(lens, session.reading)
    of_day, through = brief_lens(session.day, session.own_day, lens, session.reading)
    readings = (
        tuple(f"{words[:1].lower()}{words[1:]} ▾" for words in (looking, through))
        if looking
        else (f"{lens} reading: {READING_WORDS[lens].partition(';')[0]} ▾", f"{lens} reading ▾")
    )
    # A day that the scenario names decides the verdict; the case's own leaves no statement out.
    gives_way = session.day is None and day.startswith("as of ")
    days = (day, "") if gives_way else (day, of_day) if of_day else (day,)
    what_if: tuple[str, ...] = ("",)
    if tried := title_of_what_if(session.what_if):
        from planner.reports.words.what_if import WHAT_IF  # noqa: PLC0415 (few are tried)

        what_if = (tried, WHAT_IF)
    parts = (
        TitlePart(news or ("",), "news", keeps=6),
        TitlePart(what_if, "what_if", keeps=5),
        TitlePart((session.case.title, ""), "case", keeps=2),
        TitlePart(days, "as_of", keeps=1 if gives_way else 3),
        TitlePart(readings, "readings", keeps=4 if looking else 0),
    )
    return TitlePart((title,), "details"), state, parts


def saving_words(saving: Saving[Any] | None) -> str:
    """``saving, 3 s``; empty where no save is under way."""
    return f"saving, {time.monotonic() - saving.began:.0f} s" if saving is not None else ""


def title_of_what_if(tried: WhatIf | None) -> str:
    """``what-if: 1 option added``; empty where nothing is tried."""
    if tried is None:
        return ""
    from planner.reports.words.what_if import what_if_title  # noqa: PLC0415 (likewise)

    added = {table.noun: number for table, number in tried.added.items()}
    return what_if_title(added, len(tried.changes))


def keys_named(app: object, commands: Sequence[Command]) -> Keys:
    """The keys that the rows name, as they are in that app."""
    held = {each.id: key_words(each.keys[0]) for each in own_commands(app, commands) if each.keys}
    return Keys(**{name: held[name] for name in fields_dict(Keys) if name in held})


def deal_of(session: Session, left: WhatIsLeft, keys: Keys | None = None) -> Deal:
    """The deal as it stands, with what is known of what is left."""
    readings = (Reading.STRICT,) if session.verdict.counts_any else tuple(Reading)
    return Deal(
        scenario=session.with_begun,
        verdict=session.verdict,
        own=session.reading,
        scenarios=lambda: session.scenario_count,
        under={reading: session.verdict_under(reading) for reading in readings},
        whole=left.whole,
        outlook=left.outlook,
        mends=left.mends,
        mends_all=left.mends_all,
        unavoidable=left.unavoidable,
        working=left.working,
        keys=keys or Keys(),
    )


def idle_commands(verdict: Verdict) -> frozenset[str]:
    """The commands that a deal with this verdict has no use for, which no row of keys names."""
    idle = {"finish", "next_undecided"} if verdict.complete else {"report"}
    if not verdict.crossed and not verdict.incoherent:
        idle.add("mend")
        if not verdict.contested:
            idle.add("next_line")
    return frozenset(idle)


def lines_under(session: Session, row: IssueRow) -> list[SaidOfLine]:
    """The lines that the row under the cursor speaks of, the gravest first."""
    picked = session.picked(row.issue.id)
    if row.chooses and not row.chosen(picked):
        return _lines_if_chosen(session, row)
    verdict, issue = session.verdict, row.issue.id
    about = (
        place
        for place in session.checker.places_of_lines_on(issue)
        if verdict.statuses[place] is not LineStatus.RESPECTED
    )
    found = [
        held
        for held in verdict.lines_at(about)
        if held.counted or held.crossed_aside or held.contested_aside
    ]
    return [_said_of_line(held) for held in sorted(found, key=lambda held: _ORDER[held.status])]


def line_here(session: Session, row: IssueRow) -> str:
    """The first line that is crossed, or else contested, by the choice on that row; empty for none.

    An option that is not chosen crosses nothing yet.
    """
    if row.chooses and not row.chosen(session.picked(row.issue.id)):
        return ""
    about = {each.line.id for each in lines_under(session, row)}
    return _first_of(names_ahead(session.verdict), about)


def _first_of(ahead: Iterable[str], about: Collection[str]) -> str:
    return next((name for name in ahead if name in about), "")


def why_of(session: Session, row: IssueRow, keys: Keys, line: str = "") -> Why:
    """What is to be said on the row under the cursor, or on the line that one went to."""
    verdict, issue = session.verdict, row.issue
    away = verdict.applies(issue.id) is False
    under = lines_under(session, row)
    said = [] if away else under
    of_issue = row.part in (Part.HEAD, Part.VALUE)
    title = issue.title if of_issue else f"{issue.title}: {_name(row)}"
    ahead = names_ahead(verdict)
    crosses = not row.chooses or row.chosen(session.picked(issue.id))
    place = line or (_first_of(ahead, {each.line.id for each in under}) if crosses else "")
    right = f"{keys.zoom} larger"
    if place in ahead:
        right = f"{_place_of(verdict, ahead, place)} · {keys.next_line} next"
    if line:
        said = sorted(said, key=lambda each: each.line.id != line)
    blocks: list[Block] = [*why_lines(session.scenario, verdict, said)]
    if of_issue and (not said or not line):
        picked = session.picked(issue.id)
        about = [*why_issue(verdict, issue, session.scenario)]
        blocks = about if picked is None or away else [*blocks, *([GAP] if blocks else []), *about]
    elif away:
        words = not_applying_words(verdict.case, issue, session.scenario.pick(issue.id))
        blocks.append(Paragraph(sentence(words), tone=Tone.MUTED))
    elif not crosses and not _possible(session, row):
        blocks.append(Paragraph(too_many_words(issue)))
    elif not said:
        words = "It crosses" if crosses else "Choosing it crosses"
        blocks.append(Paragraph(f"{words} no counted line on {issue.title} from here."))
    if row.option is not None:
        blocks += _about_option(session, row, row.option)
    if comments := session.written.comments:
        from planner.reports.content.comments import comments_here  # noqa: PLC0415 (few have any)

        for subject in (issue.id, *(each.line.id for each in said)):
            blocks += comments_here(comments, subject)
    return Why(title, right, tuple(blocks))


def _about_option(session: Session, row: IssueRow, option: Option) -> Iterator[Block]:
    """What the option means, whether a source proposes it, and the planner's note."""
    if option.definition:
        star = "*" if row.added else ""
        yield GAP
        yield Paragraph(f"{option.title}{star}: {option.definition}")
    if row.added:
        yield Paragraph("* No source proposes this option.", tone=Tone.MUTED)
    if note := session.scenario.note(row.issue.id):
        yield Paragraph(f"Note: {note}")


def why_of_day(session: Session, keys: Keys) -> Why:
    """As of which day one looks, and what flipped from it until all that is stated."""
    from planner.check.between_days import between_days  # noqa: PLC0415 (when asked)
    from planner.reports.content.between_days import day_page  # noqa: PLC0415 (likewise)

    case, day = session.whole_case_shown, session.day
    since = day or session.own_day
    flipped = None
    if since is not None:
        scenario = fitted(session.written, case)
        flipped = between_days(scenario, case, (since, None), reading=session.lens)
    page = day_page(case, day, flipped)
    heading = "As of all days" if day is None else f"As of {day}"
    return Why(heading, f"{keys.back} back", tuple(page.body))


def evidence_of(session: Session, issue: Issue) -> tuple[Block, ...]:
    """Who says what on the issue, and its options with their definitions."""
    return tuple(who_says_what(session.case, issue))


def from_here_blocks(
    session: Session, left: WhatIsLeft, keys: Keys | None = None
) -> tuple[Block, ...]:
    """What is left, and what each reading says of the deal."""
    from planner.reports.content.outlook import outlook_blocks  # noqa: PLC0415 (once it is known)

    blocks = outlook_blocks(deal_of(session, left, keys))
    widest = max(map(len, Reading))
    items = []
    for reading in Reading:
        mark = "•" if reading is session.lens else " "
        said = Paragraph(reading_verdict(session.verdict_under(reading)))
        items.append(Item([said], label=f"{mark} {reading:<{widest}}"))
    return (*blocks, GAP, Heading("By reading"), Listing(items, marks=Marks.KEYS))


_ORDER = {
    LineStatus.CROSSED: 0,
    LineStatus.CONTESTED: 1,
    LineStatus.UNDECIDED: 2,
    LineStatus.RESPECTED: 3,
}
_SIGN_OF = {
    Change.ADDED: ("+", Tone.CROSSED, "choosing this crosses it"),
    Change.SOFTENED: ("✗→?", Tone.CONTESTED, "it is contested then, and no longer crossed"),
    Change.CONTESTED: ("+?", Tone.CONTESTED, "choosing this leaves it contested"),
    Change.LOOSENED: ("✗→~", Tone.UNDECIDED, "it depends on another choice then"),
    Change.AT_STAKE: ("~", Tone.UNDECIDED, "it depends on another choice then"),
    Change.ENDED: ("✓", Tone.TEXT, "choosing this ends the crossing"),
    Change.CLEARED: ("✓", Tone.MUTED, "choosing this leaves it not crossed"),
}


def _said_of_line(held: LineVerdict) -> SaidOfLine:
    if held.set_aside:
        words = f"set aside; counted, it would be {LINE_WORDS[held.status]}"
        return SaidOfLine("/", Tone.SET_ASIDE, held.line, words)
    tone = LINE_TONES[held.status]
    words = ""
    if held.status is LineStatus.CONTESTED:
        words = "the source leaves open whether this crosses it"
    elif held.status is LineStatus.UNDECIDED:
        words = "it depends on a choice that is not made yet"
    return SaidOfLine(SIGNS[tone], tone, held.line, words)


def _said_of_effect(effect: Effect) -> SaidOfLine:
    if effect.change in _SIGN_OF:
        sign, tone, words = _SIGN_OF[effect.change]
        return SaidOfLine(sign, tone, effect.line, words)
    tone = LINE_TONES[effect.then]
    words = {
        LineStatus.CROSSED: "it stays crossed",
        LineStatus.CONTESTED: "it stays contested",
    }.get(effect.then, "it still depends on a choice that is not made yet")
    return SaidOfLine(SIGNS[tone], tone, effect.line, words)


def _lines_if_chosen(session: Session, row: IssueRow) -> list[SaidOfLine]:
    effect = _effect(session, row)
    if effect is None:
        return []
    said = [
        _said_of_effect(each)
        for each in effect.effects
        if each.change is not Change.KEPT or each.now is not LineStatus.RESPECTED
    ]
    words = "set aside; counted, it would be crossed then"
    aside = [SaidOfLine("/", Tone.SET_ASIDE, line, words) for line in effect.crossed_aside]
    return [*said, *aside]


def _effect(session: Session, row: IssueRow) -> OptionEffect | None:
    name = "" if row.part is Part.NONE else row.name
    return next((each for each in session.from_here(row.issue.id) if each.name == name), None)


def _possible(session: Session, row: IssueRow) -> bool:
    effect = _effect(session, row)
    return effect is None or effect.possible


def _place_of(verdict: Verdict, ahead: Sequence[str], line: str) -> str:
    crossed = [held.line.id for held in verdict.crossed]
    kind, lines = ("crossed", crossed) if line in crossed else ("contested", ahead[len(crossed) :])
    place = list(lines).index(line) + 1
    return f"{kind} {place} of {len(lines)}"


def _name(row: IssueRow) -> str:
    if row.stretch is not None:
        return stretch_title(row.issue, row.name or "")
    return f"{row.title}*" if row.added else row.title
