"""Faults of the environment: the old bytes stay, a message says why, the work is still there.

Each fault is made with a real file system, not with a stand-in. Some need root.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import frozen

from planner.errors import SaveError
from planner.files.places import fix_places
from tests.files.file_kinds import FILE_KINDS, FileKind
from tests.reliability.forked import Tell, forked
from tests.reliability.proof import Effort, NotRunError, Result
from tests.reliability.workplace import strays

__all__ = ["run"]

_NOBODY = 65534


@frozen
class _Fault:
    """What goes wrong: ``happens`` is given the file after the session on it was opened.

    It gives the path to save to, ``None`` for the file itself. ``as_nobody`` saves without root's
    rights, ``small_disk`` works on a file system of 64 KiB.
    """

    name: str
    happens: Callable[[Path], Path | None]
    root: bool = False
    as_nobody: bool = False
    small_disk: bool = False
    undo: Callable[[Path], object] = lambda _: None


def run(folder: Path, effort: Effort) -> Result:  # noqa: ARG001 (there are not many)
    """Makes each fault happen between the opening of a file and its saving, for both kinds."""
    os.umask(0o022)
    _load_all(folder)
    folder.parent.chmod(0o777)  # nobody must get there
    folder.chmod(0o777)
    root = os.geteuid() == 0
    made: list[str] = []
    not_made: list[str] = []
    wrong: list[str] = []
    for fault in _FAULTS:
        if (fault.root or fault.as_nobody or fault.small_disk) and not root:
            not_made.append(f"{fault.name} (needs root)")
            continue
        try:
            found = [(kind, what) for kind in FILE_KINDS for what in _judged(folder, kind, fault)]
        except NotRunError as reason:
            not_made.append(f"{fault.name} ({reason})")
        else:
            made.append(fault.name)
            wrong += [f"{fault.name}, {kind}: {what}" for kind, what in found]
    figures = f"{len(made)} of {len(_FAULTS)} faults x scenario/case: {len(wrong)} wrong"
    if not_made:
        figures += "; not run: " + ", ".join(not_made)
    promise = "old bytes intact, a message, the work unsaved in the session"
    return Result(f"{figures} ({promise})", tuple(wrong))


def _load_all(folder: Path) -> None:
    """Saves once over a file and once anew: what is imported on first use is imported then."""
    place = folder / "warm"
    place.mkdir()
    for kind in FILE_KINDS:
        session = kind.open(kind.put(place))
        kind.write_note(session, "x")
        session.save()
        session.save(place / kind.named("new"))
        kind.write_note(session, "y")
        session.keep_draft()


def _judged(folder: Path, kind: FileKind, fault: _Fault) -> list[str]:
    """What is not as promised after that fault."""
    place = folder / f"{fault.name.replace(' ', '-')}-{kind}"
    place.mkdir()
    place.chmod(0o777)
    with _small_disk(place) if fault.small_disk else _nothing():
        inner = place / "inner"
        inner.mkdir()
        path = kind.put(inner)
        if fault.as_nobody:
            os.chown(inner, _NOBODY, _NOBODY)
            os.chown(path, _NOBODY, _NOBODY)
        before = path.read_bytes()

        def work(tell: Tell) -> None:
            _save_amid(path, kind, fault, tell)

        told = forked(work).end()
        wrong = [line for line in told if not line.startswith("fine")]
        if not told:
            wrong.append("the process ended without a word")
        fault.undo(path)
        wrong += _harm(inner, path, before)
    shutil.rmtree(place, ignore_errors=True)
    return wrong


def _save_amid(path: Path, kind: FileKind, fault: _Fault, tell: Tell) -> None:
    """Opens, changes, lets the fault happen and saves; tells what is wrong then."""
    session = kind.open(path)
    kind.write_note(session, "Work that must not be lost.\n" * 500)
    work = session.document.content
    target = fault.happens(path)
    if fault.as_nobody:
        state = path.parent.parent / "state"
        state.mkdir(exist_ok=True)
        state.chmod(0o777)
        os.environ["PLANNER_STATE_DIR"] = str(state)
        fix_places()
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    try:
        session.save(target)
    except SaveError as error:
        said = str(error)
    else:
        tell("it was saved")
        return
    if "not saved" not in said and "cannot be saved" not in said:
        tell(f"the message does not say so: {said}")
    if not session.unsaved or session.document.content != work:
        tell("the work is not there as unsaved any more")
    with suppress(OSError):  # the state folder may be under the same fault
        session.keep_draft()
    tell(f"fine: {said}")


def _harm(inner: Path, path: Path, before: bytes) -> list[str]:
    """What happened to the files that stood there."""
    wrong = []
    kept = [path, path.with_name("aside.toml"), inner.with_name("gone") / path.name]
    if not any(p.is_file() and p.read_bytes() == before for p in kept):
        wrong.append("the old bytes are not there any more")
    if inner.is_dir() and strays(inner):
        wrong.append("a temporary file was left")
    return wrong


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    """A file system of 64 KiB there."""
    _call(
        "mount", "-t", "tmpfs", "-o", "size=64k,nr_inodes=16,mode=777", "planner-proof", str(place)
    )
    try:
        yield
    finally:
        _call("umount", "--lazy", str(place))


def _call(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise NotRunError(f"{command[0]} is not installed")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise NotRunError(f"{command[0]}: {done.stderr.strip()}")


def _fill(path: Path) -> None:
    try:
        with path.with_name("filler").open("wb", buffering=0) as file:
            while file.write(b"x" * 512):
                pass
    except OSError:
        return


def _fill_names(path: Path) -> None:
    try:
        for number in range(1_000_000):
            path.with_name(f"empty-{number}").touch()
    except OSError:
        return


def _limit_size(_: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def _limit_open_files(_: Path) -> None:
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def _read_only_mark(path: Path) -> None:
    path.chmod(0o444)


def _read_only_folder(path: Path) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o555)


def _others_file(path: Path) -> None:
    os.chown(path, 0, 0)
    path.chmod(0o644)
    os.chown(path.parent, 0, 0)
    path.parent.chmod(0o755)


def _immutable(path: Path) -> None:
    _call("chattr", "+i", str(path))


def _immutable_folder(path: Path) -> None:
    _call("chattr", "+i", str(path.parent))


def _mutable_again(path: Path) -> None:
    _call("chattr", "-i", str(path), str(path.parent))


def _read_only_mount(path: Path) -> None:
    _call("mount", "-o", "remount,ro", str(path.parent.parent))


def _writable_mount(path: Path) -> None:
    _call("mount", "-o", "remount,rw", str(path.parent.parent))


def _vanished_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("gone"))


def _folder_became_file(path: Path) -> None:
    _vanished_folder(path)
    path.parent.write_text("no folder")


def _aside(path: Path) -> None:
    path.rename(path.with_name("aside.toml"))


def _became_folder(path: Path) -> None:
    _aside(path)
    path.mkdir()


def _became_pipe(path: Path) -> None:
    _aside(path)
    os.mkfifo(path)


def _became_device(path: Path) -> None:
    _aside(path)
    path.symlink_to("/dev/full")


def _became_loop(path: Path) -> None:
    _aside(path)
    other = path.with_name("round.toml")
    path.symlink_to(other)
    other.symlink_to(path)


def _became_dangling(path: Path) -> None:
    _aside(path)
    path.symlink_to("nowhere/at/all.toml")


def _removed_link(path: Path) -> Path:
    link = path.with_name("link.toml")
    link.symlink_to(path.with_name("missing") / "deep.toml")
    return link


def _long_name(path: Path) -> Path:
    return path.with_name("x" * 300 + ".toml")


def _long_path(path: Path) -> Path:
    return path.parent.joinpath(*["y" * 200] * 25, "z.toml")


def _nul_name(path: Path) -> Path:
    return path.with_name("a\0b.toml")


def _taken_name(path: Path) -> Path:
    other = path.with_name("other.toml")
    other.write_text("somebody's")
    return other


def _onto_folder(path: Path) -> Path:
    other = path.with_name("folder.toml")
    other.mkdir()
    return other


def _under_a_file(path: Path) -> Path:
    return path / "below.toml"


_FAULTS = (
    _Fault("full disk", _fill, small_disk=True),
    _Fault("no name left on the disk", _fill_names, small_disk=True),
    _Fault("limit of the file size", _limit_size),
    _Fault("no descriptor left", _limit_open_files),
    _Fault("read only mark", _read_only_mark),
    _Fault("read only folder", _read_only_folder, as_nobody=True),
    _Fault("file and folder of another owner", _others_file, as_nobody=True),
    _Fault("immutable file", _immutable, root=True, undo=_mutable_again),
    _Fault("immutable folder", _immutable_folder, root=True, undo=_mutable_again),
    _Fault("read only mount", _read_only_mount, small_disk=True, undo=_writable_mount),
    _Fault("vanished folder", _vanished_folder),
    _Fault("folder replaced by a file", _folder_became_file),
    _Fault("file replaced by a folder", _became_folder),
    _Fault("file replaced by a pipe", _became_pipe),
    _Fault("file replaced by a device", _became_device),
    _Fault("link loop", _became_loop),
    _Fault("dangling link", _became_dangling),
    _Fault("new link into a missing folder", _removed_link),
    _Fault("name of 300 letters", _long_name),
    _Fault("path of 5000 letters", _long_path),
    _Fault("name with a NUL", _nul_name),
    _Fault("name that is taken", _taken_name),
    _Fault("name of a folder", _onto_folder),
    _Fault("name below a file", _under_a_file),
)
