"""``planner analyse``: the right numbers for all five readings, honest limits, and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from planner.analysis.engine.trusted import Trusted
from planner.cli.main import main
from tests.answers import body
from tests.bundled_answers import ANSWERS, SCENARIOS
from tests.cli.running import planner, python
from tests.large_cases import hard_case, large_case
from tests.reports import every_kind
from tests.reports.every_kind import file_of, scenario_file
from tests.small_cases import case_text, coherence_rule, made_case, when

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "scenarios"
CASE = "ukraine-2025-08"
CLEAR = str(EXAMPLES / "european-led-parallel-trilateral.toml")
CROSSED = str(EXAMPLES / "ceasefire-before-settlement.toml")

KEYS = [
    "case",
    "reading",
    "set_aside",
    "fixed",
    "scenarios",
    "open",
    "respecting",
    "without_added",
    "rests_on",
    "least",
    "least_sourced",
    "conflicts",
    "ways_out",
    "nearest",
    "options",
    "pivotal",
    "implied",
    "same_lines",
    "incompatible_parties",
    "coalitions",
    "complete",
]
OPEN_KEYS = KEYS[5:11]
OPEN = {reading: answers["open"] for reading, answers in ANSWERS.items()}
E46 = "European leaders generally oppose forgoing a ceasefire as a prerequisite for seeking lasting"
E30 = "Putin's preference for focusing on a long-term peace settlement rather than a temporary"

Capture = pytest.CaptureFixture[str]


def analysed(capsys: Capture, *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["analyse", *arguments, "--format", "json"])
    return body(json.loads(capsys.readouterr().out))


def text(capsys: Capture, *arguments: str) -> str:
    capsys.readouterr()
    main(["analyse", *arguments])
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("reading", OPEN)
def test_a_case_is_analysed_as_a_whole(reading: str, capsys: Capture) -> None:
    """All keys stand there in their order; only read strictly do lines clash."""
    found = analysed(capsys, CASE, "--reading", reading)
    assert list(found) == KEYS
    assert (found["case"], found["reading"]) == (CASE, reading)
    assert (found["set_aside"], found["fixed"], found["scenarios"]) == ([], {}, SCENARIOS)
    strict = reading == "strict"
    assert found["conflicts"] == ([["EU-1", "RU-1"]] if strict else [])
    assert found["ways_out"] == ([["RU-1"], ["EU-1"]] if strict else [[]])
    assert found["incompatible_parties"] == ([["russia", "europe"]] if strict else [])
    assert (found["nearest"] == []) is strict
    assert found["complete"] is True


def test_coalitions_are_named_by_their_parties_joined(capsys: Capture) -> None:
    """In the case's order of parties, by size."""
    names = list(analysed(capsys, CASE, "--only", "coalitions")["coalitions"])
    assert names[:6] == ["us", "ukraine", "russia", "europe", "us+ukraine", "us+russia"]
    assert names[-1] == "us+ukraine+russia+europe"
    assert len(names) == 15


def test_options_say_which_are_open_under_the_firm_reading(capsys: Capture) -> None:
    """Two kinds of guarantee, in parallel, a meeting with both, no easing; the rest is free."""
    options = analysed(capsys, CASE, "--only", "options")["options"]
    assert options["security_guarantee"] == {
        "nato_membership": 0,
        "nato_style": 1296,
        "other": 1296,
        "none": 0,
    }
    assert options["guarantors"] == {"european_nations": 1728, "united_states": 1728, "-": 0}
    assert options["ceasefire_timing"] == {
        "ceasefire_first": 0,
        "parallel": 2592,
        "settlement_first": 0,
    }
    assert options["pressure_on_russia"] == {"increase": 1296, "maintain": 1296, "ease": 0}


def test_a_scenario_is_fixed_and_nearest_starts_from_it(capsys: Capture) -> None:
    """An option's count is what switching to it would leave; the exit code is the scenario's."""
    found = analysed(capsys, CROSSED)
    assert found["fixed"]["ceasefire_timing"] == "ceasefire_first"
    assert len(found["fixed"]) == 9
    assert found["open"] == 0
    assert found["scenarios"] == SCENARIOS
    assert found["options"]["ceasefire_timing"] == {
        "ceasefire_first": 0,
        "parallel": 1,
        "settlement_first": 0,
    }
    assert found["conflicts"] == [["RU-1"]]
    nearest = found["nearest"][0]
    assert nearest["changes"] == 1
    assert nearest["choices"] == found["fixed"] | {"ceasefire_timing": "parallel"}
    assert main(["analyse", CROSSED]) == 1
    assert main(["analyse", CLEAR]) == 0


