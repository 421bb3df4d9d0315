"""The bundled case and the example scenarios, read as plain TOML and judged by brute force.

Nothing here imports the planner: the functions below are the independent judge of its engine.
The expected numbers come from the coding of the article, not from a run of anything.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CASE_FILE = ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml"
SCENARIO_FILES = sorted((ROOT / "scenarios").glob("*.toml"))

Table = dict[str, Any]
Picks = dict[str, str | frozenset[str] | None]
"""By issue an option, the options of several that hold, or ``None`` where it does not apply."""

CASE: Table = tomllib.loads(CASE_FILE.read_text(encoding="utf-8"))
ISSUES: Table = CASE["issues"]
RED_LINES: Table = CASE["red_lines"]
STATEMENTS: Table = CASE["statements"]

# Options per issue, in order; a star marks what nobody in the article proposes.
OPTIONS = {
    "security_guarantee": ["nato_membership", "nato_style", "other", "none*"],
    "guarantors": ["european_nations", "united_states"],
    "ceasefire_timing": ["ceasefire_first", "parallel*", "settlement_first"],
    "meeting_format": ["bilateral", "trilateral", "us_russia*"],
    "territory": ["part_of_deal", "deferred*"],
    "follow_up_summit": ["with_european_leaders", "without_european_leaders*", "no_summit*"],
    "pressure_on_russia": ["increase", "maintain*", "ease*"],
    "ukraine_army": ["left_open", "limits*", "no_limits*"],
    "timeframe": ["short", "open_ended*"],
}

# Red lines: party and member, strength, crossed when, contested when, evidence.
NO_MEETING_WITH_BOTH = {"meeting_format": {"none": ["bilateral", "trilateral"]}}
NOT_DIRECTLY_WITH_PUTIN = {"territory": ["part_of_deal"], **NO_MEETING_WITH_BOTH}
BILATERAL_ALONE = {"meeting_format": {"any": ["bilateral"], "none": ["trilateral"]}}
NONE = {"security_guarantee": ["none"]}
MEMBERSHIP = {"security_guarantee": ["nato_membership"]}
CEASEFIRE_FIRST = {"ceasefire_timing": ["ceasefire_first"]}
SETTLEMENT_FIRST = {"ceasefire_timing": ["settlement_first"]}
PARALLEL = {"ceasefire_timing": ["parallel"]}
EASE, MAINTAIN = {"pressure_on_russia": ["ease"]}, {"pressure_on_russia": ["maintain"]}
CODED: dict[str, tuple[str, str, list[Table], list[Table], list[str]]] = {
    "US-1": ("us", "opposition", [MEMBERSHIP], [], ["E06"]),
    "EU-1": ("europe", "opposition", [SETTLEMENT_FIRST], [PARALLEL], ["E46", "E47"]),
    "FR-1": ("europe: France", "insistence", [NO_MEETING_WITH_BOTH], [BILATERAL_ALONE], ["E49"]),
    "UA-1": ("ukraine", "insistence", [NOT_DIRECTLY_WITH_PUTIN], [], ["E38"]),
    "RU-1": ("russia", "preference", [CEASEFIRE_FIRST], [PARALLEL], ["E30"]),
    "US-2": ("us", "preference", [NONE], [], ["E08"]),
    "EU-2": ("europe", "preference", [NONE], [], ["E17"]),
    "DE-1": ("europe: Germany", "preference", [EASE], [MAINTAIN], ["E26"]),
}

READINGS = ["literal", "lenient", "moderate", "firm", "strict"]
COUNTED = {
    "literal": set[str](),
    "lenient": {"US-1", "EU-1"},
    "moderate": {"US-1", "EU-1", "FR-1", "UA-1"},
    "firm": set(CODED),
    "strict": set(CODED),
}
# How many of the 20,736 scenarios cross no counted line, how many of these leave nothing contested,
# and how many use sourced options only.
CLEAR = {
    "literal": (20_736, 20_736, 56),
    "lenient": (12_096, 6_048, 24),
    "moderate": (9_072, 3_024, 18),
    "firm": (2_592, 0, 0),
    "strict": (0, 0, 0),
}
# How many scenarios open if that line alone is given up; the lines not named here open none.
PIVOTAL = {
    "literal": dict[str, int](),
    "lenient": {"US-1": 1728, "EU-1": 6048},
    "moderate": {"US-1": 1296, "EU-1": 4536, "FR-1": 1512},
    "firm": {"US-1": 432, "EU-1": 2592, "FR-1": 432, "RU-1": 2592, "DE-1": 1296},
    "strict": {"EU-1": 864, "RU-1": 864},
}

# What each example shows: its reading, the lines set aside, the counted lines that it crosses
# under that reading, the lines left contested, and the undecided ones.
EXAMPLES: dict[str, tuple[str, set[str], set[str], set[str], set[str]]] = {
    "bilateral-and-trilateral": ("firm", set(), set(), {"EU-1", "RU-1"}, set()),
    "ceasefire-before-settlement": ("firm", set(), {"RU-1"}, set(), set()),
    "european-led-parallel-trilateral": ("firm", set(), set(), {"EU-1", "RU-1"}, set()),
    "nato-membership": ("firm", set(), {"US-1"}, {"EU-1", "RU-1"}, set()),
    "no-guarantee-read-moderately": ("moderate", set(), set(), set(), set()),
    "no-leaders-meeting-fr-1-set-aside": ("firm", {"FR-1"}, set(), {"EU-1", "RU-1"}, set()),
    "parallel-tracks-read-strictly": ("strict", set(), {"EU-1", "RU-1"}, set(), set()),
    "settlement-before-ceasefire": ("firm", set(), {"EU-1"}, set(), set()),
    "sketch-with-open-questions": (
        "firm",
        set(),
        set(),
        {"DE-1"},
        {"EU-1", "RU-1", "FR-1", "UA-1"},
    ),
    "us-russia-talks-several-lines": (
        "firm",
        set(),
        {"FR-1", "UA-1", "DE-1"},
        {"EU-1", "RU-1"},
        set(),
    ),
}


# ------------------------------------------------------------------ The independent judge


def applies(issue: Table, picks: Picks) -> bool:
    """Whether what was picked before makes the issue apply; by the definition."""
    return "applies_when" not in issue or holds(issue["applies_when"], picks)


def answers(issue: Table) -> list[str | frozenset[str]]:
    """Every answer to an issue that applies: its options, or the sets of them that may hold."""
    options = list(issue["options"])
    if issue.get("kind", "one") == "one":
        return list(options)
    at_least, at_most = issue.get("at_least", 0), issue.get("at_most", len(options))
    return [
        frozenset(held)
        for number in range(at_least, at_most + 1)
        for held in itertools.combinations(options, number)
    ]


def all_scenarios(fixed: Picks | None = None) -> list[Picks]:
    """Every complete scenario that keeps the choices of ``fixed`` on issues that apply."""
    scenarios: list[Picks] = [{}]
    for name, issue in ISSUES.items():
        scenarios = [
            {**picks, name: answer}
            for picks in scenarios
            for answer in (answers(issue) if applies(issue, picks) else [None])
            if answer is None or (fixed or {}).get(name, answer) == answer
        ]
    return scenarios


def holds(terms: list[Table], picks: Picks) -> bool:
    """Whether any of the terms is true of what is picked; by the definition."""

    def is_true(wanted: Any, picked: str | frozenset[str] | None) -> bool:
        parts = {"any": wanted} if isinstance(wanted, list) else wanted
        held = {picked} if isinstance(picked, str) else set(picked or ())
        return all(
            bool(held & set(options)) if part == "any" else not held & set(options)
            for part, options in parts.items()
        )

    return any(all(is_true(w, picks[issue]) for issue, w in term.items()) for term in terms)


def status(line: str, picks: Picks, reading: str) -> str:
    """Whether a complete scenario crosses the line, leaves it contested, or respects it."""
    if holds(RED_LINES[line]["crossed_when"], picks):
        return "crossed"
    if holds(RED_LINES[line].get("contested_when", []), picks):
        return "crossed" if reading == "strict" else "contested"
    return "respected"


def counted(reading: str) -> list[str]:
    """List the red lines strong enough for the reading."""
    strengths = ["declared", "opposition", "insistence", "preference"]
    enough = strengths[: min(READINGS.index(reading) + 1, len(strengths))]
    return [line for line, coded in RED_LINES.items() if coded["strength"] in enough]


def crossings(picks: Picks, reading: str) -> frozenset[str]:
    """Find the counted red lines that a complete scenario crosses."""
    return frozenset(x for x in counted(reading) if status(x, picks, reading) == "crossed")


# ------------------------------------------------------------------ The case as written


def unknown_keys(table: Table, required: set[str], optional: set[str]) -> set[str]:
    """Find keys that the format does not have and required ones that are missing."""
    return (set(table) - required - optional) | (required - set(table))


def test_the_case_uses_only_the_keys_of_the_format() -> None:
    """Every table holds what the format requires and no key that the format does not have."""
    tables = {"format", "case", "sources", "parties", "issues", "red_lines", "statements"}
    assert set(CASE) == tables
    assert CASE["format"] == 2
    assert set(CASE["case"]) == {"id", "title", "summary", "as_of", "reading"}
    for source in CASE["sources"].values():
        assert set(source) == {"title", "publisher", "published", "date", "sha256", "length"}
    for party in CASE["parties"].values():
        assert not unknown_keys(party, {"name"}, {"members"})
    for issue in ISSUES.values():
        optional = {"kind", "at_least", "applies_when"}
        assert not unknown_keys(issue, {"title", "question", "options"}, optional)
        for option in issue["options"].values():
            assert not unknown_keys(option, {"title", "definition"}, {"origin", "evidence"})
    for line in RED_LINES.values():
        required = {"party", "title", "strength", "crossed_when", "evidence"}
        required |= {"caveat"}
        assert not unknown_keys(line, required, {"scope", "member", "contested_when"})
    for statement in STATEMENTS.values():
        required = {"source", "section", "quote", "scope", "speaker", "attribution"}
        required |= {"strength", "limits"}
        optional = {"party", "supports", "opposes", "repeats"}
        assert not unknown_keys(statement, required, optional)


def test_the_case_file_is_plain_text_with_unix_line_ends() -> None:
    """The shipped files are UTF-8 with LF line ends and one final newline."""
    for file in [CASE_FILE, *SCENARIO_FILES]:
        raw = file.read_bytes()
        assert b"\r" not in raw
        assert b"\t" not in raw
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\n")
        assert not raw.endswith(b"\n\n")


def test_the_case_names_itself_and_its_one_source() -> None:
    """The case has its id, its date, the firm reading as default, and one source."""
    assert CASE["case"]["id"] == CASE_FILE.name.removesuffix(".case.toml")
    assert CASE["case"]["as_of"] == dt.date(2025, 8, 19)
    assert CASE["case"]["reading"] == "firm"
    assert list(CASE["sources"]) == ["magpost"]
    assert CASE["sources"]["magpost"]["published"] == "Aug 19 (year inferred)"
    assert list(CASE["parties"]) == ["us", "ukraine", "russia", "europe"]


def test_the_summary_says_that_no_party_declares_a_red_line() -> None:
    """The summary warns that the red lines are a coding, and no line is coded as declared."""
    summary = CASE["case"]["summary"]
    assert "No party declares a red line" in summary
    assert "Incompatible Red Lines and the Need for Compromise" in summary
    assert all(line["strength"] != "declared" for line in RED_LINES.values())


def test_the_case_has_nine_issues_with_their_options_and_origins() -> None:
    """The options stand in their order, and those that nobody proposes are marked as added."""
    found = {
        issue: [
            option + ("*" if coded.get("origin", "source") == "added" else "")
            for option, coded in table["options"].items()
        ]
        for issue, table in ISSUES.items()
    }
    assert found == OPTIONS
    assert list(found) == list(OPTIONS)
    assert len(all_scenarios()) == 20_736
    kinds = {issue: table["kind"] for issue, table in ISSUES.items() if "kind" in table}
    assert kinds == {"guarantors": "any", "meeting_format": "any"}
    assert ISSUES["guarantors"]["at_least"] == 1
    applies_when = [{"security_guarantee": ["nato_style", "other"]}]
    assert ISSUES["guarantors"]["applies_when"] == applies_when


def test_every_option_from_the_source_has_evidence_that_exists() -> None:
    """Options of the source cite statements of the case; no option cites any other."""
    for issue in ISSUES.values():
        for option in issue["options"].values():
            assert set(option.get("evidence", [])) <= set(STATEMENTS)
            assert option.get("origin", "source") == "added" or option["evidence"]


def test_titles_fit_a_narrow_column() -> None:
    """Titles of issues, options and red lines are short enough for the narrow screen."""
    for issue in ISSUES.values():
        assert len(issue["title"]) <= 24
        titles = [option["title"] for option in issue["options"].values()]
        assert max(map(len, titles)) <= 26
        assert len(set(titles)) == len(titles)
    assert all(len(line["title"]) <= 60 for line in RED_LINES.values())


def test_titles_do_not_overstate() -> None:
    """No title claims what the source does not: consent, refusal or a demand."""
    overstated = ["accept", "agree", "refus", "reject", "demand", "red line", "feasible", "must"]
    titles = [line["title"] for line in RED_LINES.values()]
    for issue in ISSUES.values():
        titles += [issue["title"], *(option["title"] for option in issue["options"].values())]
    assert not [t for t in titles for word in overstated if word in t.lower()]


def test_the_red_lines_are_the_coded_ones() -> None:
    """Holder, strength, conditions, contested zone and evidence of the lines are as coded."""
    found = {
        name: (
            ": ".join(filter(None, [line["party"], line.get("member")])),
            line["strength"],
            line["crossed_when"],
            line.get("contested_when", []),
            line["evidence"],
        )
        for name, line in RED_LINES.items()
    }
    assert found == CODED
    assert list(found) == list(CODED)


def test_every_red_line_rests_on_a_statement_of_its_own_party_and_strength() -> None:
    """A line's first evidence exists, is held by the line's party, and is exactly as strong."""
    for line in RED_LINES.values():
        assert set(line["evidence"]) <= set(STATEMENTS)
        first = STATEMENTS[line["evidence"][0]]
        assert (first["party"], first["strength"]) == (line["party"], line["strength"])
        assert line["caveat"]


def test_conditions_and_statements_name_only_what_the_case_has() -> None:
    """Issues and options in rules and statements exist, and no rule has an empty option set."""
    for line in RED_LINES.values():
        for term in [*line["crossed_when"], *line.get("contested_when", [])]:
            assert term
            for issue, wanted in term.items():
                assert named_options(wanted)
                assert named_options(wanted) <= set(ISSUES[issue]["options"])
    for statement in STATEMENTS.values():
        for key in ("supports", "opposes"):
            for issue, wanted in statement.get(key, {}).items():
                assert named_options(wanted) <= set(ISSUES[issue]["options"])


def named_options(wanted: Any) -> set[str]:
    """The options that a condition names."""
    parts = [wanted] if isinstance(wanted, list) else list(wanted.values())
    return {option for options in parts for option in options}


def test_what_is_said_again_repeats_the_same_party() -> None:
    """E27 says E26 again, E51 and E62 say E08 again; no line rests on what is only repeated."""
    repeats = {name: s["repeats"] for name, s in STATEMENTS.items() if "repeats" in s}
    assert repeats == {"E27": "E26", "E51": "E08", "E62": "E08"}
    for again, before in repeats.items():
        assert STATEMENTS[again]["party"] == STATEMENTS[before]["party"]
        assert not [line for line in RED_LINES.values() if again in line["evidence"]]


def test_every_statement_is_a_short_quote_with_its_limits() -> None:
    """The 64 statements are short, different quotes, and each says what it does not say."""
    assert len(STATEMENTS) == 64
    quotes = [statement["quote"] for statement in STATEMENTS.values()]
    assert len(set(quotes)) == 64
    assert all(0 < len(quote) < 260 for quote in quotes)
    assert all(statement["limits"] for statement in STATEMENTS.values())
    assert all(statement["source"] in CASE["sources"] for statement in STATEMENTS.values())
    parties = {statement["party"] for statement in STATEMENTS.values() if "party" in statement}
    assert parties == set(CASE["parties"])


def test_statements_left_out_bear_on_no_issue_and_no_party() -> None:
    """Of the article's 67 statements only E33, E43 and E58 are left out; nothing is added."""
    assert {f"E{n:02}" for n in range(1, 68)} - set(STATEMENTS) == {"E33", "E43", "E58"}
    assert len(set(STATEMENTS) - {f"E{n:02}" for n in range(1, 68)}) == 0
    for statement in STATEMENTS.values():
        named = {*statement.get("supports", {}), *statement.get("opposes", {})}
        assert named or statement.get("party") or statement["scope"] != "no party"


