"""What runs in a pipeline: pre-commit's hooks, the guide's workflow, both as they are shipped."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from planner.reports.content.guide import GUIDE

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CROSSED = ROOT / "scenarios" / "ceasefire-before-settlement.toml"
CLEAR = ROOT / "scenarios" / "no-guarantee-read-moderately.toml"
PAGE = (GUIDE / "pipeline.md").read_text(encoding="utf-8")

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the programs here are shell scripts"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is missing"),
]
needs_pre_commit = pytest.mark.skipif(
    find_spec("pre_commit") is None, reason="pre-commit is missing"
)


def block(name: str) -> str:
    """The block of YAML in the guide that holds those words."""
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (found,) = [text for text in blocks if name in text]
    return found


class Project:
    """A repository with scenarios, and the programs that its pipeline finds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.programs = folder / "programs"
        (self.folder / "talks").mkdir(parents=True)
        self.programs.mkdir()
        self.program("planner", f'exec "{sys.executable}" -m planner "$@"')
        self.run("git", "init", "--quiet", "--initial-branch=main")
        # No scenario, and nobody's business here.
        self.folder.joinpath("pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")

    def program(self, name: str, script: str) -> None:
        """Puts a program on the path."""
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def put(self, name: str, source: Path | str) -> None:
        """Puts a file in place, for the next commit."""
        text = source if isinstance(source, str) else source.read_text(encoding="utf-8")
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.run("git", "add", "--all")

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs a program there, as a pipeline would."""
        who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
        who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
        return subprocess.run(
            words,
            cwd=folder or self.folder,
            env={
                **os.environ,
                **who,
                "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "PYTHONIOENCODING": "utf-8",
                "PRE_COMMIT_HOME": str(self.programs / "home"),
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GIT_CONFIG_SYSTEM": os.devnull,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def hooked(project: Project, tmp_path: Path) -> Project:
    """The guide's configuration, but for two things.

    The repository of the hooks is a copy with the shipped manifest alone, and they are not
    installed anew: the planner is there.
    """
    ours = tmp_path / "ours"
    ours.mkdir()
    shutil.copy(HOOKS, ours)
    project.run("git", "init", "--quiet", folder=ours)
    project.run("git", "add", "--all", folder=ours)
    project.run("git", "commit", "--quiet", "--message=hooks", folder=ours)
    revision = project.run("git", "rev-parse", "HEAD", folder=ours).stdout.strip()
    text = block("planner-check")
    text = re.sub(r"repo: .*", f"repo: {ours}", text)
    text = re.sub(r"rev: .*", f"rev: {revision}", text)
    text = text.replace("files: ^talks/", "files: ^talks/\n        language: system")
    assert text.count("language: system") == 2
    project.put(".pre-commit-config.yaml", text)
    return project


def pre_commit(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    return project.run(sys.executable, "-m", "pre_commit", *words)


@needs_pre_commit
def test_the_manifest_of_the_hooks_is_valid(project: Project) -> None:
    """As pre-commit itself judges."""
    done = pre_commit(project, "validate-manifest", str(HOOKS))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@needs_pre_commit
def test_a_commit_that_crosses_a_line_is_stopped_and_says_why(hooked: Project) -> None:
    """What is not in the folder of the scenarios is left alone; what is fine goes through."""
    hooked.put("talks/clear.toml", CLEAR)
    done = pre_commit(hooked, "run", "planner-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    hooked.put("talks/deal.toml", CROSSED)
    done = pre_commit(hooked, "run", "planner-check")
    assert done.returncode == 1
    assert "crossed: RU-1" in done.stdout
    assert "clear.toml" not in done.stdout
    hooked.put("talks/deal.toml", "format = 1\n[case\n")
    done = pre_commit(hooked, "run", "planner-check")
    assert "talks/deal.toml:2:6: error: " in done.stdout


@needs_pre_commit
def test_a_file_that_is_not_in_the_canonical_form_is_stopped(hooked: Project) -> None:
    """And goes through once `planner format` has written it."""
    text = "\n".join(
        line
        for line in CLEAR.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    hooked.put("talks/deal.toml", text.replace("format = ", "format   = "))
    done = pre_commit(hooked, "run", "planner-format")
    assert done.returncode == 1
    assert "talks/deal.toml: would be written anew" in done.stdout
    hooked.run("planner", "format", "talks/deal.toml")
    hooked.run("git", "add", "--all")
    assert pre_commit(hooked, "run", "planner-format").returncode == 0


def steps() -> list[str]:
    """What the guide's workflow runs."""
    return re.findall(r"^ +- run: (.*)$", block("runs-on"), re.MULTILINE)


def worked(project: Project) -> list[subprocess.CompletedProcess[str]]:
    """The steps as a runner takes them: one after another, until one fails."""
    found = []
    for step in steps():
        found.append(project.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step))
        if found[-1].returncode:
            break
    return found


def test_the_workflow_fails_for_a_crossed_line_and_points_at_it(project: Project) -> None:
    """Installing is noted here and not done; all else runs as it stands in the guide."""
    project.program("python", 'echo "$@" >> installed')
    project.put("talks/clear.toml", CLEAR)
    assert project.run("planner", "format", "talks/clear.toml").returncode == 0
    done = worked(project)
    assert [each.returncode for each in done] == [0] * len(steps()), done
    installed = (project.folder / "installed").read_text(encoding="utf-8")
    assert installed == "-m pip install redline-planner\n"
    project.put("talks/deal.toml", CROSSED)
    *_, last = worked(project)
    assert last.returncode == 1
    assert "::error file=talks/deal.toml,line=24,col=10,title=crossed%3A RU-1::" in last.stdout


def test_the_workflow_fails_for_a_file_that_is_not_in_the_canonical_form(
    project: Project,
) -> None:
    """In its last step, which names the file."""
    project.program("python", "exit 0")
    text = CLEAR.read_text(encoding="utf-8")
    project.put("talks/clear.toml", text.replace("format = ", "format   = "))
    *_, last = worked(project)
    assert len(worked(project)) == len(steps())
    assert last.returncode == 1
    assert "talks/clear.toml: would be written anew" in last.stdout