def test_fixes_replace_what_the_scenario_chose(capsys: Capture) -> None:
    """Named by issue and option; what is freed is left undecided."""
    fixed = ["--fix", "ceasefire_timing=parallel", "--free", "territory"]
    found = analysed(capsys, CROSSED, *fixed, "--fix", "timeframe=short", "--only", "open")
    assert found["fixed"]["ceasefire_timing"] == "parallel"
    assert "territory" not in found["fixed"]
    assert found["open"] == 2
    assert main(["analyse", CROSSED, "--fix", "ceasefire_timing=parallel"]) == 0


def test_choices_fixed_on_a_case_that_cross_a_line_are_exit_1() -> None:
    """As for a scenario with these choices; that nothing is open is an answer and no fault."""
    assert main(["analyse", CASE, "--fix", "ceasefire_timing=ceasefire_first"]) == 1
    assert main(["analyse", CASE, "--reading", "strict"]) == 0


def test_choices_that_contradict_themselves_and_cross_nothing_are_exit_0(tmp_path: Path) -> None:
    """As for a scenario with these choices: a coherence rule is nobody's red line."""
    rule = coherence_rule("never", when(i="x"))
    case = tmp_path / "own.case.toml"
    case.write_text(case_text(made_case("own", coherence=[rule])), encoding="utf-8")
    assert main(["analyse", str(case), "--fix", "i=x", "--only", "open"]) == 0


def test_json_says_why_a_line_alone_opens_nothing(capsys: Capture) -> None:
    """Two zeros may be two lines that say the same: together they open some."""
    found = analysed(capsys, CASE, "--only", "pivotal")
    assert [line for line, more in found["pivotal"].items() if more == 0] == [
        "UA-1",
        "US-2",
        "EU-2",
    ]
    assert found["implied"]["UA-1"] == {"lines": ["FR-1"], "rules": [], "choices": {}}
    assert found["same_lines"] == [{"lines": ["US-2", "EU-2"], "scenarios": 432}]


def test_only_the_parts_that_are_asked_for_have_keys(capsys: Capture) -> None:
    """Repeated or separated by commas; coalitions bring the incompatible parties."""
    always = KEYS[:5]
    for only, keys in (
        (["open"], OPEN_KEYS),
        (["conflicts,ways_out"], ["conflicts", "ways_out"]),
        (["coalitions", "open"], [*OPEN_KEYS, "incompatible_parties", "coalitions"]),
        (["flips"], ["flips"]),
    ):
        arguments = [word for part in only for word in ("--only", part)]
        assert list(analysed(capsys, CASE, *arguments)) == [*always, *keys, "complete"]


def test_lines_set_aside_and_the_files_reading_are_minded(capsys: Capture) -> None:
    """The file's own, unless the command says otherwise."""
    file = str(EXAMPLES / "no-leaders-meeting-fr-1-set-aside.toml")
    found = analysed(capsys, file, "--only", "pivotal")
    assert found["set_aside"] == ["FR-1"]
    assert "FR-1" not in found["pivotal"]
    assert analysed(capsys, file, "--set-aside", "", "--only", "open")["set_aside"] == []
    strict = analysed(capsys, CASE, "--reading", "strict", "--set-aside", "EU-1")
    assert (strict["open"], strict["conflicts"]) == (864, [])


def test_the_readings_stand_side_by_side(capsys: Capture) -> None:
    """Each with what it counts, what is open and what clashes."""
    flips = analysed(capsys, CASE, "--only", "flips")["flips"]
    assert {reading: under["open"] for reading, under in flips.items()} == OPEN
    assert flips["strict"]["conflicts"] == [["EU-1", "RU-1"]]
    shown = text(capsys, CASE, "--only", "flips")
    assert "literal 0 - - - - -" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "moderate 4 9,072 3,024 18 0 0" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ceasefire timing: In parallel: none clear: strict" in shown