def test_the_quotes_that_carry_the_timing_clash_are_verbatim() -> None:
    """The two quotes behind RU-1 and EU-1 say preference and 'generally', and quote nobody."""
    assert STATEMENTS["E30"]["quote"] == (
        "Putin's preference for focusing on a long-term peace settlement rather than a temporary "
        "cessation of hostilities"
    )
    assert STATEMENTS["E46"]["quote"] == (
        "European leaders generally oppose forgoing a ceasefire as a prerequisite for seeking "
        "lasting peace"
    )
    assert {STATEMENTS[e]["attribution"] for e in ("E30", "E46")} == {"article"}
    assert STATEMENTS["E49"]["quote"].endswith('"the only way to fix it."')


def test_strengths_and_attributions_are_words_of_the_format() -> None:
    """Statements use only the known strengths and attributions."""
    strengths = {"opposition", "insistence", "preference", "openness", "flexible"}
    strengths |= {"noncommittal", "procedural", "context"}
    assert {statement["strength"] for statement in STATEMENTS.values()} == strengths
    attributions = {"own_words", "reported", "attributed", "article"}
    assert {statement["attribution"] for statement in STATEMENTS.values()} == attributions


def test_sixteen_of_the_thirty_six_cells_hold_a_position() -> None:
    """Europe states positions on six issues, the US on five, Russia on three, Ukraine on two."""
    cells = {
        (statement["party"], issue)
        for statement in STATEMENTS.values()
        if "party" in statement and statement["strength"] not in {"context", "procedural"}
        for key in ("supports", "opposes")
        for issue in statement.get(key, {})
    }
    assert Counter(party for party, _ in cells) == {"europe": 6, "us": 5, "russia": 3, "ukraine": 2}
    assert len(CASE["parties"]) * len(ISSUES) == 36
    assert not [party for party, issue in cells if issue == "ukraine_army"]


