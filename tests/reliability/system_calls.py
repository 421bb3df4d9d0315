"""A crash, an input/output error and a full disk at every single system call of a save.

strace attaches to a child that is about to save, and lets one call of it fail. The content must be
the old or the new one, and whatever says "saved" must be right.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path

from attrs import frozen

from planner.errors import SaveError
from planner.files.safety.leftovers import clean_up_after_kill
from planner.files.safety.replacing import UnconfirmedSaveError
from tests.files.file_kinds import FILE_KINDS, FileKind, kind_at
from tests.reliability.forked import Child, Tell, forked
from tests.reliability.proof import Effort, NotRunError, Result
from tests.reliability.workplace import strays

__all__ = ["run"]

_BEGIN, _END = "/planner-proof-begins", "/planner-proof-ends"
_FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
_CALL = re.compile(r"^(\w+)\((.*)$")
_MEMORY = frozenset({"mmap", "munmap", "brk", "madvise", "mremap", "mprotect"})
# What hands out memory or time is no business of files: only a kill is tried there.
_NO_FILES = frozenset(
    {
        *(*_MEMORY, "futex", "getpid"),
        *("clock_gettime", "clock_nanosleep", "getrandom", "rt_sigaction", "rt_sigprocmask"),
    }
)


_NOTE = "A new note.\n" * 20


@frozen
class _Way:
    """What is saved: a case or a scenario, as a new file or over one that is there."""

    kind: FileKind
    new: bool


_WAYS = [_Way(*each) for each in product(FILE_KINDS, (False, True))]


@frozen
class _Call:
    """A system call of a save: its name, how many of that name came before, and what it is told."""

    name: str
    ordinal: int
    words: str


def run(folder: Path, effort: Effort) -> Result:
    """Faults at every call (in the short form every 17th) of saving both kinds, over and anew."""
    if shutil.which("strace") is None:
        raise NotRunError("strace is not installed")
    for way in _WAYS:  # all that is imported on first use is imported now
        _saver(_fresh(folder, way=way), way=way)()
    wrong: list[str] = []
    tally: Counter[str] = Counter()
    for way in _WAYS:
        calls = _calls_of_a_save(folder, way=way)
        tally["calls"] += len(calls)
        for fault in _FAULTS:
            hit = [c for c in calls if "KILL" in fault or c.name not in _NO_FILES]
            for call in hit[:: 17 if effort.short else 1]:
                tally["faults"] += 1
                found = _try(folder, call, fault, way=way, tally=tally)
                wrong += [f"{fault} at {call.name}({call.words}: {what}" for what in found]
    figures = (
        f"{tally['calls']} system calls of two saves of a scenario and two of a case, "
        f"{tally['faults'] - tally['unmet']} faults: "
        f"{tally['old']} old, {tally['new']} new, {tally['torn']} torn, "
        f"{tally['swallowed']} errors swallowed, {tally['stray']} stray temporary files; "
        f"{tally['harmless']} in what a save can do without (locks, kept versions, tidying)"
        + (f"; {tally['unmet']} calls for memory did not come again" if tally["unmet"] else "")
    )
    return Result(figures, tuple(wrong))


def _saver(path: Path, *, way: _Way) -> Callable[[], object]:
    """Reads the file, changes it and gives what will save it."""
    source = way.kind.source(path.with_name(way.kind.name))
    changed = way.kind.noted(way.kind.kind.read(source).content, _NOTE)
    seen, base = (None, None) if way.new else (source.sha256, source)
    return lambda: way.kind.save(path, changed, seen=seen, base=base)


def _start(path: Path, *, way: _Way) -> tuple[Child, int]:
    """A child that saves when it is told so; its descriptor to tell it."""
    waiting, go = os.pipe()
    save = _saver(path, way=way)

    def work(tell: Tell) -> None:
        os.close(go)
        tell("ready")
        told_to = select.poll()
        told_to.register(waiting, select.POLLIN)
        told_to.poll()  # a call that no save makes: strace may count the one it finds under way
        _mark(_BEGIN)
        try:
            save()
        except UnconfirmedSaveError as error:
            said = f"unconfirmed {error}"
        except SaveError as error:
            said = f"refused {error}"
        else:
            said = "saved"
        _mark(_END)
        tell(said)

    child = forked(work)
    os.close(waiting)
    assert child.first_line() == "ready"
    return child, go


def _mark(path: str) -> None:
    with suppress(OSError):
        os.stat(path)  # noqa: PTH116 (one plain call)


def _traced(folder: Path, path: Path, options: list[str], *, way: _Way) -> tuple[str, list[str]]:
    """A save under strace: what the child said, and strace's lines."""
    log = folder.parent / "strace.log"
    child, go = _start(path, way=way)
    command = ["strace", "-y", "-s", "0", "-o", str(log), "-p", str(child.pid), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        if "attached" not in said:
            child.kill()
            child.end()
            raise NotRunError(f"strace cannot attach to a process ({said.strip()})")
        os.write(go, b".")
        os.close(go)
        told = child.end()
        strace.wait(30)
    return "".join(told[1:]), log.read_text(errors="replace").splitlines()


def _calls_of_a_save(folder: Path, *, way: _Way) -> list[_Call]:
    path = _fresh(folder, way=way)
    said, lines = _traced(folder, path, [], way=way)
    assert said == "saved", said
    counts: Counter[str] = Counter()
    calls = []
    inside = False
    for line in lines:
        found = _CALL.match(line)
        if found is None:
            continue
        name, words = found.groups()
        counts[name] += 1
        if _END in words:
            break
        if inside:
            calls.append(_Call(name, counts[name], words))
        inside = inside or _BEGIN in words
    return calls


def _fresh(folder: Path, *, way: _Way) -> Path:
    # The same versions are kept each time, so that each save does the same.
    shutil.rmtree(Path(os.environ["PLANNER_STATE_DIR"], "versions"), ignore_errors=True)
    path = way.kind.put(folder)
    if not way.new:
        return path
    new = folder / way.kind.named("new")
    new.unlink(missing_ok=True)
    return new


def _try(folder: Path, call: _Call, fault: str, *, way: _Way, tally: Counter[str]) -> list[str]:
    """What was wrong after that fault at that call."""
    path = _fresh(folder, way=way)
    old = None if way.new else path.read_bytes()
    options = ["-e", f"trace={call.name}", "-e", f"inject={call.name}:{fault}:when={call.ordinal}"]
    said, lines = _traced(folder, path, options, way=way)
    struck = [n for n in lines if "(INJECTED)" in n or "killed by SIGKILL" in n]
    if not struck:
        if call.name in _MEMORY:  # Python had some left this time: there was no such call
            tally["unmet"] += 1
            return []
        return ["the fault did not happen"]
    wrong = []
    content = path.read_bytes() if path.exists() else None
    if content == old:
        tally["old"] += 1
    elif content is not None and b"A new note." in content and _loads(path):
        tally["new"] += 1
    else:
        tally["torn"] += 1
        wrong.append(f"torn: {content!r}")
    wrong += _misled(said, struck[0], path, changed=content != old, tally=tally)
    clean_up_after_kill(path)  # as the next start does
    left = strays(folder)
    for stray in left:
        tally["stray"] += 1
        wrong.append(f"left behind: {stray.name}")
        stray.unlink()
    return wrong


def _misled(said: str, line: str, path: Path, *, changed: bool, tally: Counter[str]) -> list[str]:
    """In what the words of the save were not right."""
    if "killed by SIGKILL" in line:
        return [f"it went on and said {said}"] if said else []
    word = said.partition(" ")[0]
    if word not in {"refused", "unconfirmed", "saved"}:
        return [f"it said: {said or 'nothing'}"]
    if changed != (word != "refused" or "just now" in said):
        return [f"the file {'changed' if changed else 'did not change'}, but it said: {said}"]
    if word != "saved":
        return []
    if _can_do_without(line, path):
        tally["harmless"] += 1
        return []
    tally["swallowed"] += 1
    return [f"the error was swallowed: {line}"]


def _can_do_without(line: str, path: Path) -> bool:
    """Whether a save is whole without that call: locks, kept versions, tidying, a look at names."""
    state = os.environ["PLANNER_STATE_DIR"]
    if state in line:
        return True
    name = line.partition("(")[0]
    # Names are looked at and temporary ones removed before and after what counts; closing what was
    # only read loses nothing; where no link can be made, a new file gets its name another way.
    return (
        name in {"unlink", "getdents64", "lstat", "readlink", "linkat"}
        or "AT_SYMLINK_NOFOLLOW" in line
        or (name == "openat" and "O_NONBLOCK|O_CLOEXEC|O_DIRECTORY" in line)
        or "AT_EMPTY_PATH" in line  # what is read is compared whole
        or (name in {"close", "newfstatat"} and str(path.parent) in line and ".tmp" not in line)
    )


def _loads(path: Path) -> bool:
    kind = kind_at(path)
    return kind.note_of(kind.read(path)) == _NOTE
