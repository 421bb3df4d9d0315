"""Completion and the man page: what the wheel brings, and what shells and man make of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from planner.cli.main import main
from planner.cli.usage import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
BASH = shutil.which("bash") or ""
GROFF = shutil.which("groff") or ""
ZSH = shutil.which("zsh") or ""
FISH = shutil.which("fish") or ""
PLACES = {
    "bash": "share/bash-completion/completions/planner",
    "zsh": "share/zsh/site-functions/_planner",
    "fish": "share/fish/vendor_completions.d/planner.fish",
    "man": "share/man/man1/planner.1",
}

pytestmark = pytest.mark.skipif(
    not (find_spec("hatchling") and find_spec("shtab")), reason="hatchling or shtab is missing"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files as a wheel that was built from this copy holds them."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(folder)
    (data,) = folder.glob("*.data/data")
    return {kind: data / place for kind, place in PLACES.items()}


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The program that makes them."""
    spec = spec_from_file_location("hatch_build", ROOT / ".ci" / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = module_from_spec(spec)
    spec.loader.exec_module(build)
    return build


def test_they_are_made_from_the_folder_that_is_built_and_from_nothing_installed(
    build: ModuleType,
) -> None:
    """Where nothing is installed yet, there is no other planner to take them from."""
    assert ROOT == build.ROOT


def test_what_the_planner_knows_better_than_shtab_stands_in_them(
    build: ModuleType, files: dict[str, Path]
) -> None:
    """Another shtab may write other words, in whose place nothing would be put."""
    for shell, _, better in build.BETTER:
        assert better in files[shell].read_text(encoding="utf-8")


def completed(
    file: Path, typed: str, folder: Path, then: str = "printf '<%s>\\n' \"${COMPREPLY[@]}\""
) -> list[str]:
    """What bash offers after the words that were typed, by the function that it would call."""
    words = typed.split(" ")
    listed = " ".join(f"'{word}'" for word in words)
    script = (
        f"source '{file}'\nCOMP_WORDS=({listed})\nCOMP_CWORD={len(words) - 1}\n"
        f"COMP_LINE='{typed}'\nCOMP_POINT={len(typed)}\nCOMPREPLY=()\n"
        f"_shtab_planner planner '{words[-1]}' '{words[-2]}'\n{then}\n"
    )
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-c", script],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert done.stderr == ""
    return [line[1:-1].strip() for line in done.stdout.splitlines() if line != "<>"]


needs_bash = pytest.mark.skipif(os.name != "posix" or not BASH, reason="bash is missing")


@needs_bash
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("planner an", {"analyse"}),
        ("planner check --fa", {"--fail-on"}),
        ("planner check --fail-on con", {"contested"}),
        ("planner analyse --reading li", {"literal"}),
        ("planner schema sc", {"scenario"}),
        ("planner guide pip", {"pipeline"}),
        ("planner config ch", {"check"}),
        ("planner check dea", {"deal.toml"}),
        ("planner check deal.toml --format sar", {"sarif"}),
        ("planner serve ta", {"talks"}),
    ],
)
def test_bash_completes_commands_options_values_and_files(
    typed: str, offered: set[str], files: dict[str, Path], tmp_path: Path
) -> None:
    """And nothing else that begins so."""
    (tmp_path / "deal.toml").touch()
    (tmp_path / "talks").mkdir()
    found = completed(files["bash"], typed, tmp_path)
    assert {word.rstrip("/") for word in found} == offered


@needs_bash
def test_bash_offers_every_command(files: dict[str, Path], tmp_path: Path) -> None:
    """Where nothing is typed yet."""
    assert set(COMMANDS) <= set(completed(files["bash"], "planner ", tmp_path))


@needs_bash
def test_completing_in_a_real_shell_starts_no_planner(
    files: dict[str, Path], tmp_path: Path
) -> None:
    """A user types and presses Tab: the word is completed, a file too where no command fits."""
    import pexpect  # noqa: PLC0415 (POSIX alone)

    (tmp_path / "deal.toml").touch()
    child = pexpect.spawn(
        "bash",
        ["--noprofile", "--norc", "-i"],
        cwd=str(tmp_path),
        env={"PATH": os.environ["PATH"], "PS1": "ready> ", "TERM": "dumb"},
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 200),
    )
    child.expect("ready> ")
    # Whoever called it would leave a trace.
    child.sendline(f"source '{files['bash']}'; planner() {{ touch called; echo \"[$*]\"; }}")
    child.expect("ready> ")
    child.sendline("planner comp\tdeal.toml --read\tstri\t")
    child.expect_exact("[compare deal.toml --reading strict]")
    child.sendline("rm called; planner de\t; ls")
    child.expect_exact("[deal.toml]")
    child.sendline("exit")
    child.close()


ASKED = [
    ("planner an", "analyse"),
    ("planner de", "deal.toml"),
    ("planner --plain de", "deal.toml"),
    ("planner check talk.toml de", "deal.toml"),
    ("planner compare talk.toml deal.toml ta", "talk.toml"),
    ("planner analyse --only conf", "conflicts"),
    ("planner check --fa", "--fail-on"),
    ("planner deal.toml --no-m", "--no-mouse"),
]
"""What is typed, and the only word that fits."""


