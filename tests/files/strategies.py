"""What Hypothesis draws from: any scenario a file can hold, and any TOML value."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.files.toml.guards import forbidden_character
from planner.files.toml.read import Envelope
from planner.files.toml.single_values import unfit_label
from planner.model.case import Case
from planner.model.reading import Reading
from planner.model.scenario import Choice, Scenario

_PIECES = st.sampled_from(
    [
        '"""',
        "'''",
        "\\",
        '"',
        "\n",
        "\r\n",
        "\t",
        "  ",
        "#",
        "[x]",
        "= 1",
        "<<<<<<< HEAD\n",
        "\n=======\n",
        "\u200d",
        "é",
        "e\u0301",
        "\U0001f54a",
        "سلام",
        "\\u001b",
    ]
)


def _is_prose(text: str) -> bool:
    return forbidden_character(text) is None and "\r" not in text.replace("\r\n", "")


prose = st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join).filter(_is_prose)
labels = prose.filter(lambda text: not unfit_label(text))
names = labels.filter(lambda text: bool(text.strip()))


@st.composite
def scenarios(draw: st.DrawFn, case: Case) -> Scenario:
    """Any scenario of the case that a file can hold."""
    choices = {
        issue.id: Choice(
            draw(st.none() | st.sampled_from([option.id for option in issue.options])),
            draw(prose),
        )
        for issue in case.issues
        if draw(st.booleans())
    }
    lines = [line.id for line in case.red_lines]
    scenario = Scenario(
        case_id=case.id,
        title=draw(labels),
        authors=tuple(draw(st.lists(names, max_size=3))),
        summary=draw(prose),
        reading=draw(st.none() | st.sampled_from(Reading)),
        set_aside=draw(
            st.dictionaries(st.sampled_from(lines), st.just("") | prose)
            | st.dictionaries(st.sampled_from(lines), st.just(""))
        ),
        choices=choices,
    )
    return scenario.with_all_issues(case)


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
