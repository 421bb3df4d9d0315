"""What Hypothesis draws from: any case or scenario a file can hold, and any TOML value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from planner.files.places import names_another_computer
from planner.files.toml.envelope import Envelope
from planner.files.toml.guards import forbidden_character
from planner.files.toml.single_values import unfit_label, unfit_name
from planner.model.case import Case, Issue, Source, following_evidence
from planner.model.comments import Comment
from planner.model.conditions import Condition
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario
from planner.model.statements import Attribution, Statement, Strength
from tests.made_cases import conditions_on, mixed_cases, picks_of

_IN_A_LINE = st.sampled_from(
    [
        '"""',
        "'''",
        "\\",
        '"',
        "\t",
        "  ",
        "#",
        "[x]",
        "= 1",
        "\u200d",
        "é",
        "e\u0301",
        "\U0001f54a",
        "سلام",
        "\\u001b",
    ]
) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)
_OVER_LINES = st.sampled_from(["\n", "\r\n", "<<<<<<< HEAD\n", "\n=======\n"])


prose = (
    st.lists(_IN_A_LINE | _OVER_LINES, max_size=12)
    .map("".join)
    .filter(lambda text: forbidden_character(text) is None)
)
labels = (
    st.lists(_IN_A_LINE, max_size=8)
    .map("".join)
    .filter(lambda text: forbidden_character(text) is None and not unfit_label(text))
)
names = labels.filter(lambda text: not unfit_name(text))
titles = st.just("") | names


@st.composite
def comments_on(draw: st.DrawFn, case: Case) -> list[Comment]:
    """Comments on issues, lines and the whole, some of which answer earlier ones."""
    subjects = st.sampled_from(["", *case.issues_by_id, *case.red_lines_by_id])
    made: list[Comment] = []
    for name in draw(st.lists(_COMMENT_IDS, max_size=4, unique=True)):
        made.append(
            Comment(
                id=name,
                author=draw(names),
                at=draw(st.datetimes(timezones=_ZONES)),
                text=draw(prose),
                on=draw(subjects),
                reply_to=draw(st.sampled_from([None, *(held.id for held in made)])),
                resolved=draw(st.booleans()),
            )
        )
    return made


_COMMENT_IDS = st.text("0123456789abcdef", min_size=8, max_size=8)
_ZONES = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=2))])


@st.composite
def scenarios(draw: st.DrawFn, case: Case) -> Scenario:
    """Any scenario of the case that a file can hold."""
    choices = {
        issue.id: Choice.of(
            draw(st.sampled_from([None, *picks_of(issue, begun=True)])), draw(prose)
        )
        for issue in case.issues
        if draw(st.booleans())
    }
    lines = (
        st.sampled_from([line.id for line in case.red_lines]) if case.red_lines else st.nothing()
    )
    scenario = Scenario(
        case_id=case.id,
        title=draw(titles),
        authors=tuple(draw(st.lists(names, max_size=3))),
        summary=draw(prose),
        marking=draw(labels),
        reading=draw(st.none() | st.sampled_from(Reading)),
        set_aside=draw(
            st.dictionaries(lines, st.just("") | prose) | st.dictionaries(lines, st.just(""))
        ),
        choices=choices,
        as_of=draw(st.none() | st.none() | st.dates()),
        comments=draw(st.just([]) | comments_on(case)),
    )
    return scenario.with_all_issues(case)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any case that a file can hold, of all kinds, with all that a case can say of each noun."""
    case = draw(mixed_cases(max_issues=3, max_lines=3))
    sources = draw(st.lists(_SOURCES, max_size=2, unique_by=lambda source: source.id))
    statements: list[Statement] = []
    for number in range(draw(st.integers(0, 3))):
        made = draw(_statements(case, f"E{number}", [source.id for source in sources]))
        # A statement repeats and is superseded by earlier ones: so there is no ring.
        earlier = st.sampled_from([None, *(held.id for held in statements)])
        made = evolve(made, repeats=draw(earlier), superseded_by=draw(earlier))
        statements.append(made)
    evidence = st.sets(st.sampled_from([s.id for s in statements])) if statements else st.just(())
    lines = [
        evolve(
            line,
            scope=draw(labels),
            evidence=tuple(sorted(draw(evidence))),
            confidence=draw(labels),
            caveat=draw(prose),
            date=draw(_DAYS),
            superseded_by=draw(st.sampled_from([None, *(held.id for held in case.red_lines[:n])])),
            reviewed_by=draw(_REVIEWERS),
            strength_left_out=draw(st.booleans()),
        )
        for n, line in enumerate(case.red_lines)
    ]
    told = evolve(
        case,
        summary=draw(prose),
        as_of=draw(_DAYS),
        reading=draw(st.sampled_from(Reading)),
        sources=tuple(sorted(sources, key=lambda source: source.id)),
        statements=tuple(statements),
        red_lines=tuple(lines),
        issues=tuple(draw(_told(issue)) for issue in case.issues),
    )
    return following_evidence(told)


_DAYS = st.none() | st.dates()
_REVIEWERS = st.just(()) | st.lists(names, max_size=2, unique=True).map(tuple)
_SOURCES = st.builds(
    Source,
    id=st.sampled_from(["s-0", "s-1"]),
    title=labels,
    publisher=labels,
    published=labels,
    url=labels,
    date=_DAYS,
    text=labels.filter(lambda text: not names_another_computer(text)),
    sha256=st.sampled_from(["", "0123456789abcdef" * 4]),
    length=st.none() | st.integers(0, 10**15 - 1),
)


@st.composite
def _statements(draw: st.DrawFn, case: Case, name: str, sources: list[str]) -> Statement:
    """A statement that speaks on some issues, silently on some of these."""

    def conditions() -> tuple[Condition, ...]:
        issues = draw(st.lists(st.sampled_from(case.issues), max_size=2, unique_by=id))
        made = (draw(st.just(Condition(i.id)) | conditions_on(i)) for i in issues)
        return tuple(sorted(made, key=lambda condition: condition.issue))

    return Statement(
        name,
        draw(names),
        source=draw(st.sampled_from(["", *sources])),
        section=draw(labels),
        party=draw(st.sampled_from([None, *case.parties_by_id])),
        scope=draw(labels),
        speaker=draw(labels),
        attribution=draw(st.sampled_from(Attribution)),
        strength=draw(st.sampled_from(Strength)),
        opposes=conditions(),
        supports=conditions(),
        limits=draw(prose),
        date=draw(_DAYS),
        place=draw(st.integers(0, 3)),
        reviewed_by=draw(_REVIEWERS),
    )


@st.composite
def _told(draw: st.DrawFn, issue: Issue) -> Issue:
    """The issue with a question, and its options with clauses."""
    options = tuple(
        evolve(option, definition=draw(prose), clause=draw(prose)) for option in issue.options
    )
    return evolve(issue, title=draw(names), question=draw(prose), options=options)


envelopes = st.builds(
    Envelope, case_path=labels, case_digest=st.sampled_from(["", "sha256:" + "0" * 64])
)
"""What belongs to a scenario's file."""


keys = st.text(alphabet="ab-_1. \"'é#", min_size=1, max_size=5)

toml_values: st.SearchStrategy[Any] = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=10)
    | st.dates()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=25,
)

toml_documents = st.dictionaries(keys, toml_values, max_size=6)
