"""``planner check`` of folders, of standard input and of many files; what fails, and when."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import planner.cli.in_order
import planner.own_process
from planner.cli.main import main
from planner.files.cases import catalogue
from tests.answers import validate
from tests.cli.running import python
from tests.small_cases import case_text, coherence_rule, made_case, red_line, when

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "scenarios"
CLEAR = EXAMPLES / "no-guarantee-read-moderately.toml"
CROSSED = EXAMPLES / "ceasefire-before-settlement.toml"
CONTESTED = EXAMPLES / "european-led-parallel-trilateral.toml"
PARTIAL = EXAMPLES / "sketch-with-open-questions.toml"
FORMATS = ("text", "json", "github", "sarif")

Capture = pytest.CaptureFixture[str]

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX only")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Scenarios at two levels, one broken; and files that are none."""
    monkeypatch.chdir(tmp_path)
    talks = Path("talks")
    for name, text in (
        ("b.toml", CROSSED.read_text(encoding="utf-8")),
        ("a/late.toml", CONTESTED.read_text(encoding="utf-8")),
        ("a.toml", CLEAR.read_text(encoding="utf-8")),
        ("broken.toml", "format = 1\n[case\n"),
        ("pyproject.toml", "[project]\nname = 'x'\n"),
        (".hidden.toml", "format = 1\n"),
        ("notes.md", "# Notes\n"),
    ):
        (talks / name).parent.mkdir(parents=True, exist_ok=True)
        (talks / name).write_text(text, encoding="utf-8")
    return talks


def many(folder: Path, number: int, text: str = "") -> Path:
    """A folder with that many scenarios, the examples in turn or of one text."""
    folder.mkdir(parents=True)
    texts = [text] if text else [p.read_text(encoding="utf-8") for p in EXAMPLES.glob("*.toml")]
    for each in range(number):
        folder.joinpath(f"{each:05}.toml").write_text(texts[each % len(texts)], encoding="utf-8")
    return folder