def test_the_strict_conflict_is_told_with_the_quotes_of_both_sides(capsys: Capture) -> None:
    """Verbatim, with parties and issue; the ways out say what each opens."""
    shown = text(capsys, CASE, "--reading", "strict")
    assert "Under the strict reading no scenario is clear: each crosses a counted line." in shown
    assert "cross only EU-1: 864 scenarios" in shown
    assert "cross only RU-1: 864 scenarios" in shown
    assert "EU-1 + RU-1: Russia and Europe on Ceasefire timing" in shown
    assert "Every scenario crosses at least one of EU-1" in shown
    conflicts = shown.split("Ways out")[0]
    assert f"“{E46} peace”" in conflicts
    assert f"“{E30} cessation of hostilities”" in conflicts
    assert "Russia alone - give up RU-1: then 864 clear, none contested, 12 sourced" in shown
    assert "Europe alone - give up EU-1: then 864 clear, none contested, 12 sourced" in shown
    assert shown.index("give up RU-1") < shown.index("give up EU-1")
    assert (
        "Or count contested ground as not crossed, which is the firm reading: that makes 2,592 "
        "scenarios clear"
        "; 0 of them leave nothing contested; 0 use sourced options only." in shown
    )


def test_the_text_says_what_is_redundant_and_what_leaves_none_clear(capsys: Capture) -> None:
    """Each with the lines that do it."""
    shown = text(capsys, CASE)
    first = (
        "All 2,592 clear scenarios rest on “In parallel”, which no source proposes, and leave EU-1 "
    )
    assert shown.partition(f"Clear scenarios {'─' * 15} ")[2].startswith(
        f"{first}and RU-1 contested. Under"
    )
    assert (
        "Under the firm reading 2,592 of 20,736 scenarios cross no counted line; 0 of them leave "
        "nothing contested; 0 use sourced options only."
    ) in shown
    assert "Only contested ground keeps EU-1 and RU-1 apart: read strictly, every scen" in shown
    assert "No red lines clash" not in shown
    assert "UA-1: redundant: implied by FR-1" in shown
    assert (
        "US-2 + EU-2: US-2 and EU-2 say the same; given up together: then 432 more clear, all "
        "contested" in shown
    )
    assert "Ceasefire timing: only “In parallel” leaves any clear" in shown
    assert "NATO membership none clear: US-1" in shown
    assert "Only “In parallel” leaves any clear, because of EU-1 and RU-1." in shown
    assert "FR-1: then 432 more clear, all contested, none sourced" in shown


@pytest.mark.parametrize("reading", OPEN)
def test_no_answer_speaks_of_feasible_deals_or_of_what_is_acceptable(
    reading: str, capsys: Capture
) -> None:
    """Outside the quotes and notes of the case itself."""
    shown = text(capsys, CASE, "--reading", reading).split("Conflicts ─")[0].lower()
    for word in ("feasible", "acceptable", "agreed", "zopa", "no deal", "impossible"):
        assert word not in shown
    assert ("no scenario is clear" in shown) is (reading == "strict")
    assert "respect" not in shown


