"""What ``--plain`` prints of issues of all kinds: each line stands for itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.cli.main import main
from planner.model.conditions import Pick
from tests.reports.every_kind import CASE, file_of, scenario_file

Capture = pytest.CaptureFixture[str]


def issues(folder: Path, capsys: Capture, **picks: Pick) -> str:
    """The issues of a scenario with these choices, without indentation."""
    file_of(CASE, folder)
    file = scenario_file(CASE, folder, picks)
    capsys.readouterr()
    assert main(["--plain", "--only", "issues", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    return "\n".join(" ".join(line.split()) for line in lines)


def test_options_that_hold_together_say_what_each_does_and_adds(
    tmp_path: Path, capsys: Capture
) -> None:
    """Those that hold, what their end would do."""
    text = issues(tmp_path, capsys, works=("dam", "canal"), height=1000, payer="valley")
    assert "\nWorks: Dam and Canal\n1 to 2 of its options hold together.\n" in text
    assert (
        "\n1. Dam, chosen, adds 30 points to N-1, taken away would cross V-2 N-1; alone or with "
        "others " in text
    )
    assert "\n3. Pumps, takes 2 points from N-1" in text
    assert "\n2. Valley, chosen, adds 14 points to N-1, crosses V-1; then none clear" in text


def test_an_option_that_would_cross_a_line_is_no_contradiction_of_the_clear_scenarios_with_it(
    tmp_path: Path, capsys: Capture
) -> None:
    """They hold others beside it."""
    text = issues(tmp_path, capsys, payer="both", height=1000)
    assert (
        "\n2. Canal, adds 8.25 points to N-1, would cross V-2 N-1; alone or with others 1 clear, "
        in text
    )
    assert "would cross V-2 N-1; alone or with others none clear" in text
    assert main(["--plain", "--only", "why", str(tmp_path / "deal.toml")]) == 0
    assert "Alone or with others: 1 scenario crosses no counted" in capsys.readouterr().out


def test_a_number_has_a_line_for_each_stretch_that_rules_treat_alike(
    tmp_path: Path, capsys: Capture
) -> None:
    """With its unit, and when it is asked."""
    text = issues(tmp_path, capsys, works=("dam",), height=1045)
    assert (
        "\nHeight: 1,045 metres\nFrom 10 to 2,000 metres in steps of 5.\n"
        "Only asked where Works holds “Dam”.\n1. 10 to 95 metres, adds nothing to N-1"
    ) in text
    assert "\n5. 1,045 to 2,000 metres, chosen, adds 11.5 points to N-1, crosses L-1" in text


def test_an_issue_that_does_not_apply_offers_nothing(tmp_path: Path, capsys: Capture) -> None:
    """What had been chosen is kept, and said."""
    text = issues(tmp_path, capsys, works=("canal",), height=50)
    away = text.partition("\nHeight: ")[2].partition("\nPayer: ")[0]
    assert away.splitlines() == [
        "chosen, but does not apply now: 50 metres",
        "From 10 to 2,000 metres in steps of 5.",
        "Only asked where Works holds “Dam”.",
    ]


def test_a_choice_begun_is_undecided(tmp_path: Path, capsys: Capture) -> None:
    """And says how far it is."""
    assert "\nWorks: undecided, 0 of at least 1\n" in issues(tmp_path, capsys, works=())