def test_a_line_names_only_issues_on_which_its_party_states_a_position() -> None:
    """Zelenskyy means to speak with Putin directly: on territory, and on who meets (E38)."""
    for line in RED_LINES.values():
        for term in [*line["crossed_when"], *line.get("contested_when", [])]:
            for issue in term:
                assert any(
                    issue in statement.get(key, {})
                    for statement in STATEMENTS.values()
                    if statement.get("party") == line["party"]
                    if statement["strength"] not in {"context", "procedural"}
                    for key in ("supports", "opposes")
                )


# ------------------------------------------------------------------ What the coding implies


@pytest.mark.parametrize("reading", READINGS)
def test_each_reading_counts_its_lines_and_leaves_its_scenarios(reading: str) -> None:
    """The lines counted and the numbers of clear scenarios are those of the coding."""
    assert set(counted(reading)) == COUNTED[reading]
    clear = [picks for picks in all_scenarios() if not crossings(picks, reading)]
    respecting = [
        picks
        for picks in clear
        if all(status(line, picks, reading) == "respected" for line in counted(reading))
    ]
    sourced = [picks for picks in clear if not adds(picks)]
    assert (len(clear), len(respecting), len(sourced)) == CLEAR[reading]


def adds(picks: Picks) -> bool:
    """Whether a scenario holds an option that nobody in the article proposes."""
    held = [(issue, {p} if isinstance(p, str) else p or ()) for issue, p in picks.items()]
    return any(f"{option}*" in OPTIONS[issue] for issue, options in held for option in options)


