"""``--spec`` and ``--info``: the command line and the installation, as they are."""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from typing import Any

import pytest

from planner import __version__
from planner.cli.arguments import Parser
from planner.cli.main import main
from planner.cli.spec import parsers
from planner.cli.usage import COMMANDS, UsageError
from planner.errors import Problem

Capture = pytest.CaptureFixture[str]

_TYPED = ("  planner ", "  git ")
"""How lines begin that are to be typed."""


def spec(capsys: Capture) -> dict[str, Any]:
    assert main(["--spec"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_the_spec_holds_every_command_and_every_option_that_its_help_lists(
    capsys: Capture,
) -> None:
    """And none besides: both come from the one parser."""
    answer = spec(capsys)
    assert [each["name"] for each in answer["commands"]] == list(COMMANDS)
    for each in (answer, *answer["commands"]):
        name = each["name"]
        assert main([*([] if each is answer else [name]), "--help"]) == 0
        options, _, _ = capsys.readouterr().out.partition("options:")[2].partition("\n\n")
        listed = re.findall(r"^  (-[^\n]*?)(?:   |$)", options, re.MULTILINE)
        told = {word for words in listed for word in re.findall(r"--[\w-]+", words)}
        named = {word for option in each["options"] for word in option["names"]}
        assert {word for word in named if word.startswith("--")} == told


def test_all_help_is_set_to_the_width_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """No word is lost, none is torn; only what is to be typed keeps its line."""
    for command in ("", *COMMANDS):
        words = [*([command] if command else []), "--help"]
        monkeypatch.setattr("planner.cli.arguments.width", lambda: 100)
        main(words)
        wide = capsys.readouterr().out
        assert max(len(line) for line in wide.splitlines()) <= 100, command
        for columns in (80, 60):
            monkeypatch.setattr("planner.cli.arguments.width", partial(int, columns))
            main(words)
            narrow = capsys.readouterr().out
            long = [line for line in narrow.splitlines() if len(line) > columns]
            assert [line for line in long if not line.startswith(_TYPED)] == []
            assert narrow.split() == wide.split()


def test_the_spec_says_what_an_argument_can_be(capsys: Capture) -> None:
    """How many operands, which words, which value if left out, whether an option repeats."""
    commands = {each["name"]: each for each in spec(capsys)["commands"]}
    (operand,) = commands["check"]["operands"]
    assert (operand["name"], operand["least"], operand["most"]) == ("FILE|FOLDER|CASE", 1, None)
    (operand,) = commands["schema"]["operands"]
    assert operand["choices"] == ["scenario", "case", "config"]
    options = {o["names"][-1]: o for o in commands["check"]["options"]}
    assert options["--reading"]["choices"] == ["literal", "lenient", "moderate", "firm", "strict"]
    assert options["--format"]["default"] == "text"
    assert options["--set-aside"]["repeats"]
    assert options["--help"]["value"] is None


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_declares_what_it_takes(command: str, capsys: Capture) -> None:
    """A usage line that names operands has them declared; one too many, and none, are refused."""
    parser = parsers()[command]
    declared = parser.operands
    without_options = re.sub(r"--[\w-]+ [^\s\]]+", "", parser.usage or "")
    words = without_options.removeprefix(f"planner {command}").split()
    assert bool(declared.name) == any(re.match(r"\[?[A-Za-z]", word) for word in words)
    if declared.least:
        assert main([command]) == 2
        told = capsys.readouterr().err
        assert " ".join((parser.usage or "").split()) in told
        assert told.count("\n") == 1
    if declared.most is not None:
        assert main([command, *["x"] * (declared.most + 1)]) == 2
        assert "one argument too many" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("value", ["x" * 3000, "9" * 5000, "x=" * 2000, "1.." * 2000, "\n" * 3000])
def test_a_value_of_thousands_of_letters_is_shortened_where_it_is_refused(
    command: str, value: str
) -> None:
    """What is wrong and what was expected stand in a line that can be read."""
    sys.set_int_max_str_digits(0)  # as the analysis does before it reads its arguments
    parser = parsers()[command]
    names = [option.option_strings[-1] for option in parser.options]
    operands = ["x"] * (parser.operands.most if parser.operands.most is not None else 0)
    for words in (*([f"{name}={value}"] for name in names), [*operands, value]):
        if told := _refused(parser, words):
            assert value not in told.explanation
            assert len(told.message) < 200, words[0][:30]


def _refused(parser: Parser, words: list[str]) -> Problem | None:
    try:
        parser.parse(words)
    except UsageError as error:
        return error.problem
    return None


def test_info_says_what_a_report_of_a_problem_needs(capsys: Capture) -> None:
    """Versions, folders and extras, a line each; no file is made by asking."""
    assert main(["--info"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    facts = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert facts["planner"] == __version__
    assert facts["textual"][0].isdigit()
    assert {"Python", "system", "[serve]", "cases", "schemas", "settings", "state"} <= set(facts)
    assert facts["settings"].endswith("(not there)")
