"""What every test needs: a plain environment, and a state folder of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import HealthCheck, settings

import planner.cli.output
from tests.answers import Answers

# Whoever runs the tests in the background may have switched Ctrl+C off, which children inherit:
# then nothing that the tests send would stop it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Each driven screen leaves thousands of objects; to look for garbage among those of all others as
# often as Python does takes an eighth of the time of the tests.
gc.set_threshold(30_000, 20, 50)

# How long an example takes says nothing on a shared machine. The gate tries the same examples each
# time, so that it fails only for what changed; at home others are tried at every run.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("gate", settings.get_profile("calm"), derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "calm")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours and theme are Textual's own, whatever the shell asks for."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)


@pytest.fixture(autouse=True)
def places_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a run of its own, with its own working folder and its own environment."""
    monkeypatch.setattr("planner.files.places._fixed", None)


@pytest.fixture(scope="session")
def tested_engines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the planner notes of the engines that pass their test here.

    They are tested once: two processes in each test that opens the app were a third of all work.
    """
    from planner.editing.known_engines import known_engines  # noqa: PLC0415 (heavy)

    state = tmp_path_factory.mktemp("tested")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("planner.files.places._fixed", None)
        patched.setenv("PLANNER_STATE_DIR", str(state))
        known_engines()
    return [note.name for note in state.glob("engines/*")]


@pytest.fixture(autouse=True)
def own_state_folder(
    tested_engines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Drafts, locks and kept versions go where no other test and no planner looks."""
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("PLANNER_STATE_DIR", str(state))
    engines = state / "engines"
    engines.mkdir(mode=0o700)
    for note in tested_engines:
        (engines / note).touch()


@pytest.fixture(autouse=True)
def own_config_folder(
    own_state_folder: None,  # noqa: ARG001 (it says where the tour is kept in mind)
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """No configuration of whoever runs the tests; and the tour is known already."""
    monkeypatch.setenv("PLANNER_CONFIG_DIR", str(tmp_path_factory.mktemp("config")))
    Path(os.environ["PLANNER_STATE_DIR"], "app.toml").write_text("tour = true\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def every_answer_is_as_its_schema_says(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test asks: an answer in JSON that has no schema, or another form, fails it."""
    answers = Answers()
    write = planner.cli.output._write

    def written(stream: TextIO | None, text: str) -> None:
        answers.written(stream, text, sys.stdout)
        write(stream, text)

    monkeypatch.setattr("planner.cli.output._write", written)
    monkeypatch.setattr("planner.cli.main.import_module", answers.imported)
    yield
    answers.validate()