def test_lines_are_no_wider_than_the_text_without_a_terminal(capsys: Capture) -> None:
    """A hundred columns, and nothing but printable text."""
    main(["analyse", CASE, "--only", "conflicts,ways_out,options,nearest", "--reading", "strict"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert all(line.isprintable() for line in lines)


def test_past_a_limit_of_nothing_a_part_is_null_or_exact(capsys: Capture) -> None:
    """Never a guess: what is null has its reason, and its bounds stand elsewhere."""
    found = analysed(capsys, CASE, "--limit", "0")
    exact = analysed(capsys, CASE)
    assert list(found) == [*KEYS, "reason", "unfinished"]
    assert found["complete"] is False
    for key in KEYS[5:-1]:
        assert found[key] is None or found[key] == exact[key]
    for key in ("conflicts", "ways_out", "nearest", "pivotal", "coalitions"):
        assert found[key] is None
        assert found["unfinished"][key]["reason"] == "the time limit of 0 s was reached"
        assert f"{key}: the time limit of 0 s was reached" in found["reason"]
    assert found["incompatible_parties"] is None


def test_a_small_limit_is_for_the_questions_alone(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tests the engines takes longer than the limit, and takes nothing of it."""

    def slowly() -> Trusted:
        time.sleep(0.6)
        return Trusted()

    monkeypatch.setattr("planner.cli.engines.known_engines", slowly)
    found = analysed(capsys, CASE, "--reading", "strict", "--limit", "0.5", "--only", "conflicts")
    assert found["complete"]
    assert found["conflicts"] == [["EU-1", "RU-1"]]


def test_past_a_limit_the_text_says_not_finished(capsys: Capture) -> None:
    """And does not say that there is nothing."""
    shown = text(capsys, CASE, "--limit", "0", "--only", "conflicts,pivotal")
    assert shown.count("Not finished: the time limit of 0 s was reached.") == 2
    assert "No red lines clash" not in shown
    assert "opens" not in shown.replace("scenarios open", "")


def test_draws_keep_to_the_limit_and_leave_time_for_the_parts(capsys: Capture) -> None:
    """What was drawn until then is told, with how many were wanted; the count is there."""
    found = analysed(
        capsys, CASE, "--only", "open", "--sample", "99999999999999999999", "--limit", "0.4"
    )
    assert found["open"] == OPEN["firm"]
    sampled = found["unfinished"]["sampled"]
    assert 0 < len(sampled["found"]) < 100_000
    number = f"{len(sampled['found']):,} of the 99,999,999,999,999,999,999 asked for"
    assert sampled["reason"] == f"a quarter of the time limit of 0.4 s was reached, with {number}"


def test_a_seed_without_a_draw_is_refused(capsys: Capture) -> None:
    """It would change nothing."""
    assert main(["analyse", CASE, "--seed", "3"]) == 2
    assert "--seed is for --sample" in capsys.readouterr().err


def test_a_seed_that_is_no_whole_number_is_refused_in_words(capsys: Capture) -> None:
    """A negative one is as good as any."""
    assert main(["analyse", CASE, "--sample", "1", "--seed", "x"]) == 2
    said = 'argument --seed: "x" is not a whole number; expected a number such as 7'
    assert said in capsys.readouterr().err
    assert main(["analyse", CASE, "--sample", "1", "--seed=-7", "--only", "open"]) == 0


def test_a_number_of_scenarios_that_is_none_is_refused_with_what_was_expected(
    capsys: Capture,
) -> None:
    """A value given to an option that takes none is told as that, in no words of a library."""
    assert main(["analyse", CASE, "--list", "many"]) == 2
    said = '"many" is not a number of scenarios; expected a whole number such as 5'
    assert said in capsys.readouterr().err
    assert main(["analyse", CASE, "--without-private=1"]) == 2
    said = '--without-private takes no value, and was given "1"; see planner analyse --help'
    assert said in capsys.readouterr().err


def test_a_number_that_would_make_the_answer_long_is_refused(capsys: Capture) -> None:
    """The answer tells how many were asked for and the seed."""
    for words in (
        ["--list", "9" * 41],
        ["--sample", "9" * 5000],
        ["--sample", "1", "--seed", "7" * 41],
    ):
        assert main(["analyse", CASE, *words]) == 2
        told = capsys.readouterr().err
        assert "is too long a number; expected at most 40 digits" in told
        assert len(told) < 250


def test_a_limit_of_which_no_clock_can_be_set_is_refused(capsys: Capture) -> None:
    """With the most that there is."""
    for limit in ("1e20", "1e300", "inf"):
        assert main(["analyse", CASE, "--limit", limit]) == 2
        assert f'"{limit}" is more than a year' in capsys.readouterr().err


def test_open_scenarios_are_listed_in_order_and_drawn_by_seed(capsys: Capture) -> None:
    """The first N of the case's order; the same seed draws the same."""
    found = analysed(capsys, CASE, "--only", "open", "--list", "3", "--sample", "2", "--seed", "7")
    assert list(found)[5:] == [*OPEN_KEYS, "listed", "sampled", "complete"]
    assert [s["timeframe"] for s in found["listed"]] == ["short", "open_ended", "short"]
    assert all(s["ceasefire_timing"] == "parallel" for s in found["listed"] + found["sampled"])
    again = analysed(capsys, CASE, "--only", "open", "--sample", "2", "--seed", "7")
    other = analysed(capsys, CASE, "--only", "open", "--sample", "2", "--seed", "8")
    assert again["sampled"] == found["sampled"] != other["sampled"]
    every = analysed(capsys, CASE, "--only", "open", "--list", "9" * 25)["listed"]
    assert len(every) == 2592
    assert main(["analyse", CASE, "--only", "open", "--list", "2"]) == 0
    shown = capsys.readouterr().out
    assert "  1. Security guarantee: NATO-style; Guarantors: " in shown
    assert "  3. " not in shown


def test_counts_are_exact_integers_of_any_size(tmp_path: Path, capsys: Capture) -> None:
    """Far beyond 2^64, in JSON and in the text."""
    file = tmp_path / "large.case.toml"
    file.write_text(large_case(issues=80, lines=40), encoding="utf-8")
    total, left = 4**80, 4**40 * 3**40
    found = analysed(capsys, str(file), "--only", "open,pivotal")
    assert (found["scenarios"], found["open"]) == (total, left)
    assert set(found["pivotal"].values()) == {left // 3}
    assert f"{left:,} of {total:,} scenarios" in text(capsys, str(file), "--only", "open")


@pytest.mark.parametrize(
    ("arguments", "said", "nearest"),
    [
        (["ukraine-2025-8"], 'there is no case "ukraine-2025-8"', "ukraine-2025-08"),
        ([CASE, "--fix", "teritory=deferred"], 'there is no issue "teritory"', "territory"),
        (
            [CASE, "--fix", "territory=defered"],
            'there is no option of territory "defered"',
            "deferred",
        ),
        ([CASE, "--free", "teritory"], 'there is no issue "teritory"', "territory"),
        ([CASE, "--set-aside", "FR-2"], 'there is no red line "FR-2"', "FR-1"),
        ([CASE, "--only", "conflict"], 'there is no part "conflict"', "conflicts"),
        ([CASE, "--reading", "strickt"], 'there is no reading "strickt"', "strict"),
        ([CASE, "--limt", "3"], 'there is no option "--limt"', "--limit"),
    ],
)
def test_a_mistaken_name_is_answered_with_the_nearest_known_one(
    arguments: list[str], said: str, nearest: str, capsys: Capture
) -> None:
    """Exit 2, one line on standard error, no answer."""
    assert main(["analyse", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("planner analyse: error: ")
    assert said in err
    assert f'did you mean "{nearest}"?' in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [CASE, CASE],
        [CASE, "--fix", "territory"],
        [CASE, "--fix", "territory=deferred", "--fix", "territory=deferred"],
        [CASE, "--fix", "territory=deferred", "--free", "territory"],
        [CASE, "--fix", "territory="],
        [CASE, "--limit", "-1"],
        [CASE, "--limit", "soon"],
        [CASE, "--limit", "inf"],
        [CASE, "--list", "-2"],
        [CASE, "--seed", "x"],
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], capsys: Capture) -> None:
    """Exit 2 and no answer."""
    assert main(["analyse", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_an_unreadable_file_is_told_with_its_place(tmp_path: Path, capsys: Capture) -> None:
    """As by every other command."""
    file = tmp_path / "broken.toml"
    file.write_text("format = 1\nthis is no toml\n", encoding="utf-8")
    for name in (str(file), str(tmp_path / "absent.toml"), str(tmp_path / "absent.case.toml")):
        assert main(["analyse", name]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(name)
        assert ": error: " in err


def test_a_case_is_named_by_its_file_as_well(capsys: Capture) -> None:
    """The same answers as by its id."""
    file = str(ROOT / "planner" / "cases" / "ukraine-2025-08.case.toml")
    assert analysed(capsys, file) == analysed(capsys, CASE)


def test_help_names_every_option_and_exit_code(capsys: Capture) -> None:
    """Also what Ctrl+C does."""
    assert main(["analyse", "--help"]) == 0
    out = capsys.readouterr().out
    for part in ("--fix", "--only", "--limit", "--list", "--sample", "--seed", "130", "Ctrl+C"):
        assert part in out


def _work_for(process: int, seconds: float) -> None:
    """Wait until a process has had so much processor time; where that cannot be read, wait long."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        time.sleep(4 * seconds)
        return
    ticks = 0
    while ticks < seconds * os.sysconf("SC_CLK_TCK"):
        time.sleep(0.05)
        ticks = sum(map(int, stat.read_text(encoding="ascii").rpartition(")")[2].split()[11:13]))


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("form", ["text", "json"])
def test_ctrl_c_stops_at_once_with_what_was_found(form: str, tmp_path: Path) -> None:
    """Exit 130; finished parts are there, the others say that they are not."""
    file = tmp_path / "hard.case.toml"
    file.write_text(hard_case(), encoding="utf-8")
    errors = tmp_path / "errors"
    with errors.open("wb") as complaints:
        running = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "planner",
                "analyse",
                str(file),
                "--limit",
                "100",
                "--format",
                form,
            ],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            _work_for(running.pid, 2.0)
            assert running.poll() is None
            began = time.monotonic()
            running.send_signal(signal.SIGINT)
            out, _ = running.communicate(timeout=30)
            took = time.monotonic() - began
        finally:
            running.kill()
    assert running.returncode == 130
    assert took < 20  # of the 100 that were allowed; at once on an idle machine
    said = errors.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert "stopped; what was found by then is printed" in said
    if form == "json":
        found = json.loads(out)
        assert found["complete"] is False
        assert found["conflicts"] == []
        assert found["open"] is None
        assert found["unfinished"]["coalitions"]["reason"] == "cancelled"
    else:
        shown = out.decode()
        assert "No red lines clash" in shown
        assert "Not finished: cancelled" in shown


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_ctrl_c_leaves_a_step_that_cannot_be_stopped(tmp_path: Path) -> None:
    """What was finished before is printed, and the process ends."""
    program = tmp_path / "stuck.py"
    program.write_text(
        "import sys, time\n"
        "from planner.cli import analyse\n"
        "from planner.cli.main import main\n"
        "def stuck(premises, names, limit, *, wishes, groundwork, helped):\n"
        "    yield from analyse_by_parts(premises, ['open'], limit, groundwork=groundwork)\n"
        "    print('begun', file=sys.stderr, flush=True)\n"
        "    time.sleep(60)\n"
        "analyse_by_parts, analyse.analyse_by_parts = analyse.analyse_by_parts, stuck\n"
        f"sys.exit(main(['analyse', '{CASE}', '--only', 'open,conflicts', '--format', 'json']))\n",
        encoding="utf-8",
    )
    running = subprocess.Popen(
        [sys.executable, str(program)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert running.stderr is not None
        assert running.stderr.readline() == b"begun\n"
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert b"Traceback" not in err
    found = json.loads(out)
    assert (found["open"], found["conflicts"]) == (2592, None)
    assert found["unfinished"] == {"conflicts": {"reason": "cancelled"}}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["analyse", CASE], {"textual", "rich", "planner.tui", "numpy"}),
        (["check", CLEAR], {"planner.analysis", "oxidd", "pysat"}),
        (["analyse", "--help"], {"oxidd", "pysat", "textual"}),
    ],
)
def test_no_command_imports_what_it_does_not_need(arguments: list[str], unwanted: set[str]) -> None:
    """The analysis no screen, the check no analysis, the help no library."""
    program = (
        "import sys\n"
        "from planner.__main__ import main\n"
        f"sys.argv = ['planner', *{arguments!r}]\n"
        "main()\n"
        f"print(sorted({unwanted!r} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = python("-c", program)
    assert done.stderr.decode().splitlines()[-1] == "[]"


def test_progress_is_not_told_where_nobody_watches() -> None:
    """Standard error stays empty without a terminal, however long it takes."""
    done = planner("analyse", CASE)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
def test_progress_is_told_on_a_terminal_and_wiped_off_again(tmp_path: Path) -> None:
    """After a while, with how to stop it; the answer alone is left on standard output."""
    import pexpect  # noqa: PLC0415 (POSIX only)

    file = tmp_path / "hard.case.toml"
    file.write_text(hard_case(evidence=True), encoding="utf-8")
    command = (
        f"'{sys.executable}' -m planner analyse '{file}' --only open --limit 2 >'{tmp_path}/out'"
    )
    seen = pexpect.spawn(
        "/bin/sh",
        ["-c", command],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=30,
        encoding="utf-8",
        dimensions=(24, 80),
    )
    seen.expect("working: 0 of 1 parts, 0.3 s; Ctrl\\+C stops with what is found")
    seen.expect(pexpect.EOF)
    assert seen.before.endswith(" \r")
    shown = (tmp_path / "out").read_text(encoding="utf-8")
    assert "Not finished: its share of the time limit of 2 s was used up" in shown
    assert "working" not in shown


def test_the_reason_for_setting_a_line_aside_is_told(tmp_path: Path, capsys: Capture) -> None:
    """That of the file; the command line gives none."""
    file_of(every_kind.CASE, tmp_path)
    file = scenario_file(every_kind.CASE, tmp_path, {})
    text = file.read_text(encoding="utf-8").replace("format = 1", "format = 2")
    file.write_text(f"{text}\n[set_aside.V-1]\nwhy = 'They may pay'\n", encoding="utf-8")
    assert main(["analyse", str(file), "--only", "open"]) == 0
    assert "Set aside: V-1: “They may pay”." in capsys.readouterr().out
    assert main(["analyse", str(file), "--only", "open", "--set-aside", "V-1"]) == 0
    assert "Set aside: V-1." in capsys.readouterr().out
