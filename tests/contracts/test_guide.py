"""What the guide says is so: its commands, options, examples and numbers are the planner's."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from planner.cli.main import main
from planner.cli.usage import COMMANDS
from planner.errors import FileProblemError
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.keys.settings import settings_at_start
from planner.reports.content.guide import TOPICS, Topic, topics

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
        *("acceptable", "feasible", "optimal", "likely", "score", "probab"),
    ):
        assert phrase not in text.lower(), phrase
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
    (text,) = examples("case")
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


def test_its_scenario_is_read_but_for_what_it_leaves_to_the_planner(tmp_path: Path) -> None:
    """The digest stands for one, and the path leads to a case that is not there."""
    text, reason = examples("scenario")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(("path", "digest")))
    file = tmp_path / "s.toml"
    file.write_text(text, encoding="utf-8")
    scenario = read_scenario(file).scenario
    assert scenario.option("security_guarantee") == "european_led"
    assert scenario.set_aside == {"FR-1": ""}
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


def test_its_limits_of_what_is_refused_are_those_of_the_reader(tmp_path: Path) -> None:
    """A scenario over 1 MiB, told from one that is just below it."""
    assert "scenarios over 1 MiB" in BY_NAME["scenario"].text.replace("\n", " ")
    file = tmp_path / "s.toml"
    file.write_text("#" * (2**20 + 1), encoding="utf-8")
    with pytest.raises(FileProblemError, match="1 MiB"):
        read_scenario(file)


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
