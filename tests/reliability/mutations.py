"""Files damaged at random, through the reader and through the command: nothing escapes, ever."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from planner.errors import FileProblemError, SaveError
from planner.files.cases.catalogue import bundled_folder
from planner.files.cases.kind import case_kind
from planner.files.cases.reading import read_case
from planner.files.scenarios.reading import read_scenario
from planner.files.toml.source import source_from_bytes, source_from_text
from tests.files.samples import CASE_TEXT, SCENARIO_TEXT, put, save_scenario
from tests.files.test_any_input import assert_good, mutated
from tests.files.test_patching import COMMENTED
from tests.pty.terminal import ROOT
from tests.reliability.forked import Tell, forked
from tests.reliability.proof import Effort, Result

__all__ = ["run"]

_SEED = 20240501
_SECONDS = 1.0
_MEMORY = 200 << 20
_WORKERS = 2
_EXAMPLES = sorted((ROOT / "scenarios").glob("*.toml"))
_BUNDLED = sorted(bundled_folder().glob("*.case.toml"))
_VALUES = (
    "nan", "inf", "-inf", "1e400", "9" * 4301, "0x" + "f" * 40, "true", "2024-02-30", "1979-05-27",
    "12:00:00", '""', "''", '"\\u001b[31m"', '"\\u202e"', '"\\ud800"', "[]", "{}", "[[]]", "{a=1}",
    '["a", 1]', "[" * 40 + "]" * 40, "a.b.c", '"""\n\n"""', "-0", "+1", "0o7", "1_000", "x",
    '"' + "x" * 5000 + '"', '"<<<<<<< a"', '"../../x"', '"CON"', '"a\\nb"', '"\\u200d"', "5.9",
)  # fmt: skip


def run(folder: Path, effort: Effort) -> Result:
    """Both sorts of damage from a fixed seed, shared among two processes; then the command."""
    files, commands = effort.of(100_000, 2_000), effort.of(1_000, 6)
    put(folder, "lake.case.toml", CASE_TEXT)
    children = [forked(_reader(folder, part, files)) for part in range(_WORKERS)]
    wrong: list[str] = []
    tally: Counter[str] = Counter()
    slowest = most = 0.0
    for child in children:
        for line in child.end():
            word, _, rest = line.partition(" ")
            if word in {"accepted", "refused", "cases"}:
                tally[word] += int(rest)
            elif word == "slowest":
                slowest = max(slowest, float(rest))
            elif word == "most":
                most = max(most, float(rest))
            else:
                wrong.append(line)
    done, command_slowest, command_most = _through_the_command(folder, commands, wrong)
    figures = (
        f"{tally['accepted'] + tally['refused']:,} damaged files through the reader: "
        f"{tally['accepted']:,} accepted and {tally['cases']:,} more as cases, "
        f"equal after saving, {tally['refused']:,} refused with places, slowest "
        f"{slowest * 1000:,.0f} ms, most memory {most / (1 << 20):,.0f} MiB; {done:,} through the "
        f"command: slowest {command_slowest * 1000:,.0f} ms, {command_most / (1 << 20):,.0f} MiB; "
        f"{len(wrong)} wrong (an uncaught exception, over 1 s or 200 MB, not equal)"
    )
    return Result(figures, tuple(wrong))


def damaged(number: int) -> bytes:
    """The file of that number: some text of ours with some damage, the same at every run."""
    chance = random.Random(f"{_SEED}-{number}")
    if number % 50 == 0:
        text = chance.choice(_BUNDLED).read_text(encoding="utf-8")
    elif number % 5 == 0:
        text = chance.choice(_EXAMPLES).read_text(encoding="utf-8")
    else:
        text = chance.choice((CASE_TEXT, SCENARIO_TEXT, SCENARIO_TEXT, COMMENTED))
    if chance.random() < 0.5:
        text = _restructured(text, chance)
        if chance.random() < 0.7:
            return text.encode("utf-8", "surrogatepass")
    return mutated(text.encode("utf-8", "surrogatepass"), chance)


def _restructured(text: str, chance: random.Random) -> str:
    """The text with lines, values and tables changed, moved, doubled or gone."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[at : at + chance.randint(1, 3)]
            case 1:
                lines.insert(chance.randrange(len(lines)), lines[at])
            case 2:
                chance.shuffle(lines)
            case 3:
                lines.insert(at, f"{chance.choice('xyz')}{at} = {chance.choice(_VALUES)}\n")
            case 4:
                lines[at] = lines[at].replace("=", ".", 1)
            case 5:
                lines.insert(at, f"[{'.'.join(chance.choices('abc', k=chance.randint(1, 12)))}]\n")
            case _:
                name = lines[at].partition("=")[0].rstrip("\r\n")
                lines[at] = f"{name} = {chance.choice(_VALUES)}\n"
        if not lines:
            lines = ["\n"]
    return "".join(lines)