@pytest.mark.parametrize("reading", READINGS)
def test_giving_up_one_line_opens_what_the_coding_says(reading: str) -> None:
    """A line is pivotal by the scenarios that cross it and no other counted line."""
    crossed = [crossings(picks, reading) for picks in all_scenarios()]
    alone = Counter(next(iter(lines)) for lines in crossed if len(lines) == 1)
    assert alone == PIVOTAL[reading]


def test_strict_has_one_conflict_between_europe_and_russia() -> None:
    """Under strict every scenario crosses EU-1 or RU-1, and neither of them alone is the cause."""
    crossed = [crossings(picks, "strict") for picks in all_scenarios()]
    assert all(lines & {"EU-1", "RU-1"} for lines in crossed)
    smaller = set(RED_LINES) - {"EU-1"}, set(RED_LINES) - {"RU-1"}
    assert all(any(not lines & rest for lines in crossed) for rest in smaller)


# ------------------------------------------------------------------ The example scenarios


@pytest.mark.parametrize("file", SCENARIO_FILES, ids=lambda file: file.stem)
def test_examples_use_only_the_keys_of_the_format(file: Path) -> None:
    """An example has a table for every issue, in the case's order, and known options only."""
    scenario: Table = tomllib.loads(file.read_text(encoding="utf-8"))
    tables = {"format", "scenario", "case", "check", "choices"}
    assert not unknown_keys(scenario, tables, {"set_aside"})
    assert scenario["format"] == 2
    assert set(scenario["scenario"]) == {"title", "authors", "summary"}
    assert not unknown_keys(scenario["case"], {"id"}, {"digest"})
    assert scenario["case"]["id"] == CASE["case"]["id"]
    assert set(scenario["check"]) == {"reading"}
    assert set(scenario.get("set_aside", {})) <= set(RED_LINES)
    assert list(scenario["choices"]) == list(ISSUES)
    for issue, choice in scenario["choices"].items():
        key = "options" if ISSUES[issue].get("kind") == "any" else "option"
        assert set(choice) <= {key, "note"}
        picked = choice.get(key, [])
        named = {picked} if isinstance(picked, str) else set(picked)
        assert named <= set(ISSUES[issue]["options"])


