"""What the guide says is so: its commands, options, examples and numbers are the planner's."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from planner.check.checker import check
from planner.check.size import scenario_count
from planner.cli.main import main
from planner.cli.usage import COMMANDS
from planner.files.cases.catalogue import find_case
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import settings_at_start
from planner.model.case import IssueKind
from planner.model.conditions import Pick
from planner.model.private import private_ids
from planner.model.scenario import Choice, Scenario
from planner.reports.content.guide import TOPICS, Topic, topics
from planner.reports.words.points import points_words

Capture = pytest.CaptureFixture[str]
BY_NAME = {topic.name: topic for topic in topics()}
README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
every_topic = pytest.mark.parametrize(
    "topic", [*topics(), Topic("README", "README", README)], ids=[*TOPICS, "README"]
)


def commands(text: str) -> list[list[str]]:
    """The words of each call of the planner that a text names, in code or in a block."""
    calls = re.findall(r"`planner ([^`]+)`", text)
    calls += re.findall(r"^planner (.+?)(?:  .*)?$", text, re.MULTILINE)
    return [shlex.split(call.replace("\n", " ")) for call in calls]


def examples(topic: str) -> list[str]:
    """The blocks of TOML in a topic."""
    return re.findall(r"```toml\n(.*?)```\n", BY_NAME[topic].text, re.DOTALL)


@every_topic
def test_every_command_and_option_it_names_exists(topic: Topic, capsys: Capture) -> None:
    """As ``planner COMMAND --help`` lists them."""
    options: dict[str, str] = {}
    for name in ("", *COMMANDS):
        assert main([*filter(None, [name]), "--help"]) == 0
        options[name] = capsys.readouterr().out
    for words in commands(topic.text):
        name = words[0] if words[0] in COMMANDS else ""
        known = name or words[0].startswith(("[", "-")) or words[0].isupper()
        assert known or words[0].endswith(".toml"), words
        for word in words:
            option = word.strip("[]").partition("=")[0]
            if option.startswith("--") and option != "--help":
                assert re.search(rf"{option}\b", options[name]), words
    everything = "".join(options.values())
    for option in re.findall(r"`(--[\w-]+)", topic.text):
        assert re.search(rf"{option}\b", everything), option


@every_topic
def test_it_speaks_plainly_and_says_no_more_than_the_sources(topic: Topic) -> None:
    """Short sentences in common words; nothing of what parties would accept, nor of chances."""
    text = re.sub(r"```.*?```|^\|.*?$", "", topic.text, flags=re.DOTALL | re.MULTILINE)
    text = text.replace("\n", " ")
    for phrase in (
        *("hangs on", "hang on", "so many", " tells", " told ", " dear", "what is ", "what was "),
        *("acceptable", "feasible", "optimal", "likely", "scores", "probab"),
    ):
        assert phrase not in text.lower(), phrase
    assert re.search(r"\bscore\b", text) is None  # a file's `scored_by` says whose points these are
    for sentence in re.split(r"(?<=[.:;])\s", text):
        assert len(sentence.split()) <= 45, sentence


def test_the_command_line_lists_every_command(capsys: Capture) -> None:
    """With a line of its own."""
    assert main(["guide", "commands"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = {line.split()[1] for line in lines if line.startswith("    planner ")}
    assert set(COMMANDS) <= listed


def test_its_case_is_whole_and_claims_nothing_beyond_its_evidence(
    tmp_path: Path, capsys: Capture
) -> None:
    """Who copies it can work on it at once; each kind of table occurs in it."""
    text, _, _ = examples("case")
    file = tmp_path / "lake.case.toml"
    file.write_text(text, encoding="utf-8")
    loaded = read_case(file)
    assert loaded.warnings == ()
    case = loaded.case
    assert case.sources
    assert case.statements
    assert case.red_lines
    assert case.coherence
    assert main(["analyse", str(file), "--only", "open"]) == 0
    assert "of 6 scenarios" in capsys.readouterr().out


def test_its_private_overlay_lies_over_its_case(tmp_path: Path) -> None:
    case, _, overlay = examples("case")
    (tmp_path / "lake.case.toml").write_text(case, encoding="utf-8")
    (tmp_path / "lake.private.toml").write_text(overlay, encoding="utf-8")
    loaded = find_case(tmp_path / "lake.case.toml", private=True)
    assert loaded.warnings == ()
    assert private_ids(loaded.whole) == {"sources": ("cable",), "statements": ("P1",)}


def test_its_case_of_format_2_is_whole_and_has_all_that_is_explained(tmp_path: Path) -> None:
    """An issue of each kind, one that need not apply, points, a member, days and a repeat."""
    _, text, _ = examples("case")
    file = tmp_path / "river.case.toml"
    file.write_text(text, encoding="utf-8")
    loaded = read_case(file)
    assert loaded.warnings == ()
    case = loaded.case
    assert {issue.kind for issue in case.issues} == {IssueKind.ANY, IssueKind.NUMBER}
    assert any(issue.applies_when for issue in case.issues)
    assert any(line.points is not None for line in case.red_lines)
    assert any(line.member for line in case.red_lines)
    assert any(statement.repeats for statement in case.statements)
    assert scenario_count(case) == 4 + 3 * 11
    chosen = Scenario(case.id, choices={i: Choice.of(p) for i, p in _EXAMPLE.items()})
    (reach,) = (line.points for line in check(case, chosen).lines if line.points is not None)
    assert f'{points_words(reach)}"' in BY_NAME["case"].text.replace("\n", " ")


_EXAMPLE: dict[str, Pick] = {"works": ("dam",), "height": 30}


def test_its_scenario_is_read_but_for_what_it_leaves_to_the_planner(tmp_path: Path) -> None:
    """The digest stands for one, and the path leads to a case that is not there."""
    text, reason, choices = examples("scenario")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(("path", "digest")))
    file = tmp_path / "s.toml"
    file.write_text(text, encoding="utf-8")
    scenario = read_scenario(file).scenario
    assert scenario.option("security_guarantee") == "other"
    assert scenario.set_aside == {"FR-1": ""}
    assert set(tomllib.loads(choices)["choices"]) == {"meeting_format", "army_ceiling"}
    with_reason = text.replace("format = 1", "format = 2").replace('set_aside = ["FR-1"]', "")
    file.write_text(f"{with_reason}\n{reason}", encoding="utf-8")
    assert read_scenario(file).scenario.set_aside["FR-1"].startswith("France may be brought round")


def test_its_settings_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each key of the file is known."""
    (text,) = examples("settings")
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path))
    settings = settings_at_start()
    assert settings.problems == ()
    assert settings.theme == "high-contrast"


def test_its_numbers_of_the_bundled_case_are_right() -> None:
    """Counted in the case itself."""
    case = read_case(
        Path(__file__).parents[2] / "planner" / "cases" / "ukraine-2025-08.case.toml"
    ).case
    numbers = (
        f"{len(case.parties)} parties, {len(case.issues)} issues, {len(case.red_lines)} red lines, "
        f"{len(case.statements)} quoted statements"
    )
    assert numbers in BY_NAME["tour"].text.replace("\n", " ")
    assert numbers in README.replace("\n", " ")