class _Reader:
    """One of the processes that read; it tells what is wrong."""

    def __init__(self, folder: Path, part: int, tell: Tell) -> None:
        self._path = folder / f"damaged-{part}.toml"
        self._saved = folder / f"saved-{part}.toml"
        self._tell = tell
        self.accepted = self.refused = self.cases = 0
        self.slowest = 0.0

    def judge(self, number: int) -> None:
        """Reads the file of that number, and saves it where it is accepted."""
        data = damaged(number)
        self._path.write_bytes(data)
        start = time.perf_counter()
        try:
            self._read(data)
        except Exception as error:  # noqa: BLE001 (that is what is looked for)
            self._tell(f"file {number}: {type(error).__name__}: {error}"[:300])
        seconds = time.perf_counter() - start
        if seconds > _SECONDS:
            seconds = min(self._again(data) for _ in range(3))  # others use this machine too
        self.slowest = max(self.slowest, seconds)
        if seconds > _SECONDS:
            self._tell(f"file {number}: took {seconds:.1f} s")

    def _again(self, data: bytes) -> float:
        start = time.perf_counter()
        self._read(data)
        return time.perf_counter() - start

    def _read(self, data: bytes) -> None:
        self._read_as_case(data)
        try:
            loaded = read_scenario(self._path)
        except FileProblemError as error:
            _good(error)
            self.refused += 1
            return
        self.accepted += 1
        self._saved.unlink(missing_ok=True)
        try:
            save_scenario(self._saved, loaded.scenario, loaded.case, seen=None)
        except SaveError as error:
            raise AssertionError(f"accepted, but {error}") from error
        assert read_scenario(self._saved).scenario == loaded.scenario, "not equal after saving"

    def _read_as_case(self, data: bytes) -> None:
        kind = case_kind("x.case.toml")
        try:
            case = kind.read(source_from_bytes("x.case.toml", data)).content
        except FileProblemError as error:
            _good(error)
            return
        self.cases += 1
        try:
            text = kind.text_to_save(case)
        except SaveError as error:
            raise AssertionError(f"accepted as a case, but {error}") from error
        assert kind.read(source_from_text("x.case.toml", text)).content == case, "another case"


def _good(error: FileProblemError) -> None:
    """A file by itself has places in all its problems; a case that it names may have none."""
    if all(problem.line is not None for problem in error.problems):
        assert_good(error.problems)


def _reader(folder: Path, part: int, files: int) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        reader = _Reader(folder, part, tell)
        for number in range(part, files, _WORKERS):
            reader.judge(number)
        tell(f"accepted {reader.accepted}")
        tell(f"refused {reader.refused}")
        tell(f"cases {reader.cases}")
        tell(f"slowest {reader.slowest}")
        tell(f"most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}")

    return work


def _through_the_command(folder: Path, commands: int, wrong: list[str]) -> tuple[int, float, float]:
    """``planner check`` on every hundredth file: how many, the slowest and the most memory."""
    slowest = most = 0.0
    read_case(folder / "lake.case.toml")
    for number in range(commands):
        path = folder / "damaged.toml"
        path.write_bytes(damaged(number * 100 + 1))
        seconds, memory, code, said = _check(path)
        if seconds > _SECONDS:
            seconds = min(_check(path)[0] for _ in range(3))
        slowest, most = max(slowest, seconds), max(most, memory)
        if code not in (0, 1, 2) or "Traceback" in said or seconds > _SECONDS or memory > _MEMORY:
            wrong.append(
                f"command on file {number * 100 + 1}: code {code}, {seconds:.2f} s, {said}"
            )
        if code == 2 and ": error: " not in said:
            wrong.append(f"command on file {number * 100 + 1}: no error told: {said}")
    return commands, slowest, most


def _check(path: Path) -> tuple[float, float, int, str]:
    """How long the command took, its memory, its exit code and its complaints."""
    start = time.perf_counter()
    log = path.with_suffix(".log")
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "planner", "check", path.name],
            cwd=path.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    said = log.read_text(encoding="utf-8", errors="replace")[:300]
    return seconds, used.ru_maxrss * 1024, process.returncode, said