def test_there_is_an_expectation_for_every_example() -> None:
    """No example is shipped without a test of what it shows."""
    assert {file.stem for file in SCENARIO_FILES} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_show_what_they_promise(name: str) -> None:
    """An example crosses, leaves contested and leaves undecided exactly what it is there for."""
    scenario: Table = tomllib.loads((ROOT / "scenarios" / f"{name}.toml").read_text("utf-8"))
    reading, set_aside, crossed, contested, undecided = EXAMPLES[name]
    assert scenario["check"]["reading"] == reading
    assert set(scenario.get("set_aside", {})) == set_aside
    picks: Picks = {}
    for issue, choice in scenario["choices"].items():
        if "option" in choice:
            picks[issue] = choice["option"]
        elif "options" in choice:
            picks[issue] = frozenset(choice["options"])
    completions = all_scenarios(picks)
    found: dict[str, set[str]] = {"crossed": set(), "contested": set(), "undecided": set()}
    for line in set(counted(reading)) - set_aside:
        statuses = {status(line, completion, reading) for completion in completions}
        verdict = statuses.pop() if len(statuses) == 1 else "undecided"
        found.setdefault(verdict, set()).add(line)
    found.pop("respected", None)
    assert found == {"crossed": crossed, "contested": contested, "undecided": undecided}