@pytest.mark.skipif(not ZSH, reason="zsh is missing")
@pytest.mark.parametrize(("typed", "offered"), ASKED)
def test_zsh_completes_commands_options_values_and_any_number_of_files(
    typed: str, offered: str, files: dict[str, Path], tmp_path: Path
) -> None:
    """A file as the first word too, and the values of a command's own option."""
    import pexpect  # noqa: PLC0415 (POSIX alone)

    for name in ("deal.toml", "talk.toml"):
        (tmp_path / name).touch()
    child = pexpect.spawn(
        ZSH,
        ["-f", "-i"],
        cwd=str(tmp_path),
        env={"PATH": os.environ["PATH"], "PS1": "", "TERM": "dumb", "HOME": str(tmp_path)},
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 200),
    )
    child.sendline(f"fpath=('{files['zsh'].parent}' $fpath); autoload -U compinit; compinit -u -D")
    child.sendline("planner() { echo \"[$*]\" }; echo rea''dy")
    child.expect("ready")
    child.sendline(f"{typed}\t")
    child.expect_exact(
        f"[{typed.removeprefix('planner ').rpartition(' ')[0]} {offered}]".replace("[ ", "[")
    )
    child.close(force=True)


@pytest.mark.skipif(not FISH, reason="fish is missing")
@pytest.mark.parametrize(("typed", "offered"), ASKED)
def test_fish_completes_commands_options_values_and_any_number_of_files(
    typed: str, offered: str, files: dict[str, Path], tmp_path: Path
) -> None:
    """The same. Words that only contain what was typed it offers where none begins so."""
    for name in ("deal.toml", "talk.toml"):
        (tmp_path / name).touch()
    done = subprocess.run(
        [FISH, "--no-config", "-c", f"source '{files['fish']}'; complete -C '{typed}'"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [offered]


def guide_lines(needle: str) -> str:
    """The lines that the guide prints in one block, the one that holds the needle."""
    page = (ROOT / "planner" / "guide" / "commands.md").read_text(encoding="utf-8")
    blocks = [each.partition("\n")[2] for each in page.split("```")[1::2]]
    return next(each for each in blocks if needle in each)


def printed(command: list[str], script: str, files: dict[str, Path]) -> str:
    """What a shell prints in a folder that holds a virtual environment with these files.

    The home of its user holds the same files, as ``pip install --user`` puts them there.
    """
    share = files["man"].parents[2]
    folder = share.parent / "told"
    for home in (folder / ".venv", folder / ".local"):
        shutil.copytree(share, home / "share", dirs_exist_ok=True)
    done = subprocess.run(
        [*command, script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb"},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    return done.stdout.strip()


@needs_bash
def test_the_lines_of_the_guide_make_bash_complete(files: dict[str, Path]) -> None:
    """In a virtual environment."""
    lines = guide_lines("bash-completion/completions")
    said = printed([BASH, "--norc", "-c"], f"{lines}\ncomplete -p planner", files)
    assert said.endswith("complete -o default -F _shtab_planner planner")


@pytest.mark.skipif(not ZSH, reason="zsh is missing")
@pytest.mark.parametrize("needle", ["fpath=(~/.local/", "/.venv/share/zsh"])
def test_the_lines_of_the_guide_make_zsh_complete(needle: str, files: dict[str, Path]) -> None:
    """By itself zsh looks neither into a user's own folder nor into a virtual environment."""
    asked = "cd /; echo $_comps[planner]; autoload +X _planner && echo there"
    said = printed([ZSH, "-f", "-c"], f"{guide_lines(needle)}\n{asked}", files)
    assert said == "_planner\nthere"


@pytest.mark.skipif(not FISH, reason="fish is missing")
def test_the_lines_of_the_guide_make_fish_complete(files: dict[str, Path]) -> None:
    """In a virtual environment."""
    said = printed([FISH, "-c"], f"{guide_lines('planner.fish')}\ncomplete -C 'planner an'", files)
    assert said.split("\t")[0] == "analyse"


def test_the_files_of_the_other_shells_name_every_command_and_option(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """As does the man page."""
    assert main(["--spec"]) == 0
    told = json.loads(capsys.readouterr().out)
    texts = {kind: file.read_text(encoding="utf-8") for kind, file in files.items()}
    texts["man"] = texts["man"].replace("\\-", "-")
    for kind, text in texts.items():
        for each in (told, *told["commands"]):
            for option in each["options"]:
                name = option["names"][-1]
                assert (name.removeprefix("--") if kind == "fish" else name) in text, (kind, name)
    for command in COMMANDS:
        assert f".SH {command.upper()}" in texts["man"]
        assert command in texts["zsh"]
        assert command in texts["fish"]


@pytest.mark.skipif(not GROFF, reason="groff is missing")
def test_the_man_page_is_set_without_a_warning(files: dict[str, Path]) -> None:
    """Whatever stands in a help text."""
    done = subprocess.run(
        [GROFF, "-man", "-ww", "-Tutf8", files["man"]],
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "exit codes:" in done.stdout
    assert "--fail-on" in done.stdout
