"""``planner config``: where the configuration is, what is wrong in it, and what holds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from textual.keys import _character_to_key
from textual.theme import BUILTIN_THEMES

from planner.cli.main import main
from planner.keys.key_names import SIGNS, key_words
from planner.keys.keymap import delivered
from planner.keys.settings import (
    CONTRAST,
    OWN_DARK,
    OWN_LIGHT,
    THEMES,
    read_settings,
    settings_at_start,
)
from planner.keys.together import GONE, declared

ROOT = Path(__file__).resolve().parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file() -> Path:
    """Where the configuration is looked for."""
    return Path(os.environ["PLANNER_CONFIG_DIR"], "config.toml")


def errors(file: Path, text: str, capsys: Capture) -> list[str]:
    """What ``planner config check`` finds wrong, with the place in front and without the file."""
    file.write_text(text, encoding="utf-8")
    assert main(["config", "check"]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    return [line.removeprefix(f"{file}:") for line in found.err.splitlines()]


def error(file: Path, text: str, capsys: Capture) -> str:
    """The one thing that is wrong."""
    (found,) = errors(file, text, capsys)
    return found


def test_the_path_is_told_whether_or_not_there_is_a_file(file: Path, capsys: Capture) -> None:
    """The environment variable names the folder."""
    assert main(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert not file.exists()


def test_without_a_file_the_usual_keys_hold(capsys: Capture) -> None:
    """Which is no mistake."""
    assert main(["config", "check"]) == 0
    assert "there is no such file" in capsys.readouterr().out


def test_what_is_shown_can_be_taken_as_the_file(file: Path, capsys: Capture) -> None:
    """It is right, complete and means the same; and a key that was changed is in it."""
    assert main(["config", "show"]) == 0
    shown = capsys.readouterr().out
    file.write_text(shown, encoding="utf-8")
    keys = tomllib.loads(shown)["keys"]
    assert {f"{table}.{name}" for table in keys for name in keys[table]} == {*declared()}
    settings = read_settings(file)
    assert settings.keys == {name: command.keys for name, command in declared().items()}
    assert main(["config", "check"]) == 0
    file.write_text('format = 1\n[keys.workbench]\nundo = ["x"]\n', encoding="utf-8")
    assert main(["config", "show"]) == 0
    assert 'undo = ["x"]  # Undo' in capsys.readouterr().out


def test_what_is_shown_can_be_written_straight_into_the_file(file: Path) -> None:
    """The shell empties the file before the command begins: that is no file to read."""
    with file.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "planner", "config", "show"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=out,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert main(["config", "check"]) == 0
    assert [*read_settings(file).keys] == [*declared()]


def test_every_mistake_is_told_at_once_with_its_place_and_the_nearest_name(
    file: Path, capsys: Capture
) -> None:
    """Values of the wrong kind, and names that are none."""
    found = errors(file, 'format = 1\nmouse = "yes"\nthme = "nord"\n[keys.libary]\n', capsys)
    assert [line.partition(":")[0] for line in found] == ["2", "3", "4"]
    assert found[0].startswith('2:9: error: "mouse" is the text "yes"; expected true or false')
    assert 'did you mean "theme"?' in found[1]
    assert 'did you mean "library"?' in found[2]
    text = 'format = 1\ntheme = "norrd"\n[keys.workbench]\nundoo = ["b"]\nredo = ["pagup"]\n'
    found = errors(file, text, capsys)
    assert found[0].startswith('2:9: error: there is no theme "norrd"')
    assert 'did you mean "nord"?' in found[0]
    assert found[1].startswith('4:1: error: [keys.workbench] has no command "undoo"')
    assert 'did you mean "undo"?' in found[1]
    assert found[2].startswith('5:9: error: there is no key "pagup"')
    assert 'did you mean "pageup"?' in found[2]


def test_a_name_that_no_comment_can_hold_is_refused(file: Path, capsys: Capture) -> None:
    """It was called fine, and no comment that it signed could be saved."""
    (found,) = errors(file, f'format = 1\nauthor = "{"x" * 201}"\n', capsys)
    assert found.startswith('2:10: error: "author" is too long for a name (201 characters)')


def test_a_command_of_another_table_is_told_with_that_table(file: Path, capsys: Capture) -> None:
    """Who looks for it on the screen need not guess where it stands."""
    (found,) = errors(file, 'format = 1\n[keys.workbench]\nquit = ["X"]\n', capsys)
    assert (
        found == '3:1: error: [keys.workbench] has no command "quit"; it stands in [keys.anywhere]'
    )


def test_mistakes_of_all_tables_are_told_in_one_round(file: Path, capsys: Capture) -> None:
    """A table that there is none of, and a value of the wrong kind, hide nothing in the others."""
    text = (
        'format = 1\ntheme = "norrd"\n[keys.workbench]\nundo = "u"\nsave = ["nokey"]\n'
        '[keys.foo]\nx = ["y"]\n'
    )
    found = errors(file, text, capsys)
    assert [line.partition(":")[0] for line in found] == ["2", "4", "5", "6"]


def test_a_file_that_cannot_be_looked_at_is_not_called_absent(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the check and at a start of the app; the rest that --info tells is still told."""
    monkeypatch.setenv("PLANNER_CONFIG_DIR", "x" * 300)
    assert main(["config", "check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "this name is too long for a file" in err
    (problem,) = settings_at_start().problems
    assert "this name is too long for a file" in str(problem)
    assert main(["--info"]) == 0
    assert "(cannot be looked at: File name too long)" in capsys.readouterr().out


def test_an_empty_file_is_told_what_is_expected_of_a_configuration(
    file: Path, capsys: Capture
) -> None:
    """It is neither a scenario nor a case."""
    assert error(file, "", capsys).endswith("expected a configuration with format = 1 at its top")
    assert "expected a configuration" in error(file, "# nothing\n", capsys)


def test_a_clash_names_both_commands(file: Path, capsys: Capture) -> None:
    """At the one that stands in the file, once; also with keys that move in lists."""
    told = error(file, 'format = 1\n[keys.workbench]\nnote = ["f4", "r"]\n', capsys)
    assert told.startswith("3:15: error: r would mean two things on the screen workbench")
    assert '"Look through the next reading" (workbench.next_reading)' in told
    assert '"Write a note on the issue, or why the line is set aside" (workbench.note)' in told
    told = error(file, 'format = 1\n[keys.library]\nsort = ["j"]\n', capsys)
    assert "lists.cursor_down" in told
    assert "library.sort" in told
    told = error(file, 'format = 1\n[keys.anywhere]\nhelp = ["z"]\n', capsys).partition(" and ")[0]
    assert "Zoom" in told


def test_a_command_that_is_gone_is_left_out_and_told_with_what_does_the_same(
    file: Path, capsys: Capture
) -> None:
    """The other keys of the file still hold."""
    text = (
        'format = 1\n[keys.workbench]\nopen = ["o"]\nundo = ["X"]\n[keys.library]\nretry = ["t"]\n'
    )
    file.write_text(text, encoding="utf-8")
    assert main(["config", "check"]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{file}: fine; own keys for 1 command\n"
    first, second = shown.err.splitlines()
    assert first.startswith(f'{file}:3:1: warning: [keys.workbench] has no command "open" any more')
    assert 'the command "library" of [keys.anywhere] does the same' in first
    assert "6:1: warning" in second
    settings = read_settings(file)
    assert settings.keys == {"workbench.undo": ("X",)}
    assert len(settings.warnings) == 2


def test_what_is_gone_is_no_command_and_what_does_the_same_is_one() -> None:
    """So that no advice leads nowhere."""
    tables = {name.partition(".")[0] for name in declared()}
    for gone, same in GONE.items():
        assert gone not in declared()
        assert gone.partition(".")[0] in tables
        command, table = re.findall(r'"(\w+)" of \[keys\.(\w+)\]', same)[0]
        assert f"{table}.{command}" in declared()


def test_two_commands_may_change_their_keys(file: Path, capsys: Capture) -> None:
    """What matters is what holds in the end."""
    text = 'format = 1\n[keys.workbench]\nsave = ["u"]\nundo = ["s", "ctrl+z"]\n'
    file.write_text(text, encoding="utf-8")
    assert main(["config", "check"]) == 0
    assert "own keys for 2 commands" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('undo = ["ctrl+z"]', "would depend on Ctrl+Z alone, which some terminals swallow"),
        ('undo = ["alt+u"]', "would depend on Alt+U alone"),
        ("undo = []", '"undo" has no key; expected at least one'),
        ('undo = ["ctrl+c", "u"]', '"ctrl+c" cannot be given away'),
        ('undo = ["ctrl+q", "u"]', '"ctrl+q" cannot be given away: it always quits'),
        ('undo = ["shift+u"]', 'write "U"'),
        ('undo = ["uu"]', 'there is no key "uu"'),
        ('undo = ["\\u00e9"]', "there is no key"),
        (f'undo = ["{"x" * 40}"]', f'there is no key "{"x" * 27}..."'),
        ('undo = "u"', 'expected a list such as ["..."]'),
        ('digit = ["a", "b"]', '"digit" has 2 keys; expected 9'),
    ],
)
def test_a_key_that_would_not_work_is_refused(
    line: str, words: str, file: Path, capsys: Capture
) -> None:
    """Whether nobody could press it, or some terminals would swallow it."""
    assert words in error(file, f"format = 1\n[keys.workbench]\n{line}\n", capsys)


def test_broken_toml_and_hostile_text_are_told_with_their_place(
    file: Path, capsys: Capture
) -> None:
    """By the same guarded way as scenarios are read."""
    assert error(file, "format = 1\ntheme = nord\n", capsys).startswith("2:9: error:")
    told = error(file, 'format = 1\n[keys.workbench]\nundo = ["\\u001b]0;x"]\n', capsys)
    assert "control character" in told
    assert "\x1b" not in told
    assert "format 2" in error(file, "format = 2\n", capsys)


def test_other_words_are_refused_with_the_nearest(capsys: Capture) -> None:
    """Exit 2."""
    assert main(["config", "chek"]) == 2
    assert 'did you mean "check"?' in capsys.readouterr().err
    assert main(["config"]) == 2


def test_the_declared_keys_need_no_terminal_that_is_special() -> None:
    """Each command has a key that all deliver; and signs have the names that Textual gives them."""
    for name, command in declared().items():
        # What destroys is rather not reached by a key than by chance; the list of commands has it.
        destroys = name in {"library.delete", "case.remove"}
        assert any(map(delivered, command.keys)) or destroys, command
    for sign, name in SIGNS.items():
        assert _character_to_key(sign) == name
        assert key_words(name) == sign
    assert set(THEMES) == {*BUILTIN_THEMES, CONTRAST, OWN_DARK, OWN_LIGHT}


def test_the_screen_library_is_not_loaded() -> None:
    """A mistake is found in no time."""
    code = (
        "import sys; from planner.cli.main import main; main(['config', 'check']); "
        "print('textual' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.endswith("False\n")