def checked(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return python("-m", "planner", "check", *words, timeout=300, **environment)


def test_of_a_folder_all_scenarios_are_judged_in_the_order_of_their_paths(
    folder: Path, capsys: Capture
) -> None:
    """With those in the folders within it; what cannot be meant as a scenario is passed over."""
    assert main(["check", str(folder), "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert [Path(each["file"]).as_posix() for each in answer["results"]] == [
        "talks/a/late.toml",
        "talks/a.toml",
        "talks/b.toml",
    ]
    assert [Path(error["file"]).as_posix() for error in answer["errors"]] == ["talks/broken.toml"]


def test_a_file_has_one_name_however_it_is_typed(folder: Path, capsys: Capture) -> None:
    """In the results and in what is wrong, so that a program can put them together."""
    (folder / "wrong.toml").write_bytes(CLEAR.read_bytes().replace(b"option =", b"optoin =", 1))
    names = [f".{os.sep}{folder / 'a.toml'}", f"{folder}{os.sep}.{os.sep}wrong.toml"]
    assert main(["check", *names, "--format", "json"]) == 2
    answer = json.loads(capsys.readouterr().out)
    (result,) = answer["results"]
    assert result["file"] == str(folder / "a.toml")
    assert {each["file"] for each in answer["errors"]} == {str(folder / "wrong.toml")}
    os.chdir(folder)
    main(["check", ".", "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert [each["file"] for each in answer["results"]][1:] == ["a.toml", "b.toml"]
    assert "wrong.toml" in {each["file"] for each in answer["errors"]}


@pytest.mark.parametrize("name", ["empty", "others"])
def test_a_folder_without_a_scenario_is_a_mistake(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    """Nobody may take it for scenarios that are fine."""
    (tmp_path / name).mkdir()
    if name == "others":
        (tmp_path / name / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert main(["check", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "this folder holds no scenario" in err


@posix
def test_what_of_a_folder_cannot_be_looked_at_is_an_error(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed folder, a pipe and a link to nothing may be scenarios: the answer is not whole."""
    (folder / "broken.toml").unlink()
    (folder / "link.toml").symlink_to("nowhere")
    (folder / "elsewhere.toml").symlink_to(folder.parent.resolve())
    os.mkfifo(folder / "pipe.toml")
    look = os.scandir

    def refused(path: str) -> Any:
        if path == str(folder / "a"):
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert main(["check", str(folder), "--quiet", "--fail-on", "never", "--format", "json"]) == 2
    errors = json.loads(capsys.readouterr().out)["errors"]
    assert [(each["file"], each["message"]) for each in errors] == [
        ("talks/a", "this folder cannot be looked into (Permission denied)"),
        ("talks/link.toml", "this link leads to no file"),
        ("talks/pipe.toml", "this is a pipe"),
    ]
    assert main(["check", str(folder / "a")]) == 2
    assert capsys.readouterr().err.startswith("talks/a: error: this folder cannot be looked into")


def test_standard_input_is_judged_as_a_file_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Its case may lie there; its errors have their places, its name is a dash."""
    monkeypatch.chdir(tmp_path)
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    (tmp_path / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    text = b"format = 1\n[case]\nid = 'own'\n[choices.i]\noption = 'x'\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["check", "-", "--format", "json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert (result["file"], result["crossed"]) == ("-", ["A-1"])
    wrong = text.replace(b"'x'", b"'z'")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(wrong)))
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err.startswith("-:5:10: error: ")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"#" * (2**20 + 1))))
    assert main(["check", "-"]) == 2
    assert "standard input holds more than 1,048,576 bytes" in capsys.readouterr().err
    assert main(["check", "-", "deal.toml", "-"]) == 2
    assert "standard input can be read once" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        ("crossed", (0, 0, 0, 1)),
        ("contested", (0, 1, 1, 1)),
        ("undecided", (0, 1, 1, 1)),
        ("never", (0, 0, 0, 0)),
    ],
)
def test_what_fails_is_what_one_asks_for(
    level: str, codes: tuple[int, ...], tmp_path: Path, capsys: Capture
) -> None:
    """Each level fails what those before it fail; what cannot be read fails always."""
    for file, code in zip((CLEAR, CONTESTED, PARTIAL, CROSSED), codes, strict=True):
        assert main(["check", str(file), "--fail-on", level]) == code
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    (tmp_path / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    open_yet = tmp_path / "open.toml"
    open_yet.write_text("format = 1\n[case]\nid = 'own'\n", encoding="utf-8")
    assert main(["check", str(open_yet), "--fail-on", level]) == int(level == "undecided")
    assert main(["check", str(tmp_path / "absent.toml"), "--fail-on", level]) == 2
    capsys.readouterr()


def test_quiet_speaks_only_of_what_fails(tmp_path: Path, capsys: Capture) -> None:
    """No word, no warning and no result of files that are fine; errors all the same."""
    assert main(["check", str(CLEAR), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["check", str(CLEAR), str(CROSSED), "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert str(CROSSED) in out
    assert str(CLEAR) not in out
    assert err == ""
    for file in (CLEAR, CROSSED):
        shutil.copy(file, tmp_path)
    assert main(["check", str(tmp_path), "--quiet"]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == out.splitlines()[2:]  # no board
    assert main(["check", str(tmp_path / "absent.toml"), "--quiet"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is no such file" in err


@pytest.mark.parametrize("form", FORMATS)
def test_the_answer_is_the_same_from_one_process_and_from_several(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """To the byte, in the order of the files, errors and warnings of cases told once."""
    folder = many(tmp_path / "many", 60)
    (folder / "00013.toml").write_text("format = 1\n[case\n", encoding="utf-8")
    own = folder / "within"
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    many(own, 8, "format = 1\n[case]\nid = 'own'\n[choices.i]\noption = 'x'\n")
    (own / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    monkeypatch.setattr(planner.cli.in_order, "_CHUNK", 7)
    monkeypatch.setattr(planner.own_process, "processors", lambda: 1)
    assert main(["check", str(folder), "--format", form]) == 2
    alone = capsys.readouterr()
    assert alone.err.count(": warning: ") == 1
    monkeypatch.setattr(planner.own_process, "processors", lambda: 2)
    monkeypatch.setattr(planner.cli.in_order, "_ENOUGH", 10)
    assert main(["check", str(folder), "--format", form]) == 2
    assert capsys.readouterr() == alone


def test_a_folder_is_looked_at_once_for_the_cases_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """However many scenarios it holds: else their number would count twice over."""
    looks: list[Path] = []
    listed = catalogue.case_files

    def counted(folder: Path) -> tuple[Path, ...]:
        looks.append(folder)
        return listed(folder)

    monkeypatch.setattr(catalogue, "case_files", counted)
    folder = many(tmp_path / "many", 30)
    main(["check", str(folder)])
    capsys.readouterr()
    assert looks.count(folder) == 1


@posix
def test_answers_come_before_the_last_file_is_read(tmp_path: Path) -> None:
    """Each as soon as it is there: the second file is a pipe in which nobody has written yet."""
    program = (
        "import sys\n"
        "import planner.cli.judging as judging\n"
        "read = judging.read_text\n"
        "def waits(path, limit):\n"
        "    if 'second' in str(path): sys.stdin.readline()\n"
        "    return read(path, limit)\n"
        "judging.read_text = waits\n"
        "from planner.cli.main import main\n"
        "sys.exit(main(['check', *sys.argv[1:]]))\n"
    )
    second = tmp_path / "second.toml"
    second.write_bytes(CROSSED.read_bytes())
    for form, sign in (("text", "Parties"), ("json", '"comments"'), ("github", "::warning")):
        running = subprocess.Popen(
            [sys.executable, "-c", program, str(CONTESTED), str(second), "--format", form],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert running.stdout is not None
        seen = ""
        for line in running.stdout:
            seen += line.decode()
            if sign in seen:
                break
        assert str(second) not in seen
        rest, _ = running.communicate(b"\n", timeout=60)
        assert str(second).encode() in rest
        assert running.returncode == 1


@posix
def test_a_check_that_is_ended_leaves_nothing_behind_that_holds_its_output(tmp_path: Path) -> None:
    """However it is ended, the processes beside it end too: else its reader waits for ever."""
    import signal  # noqa: PLC0415 (here alone)

    program = (
        "import sys, time\n"
        "import planner.cli.in_order as in_order\n"
        "import planner.cli.judging as judging\n"
        "import planner.own_process as own_process\n"
        "read = judging.read_text\n"
        "judging.read_text = lambda *words: time.sleep(0.1) or read(*words)\n"
        "in_order._ENOUGH, in_order._CHUNK = 10, 1\n"
        "own_process.processors = lambda: 3\n"
        "from planner.cli.main import main\n"
        "sys.exit(main(['check', *sys.argv[1:]]))\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(many(tmp_path / "many", 400)), "--format", "json"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert running.stdout is not None
        running.stdout.readline()
        running.kill()
        running.communicate(timeout=20)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


@posix
def test_the_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    """Neither that of good files nor that of broken ones, which all stand in the answer."""
    broken = "format = 1\n[case]\nid = 'ukraine-2025-08'\n[choices.territory]\noption = 'no'\n"

    def peak(folder: Path) -> int:
        running = subprocess.Popen(
            [sys.executable, "-m", "planner", "check", folder, "--format", "json"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss

    for text in ("", broken):
        few = peak(many(tmp_path / f"few{len(text)}", 20, text))
        lots = peak(many(tmp_path / f"lots{len(text)}", 600, text))
        assert lots < few * 1.15


@posix
def test_only_a_terminal_gets_a_bar(tmp_path: Path) -> None:
    """On standard error; it is gone at the end, and pipes hold nothing of it."""
    import pexpect  # noqa: PLC0415 (POSIX alone)

    folder = many(tmp_path / "many", 30)
    slow = (
        "import time, sys\n"
        "import planner.cli.progress as progress\n"
        "import planner.cli.judging as judging\n"
        "progress._QUIET = 0\n"
        "read = judging.read_text\n"
        "judging.read_text = lambda *words: time.sleep(0.02) or read(*words)\n"
        "from planner.cli.main import main\n"
        "sys.exit(main(['check', *sys.argv[1:]]))\n"
    )
    out = tmp_path / "out.txt"
    words = f"'{sys.executable}' -c '{slow}' '{folder}' --format github >'{out}'"
    child = pexpect.spawn(
        "/bin/sh", ["-c", words.replace("'check'", '"check"')], encoding="utf-8", timeout=60
    )
    child.expect(r"\[#*-*\] \d+ of 30 files")
    child.expect(pexpect.EOF)
    assert child.before.rstrip().endswith("\r") or child.before.endswith("\r")
    assert "files" not in out.read_text(encoding="utf-8")
    assert b"files" not in checked(folder, "--format", "github").stderr


def remarks(capsys: Capture, *words: str | Path) -> list[dict[str, Any]]:
    """The results of the SARIF answer, once it is as the official schema says."""
    import jsonschema  # noqa: PLC0415 (here alone)

    capsys.readouterr()
    main(["check", *map(str, words), "--format", "sarif"])
    answer = json.loads(capsys.readouterr().out)
    official = Path(__file__).with_name("official") / "sarif-schema-2.1.0.json"
    schema = json.loads(official.read_text(encoding="utf-8"))
    jsonschema.validate(answer, schema, jsonschema.Draft4Validator)
    (run,) = answer["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found: list[dict[str, Any]] = run["results"]
    for result in found:
        assert result["ruleId"].partition("/")[0] == rules[result["ruleIndex"]]
    return found


def place(result: dict[str, Any]) -> tuple[str, int]:
    where = result["locations"][0]["physicalLocation"]
    return where["artifactLocation"]["uri"], where["region"]["startLine"]


def test_in_sarif_a_crossed_line_points_at_the_choice_that_crosses_it(
    folder: Path, capsys: Capture
) -> None:
    """Contested ones are warnings; an error of a file stands at its own place."""
    lines = CROSSED.read_text(encoding="utf-8").splitlines()
    results = remarks(capsys, folder)
    (crossed,) = [each for each in results if each["ruleId"] == "crossed/RU-1"]
    uri, line = place(crossed)
    assert uri == "talks/b.toml"
    assert lines[line - 1].startswith('option = "ceasefire_first"')
    assert crossed["level"] == "error"
    assert "Because Ceasefire timing is “Ceasefire first”" in crossed["message"]["text"]
    assert "“Putin's preference for" in crossed["message"]["text"]
    (error,) = [each for each in results if each["ruleId"] == "error"]
    assert place(error) == ("talks/broken.toml", 2)
    contested = [each for each in results if each["ruleId"].startswith("contested/")]
    assert {each["level"] for each in contested} == {"warning"}
    assert {place(each)[0] for each in contested} == {"talks/a/late.toml"}


def test_sarif_of_nothing_to_say_is_whole(capsys: Capture) -> None:
    """A run without results, not no run."""
    assert remarks(capsys, CLEAR) == []


def of_verdict(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in results if each["ruleId"] not in ("warning", "error")]


def test_what_contradicts_itself_is_a_remark_though_no_line_is_crossed(
    tmp_path: Path, capsys: Capture
) -> None:
    """It stands first, as a warning: the exit code does not speak of it."""
    case = made_case(
        "own",
        red_lines=[red_line("A-1", "a", when(i="x"))],
        coherence=[coherence_rule("odd", when(i="x"))],
    )
    (tmp_path / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    file = tmp_path / "mine.toml"
    text = "format = 1\n[case]\nid = 'own'\n[choices.i]\noption = 'x'\n"
    file.write_text(text, encoding="utf-8")
    first, second = of_verdict(remarks(capsys, file))
    assert (first["ruleId"], first["level"], second["ruleId"]) == (
        "contradiction/odd",
        "warning",
        "crossed/A-1",
    )
    assert place(first)[1] == 5
    assert first["message"]["text"].startswith("The scenario contradicts itself because I is “X”")
    assert main(["check", str(file), "--set-aside", "A-1", "--format", "github"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("::warning ")
    assert "title=contradiction%3A odd::" in line


def test_what_is_undecided_is_a_remark_where_it_is_to_fail(tmp_path: Path, capsys: Capture) -> None:
    """One for the file, at the first open issue; else a sketch would be full of them."""
    case = made_case("own", red_lines=[red_line("A-1", "a", when(i="x"))])
    (tmp_path / "own.case.toml").write_text(case_text(case), encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text("format = 1\n[case]\nid = 'own'\n[choices.i]\n", encoding="utf-8")
    assert of_verdict(remarks(capsys, file)) == []
    (found,) = of_verdict(remarks(capsys, file, "--fail-on", "undecided"))
    assert (found["ruleId"], found["level"], place(found)[1]) == ("undecided", "warning", 4)
    assert found["message"]["text"].splitlines()[::2] == ["Undecided issue: I.", "Depends on I."]


def unescaped(line: str) -> Iterator[tuple[str, str]]:
    """The facts of a workflow command, as GitHub reads them."""
    facts = line.partition(" ")[2].partition("::")[0]
    for fact in facts.split(","):
        name, _, value = fact.partition("=")
        for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            value = value.replace(code, sign)
        yield name, value


def test_github_gets_an_annotation_at_the_choice(folder: Path, capsys: Capture) -> None:
    """One line each, with what GitHub would take for something else escaped."""
    odd = folder / "50%, a:b.toml"
    odd.write_bytes(CROSSED.read_bytes())
    assert main(["check", str(odd), str(folder / "broken.toml"), "--format", "github"]) == 2
    crossed, error = capsys.readouterr().out.splitlines()
    facts = dict(unescaped(crossed))
    lines = odd.read_text(encoding="utf-8").splitlines()
    assert facts["file"] == str(odd)
    assert lines[int(facts["line"]) - 1].startswith('option = "ceasefire_first"')
    assert facts["title"] == "crossed: RU-1"
    assert crossed.startswith("::error ")
    assert "%0A" in crossed
    assert dict(unescaped(error))["line"] == "2"
    assert error.startswith("::error ")
    assert main(["check", str(CONTESTED), "--format", "github"]) == 0
    assert all(line.startswith("::warning ") for line in capsys.readouterr().out.splitlines())


def test_a_json_answer_of_thousands_of_files_is_one_object(tmp_path: Path) -> None:
    """From several processes, in a process of its own, as its schema says."""
    folder = many(tmp_path / "many", 230)
    done = checked(folder, "--format", "json")
    answer = json.loads(done.stdout)
    validate("check", answer)
    assert [Path(each["file"]).name for each in answer["results"]] == sorted(
        path.name for path in folder.iterdir()
    )
    assert done.stderr == b""
