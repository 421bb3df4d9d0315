"""Saving: never torn, never over somebody else's change, never silently less than was meant.

One suite for both kinds of file, scenarios and cases.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.errors import FileProblemError, LayoutAtStakeError, Problem, SaveError
from planner.files.places import fix_places
from planner.files.safety import locking, replacing
from planner.files.safety.conflict_copies import conflict_copies
from planner.files.safety.exchanging import exchange
from planner.files.safety.leftovers import clean_up_after_kill
from planner.files.safety.replacing import (
    ChangedOnDiskError,
    TargetExistsError,
    UnconfirmedSaveError,
    content_digest,
)
from planner.files.safety.versions import kept_versions
from tests.files.file_kinds import FileKind
from tests.files.samples import PIPE, put


def strays(folder: Path) -> list[str]:
    """What stands in the folder that a save must not leave there."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".planner")]


def test_a_new_file_is_written_in_the_canonical_form(folder: Path, sample: FileKind) -> None:
    """What is saved can be read, and the result is the base of the next save."""
    path = folder / sample.named("new")
    saved = sample.save(path, sample.new, seen=None)
    assert path.read_bytes().decode() == saved.source.text == sample.canonical(sample.new)
    assert saved.written
    assert sample.source(path).sha256 == saved.source.sha256
    other = sample.noted(sample.new, "Another.")
    again = sample.save(saved.path, other, seen=saved.source.sha256, base=saved.source)
    assert again.written
    assert sample.read(again.path) == other


def test_a_new_file_gets_the_users_usual_mode(folder: Path, sample: FileKind) -> None:
    """A new file is as readable as any other that the user makes."""
    before = os.umask(0o027)
    try:
        sample.save(folder / sample.named("new"), sample.new, seen=None)
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / sample.named("new")).stat().st_mode) == 0o640


def test_an_unchanged_content_writes_nothing(file: Path, sample: FileKind) -> None:
    """Not even the time of the file changes."""
    before = file.stat()
    saved = sample.save_over(file, sample.read(file))
    assert not saved.written
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_change_keeps_the_comments_of_the_file(
    folder: Path, sample: FileKind, changed: Any
) -> None:
    """A file that exists is patched, not rewritten."""
    path = put(folder, sample.named("c"), "# ours\n" + sample.text)
    sample.save_over(path, changed)
    assert path.read_text() == "# ours\n" + sample.changed_text


def test_what_cannot_be_patched_is_written_anew_only_on_request(
    folder: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stays until the caller asks for the canonical form."""
    monkeypatch.setattr("planner.files.toml.patching.edited_text", lambda *_, **__: "x = ")
    path = put(folder, sample.named("c"), sample.text.replace("\n", "\r\n"))
    with pytest.raises(LayoutAtStakeError, match="does not fit"):
        sample.save_over(path, changed)
    assert path.read_bytes() == sample.text.replace("\n", "\r\n").encode()
    sample.save_over(path, changed, canonical=True)
    expected = sample.canonical(changed).replace("\n", "\r\n").encode()
    assert path.read_bytes() == expected


def test_what_cannot_be_read_back_is_not_written(folder: Path, sample: FileKind) -> None:
    """A control character in a note is refused before any file is touched."""
    changed = sample.noted(sample.new, "\x1b")
    with pytest.raises(SaveError, match=r"U\+001B"):
        sample.save(folder / sample.named("new"), changed, seen=None)
    assert not (folder / sample.named("new")).exists()


def test_somebody_elses_change_is_not_overwritten(
    file: Path, sample: FileKind, changed: Any
) -> None:
    """The content counts, not the time; saving again with the new digest replaces it knowingly."""
    source = sample.source(file)
    times = file.stat()
    theirs = sample.theirs.encode()
    file.write_bytes(theirs)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ChangedOnDiskError, match="somebody else has changed it") as caught:
        sample.save(file, changed, seen=source.sha256, base=source)
    assert file.read_bytes() == theirs
    assert caught.value.digest == hashlib.sha256(theirs).hexdigest()
    sample.save(file, changed, seen=caught.value.digest, base=source)
    assert sample.read(file) == changed
    assert kept_versions(file)[0].read_bytes() == theirs


def test_a_file_that_vanished_is_told_and_can_be_made_again(
    file: Path, sample: FileKind, changed: Any
) -> None:
    """A removed file does not come back by itself."""
    source = sample.source(file)
    file.unlink()
    with pytest.raises(ChangedOnDiskError, match="is not there any more") as caught:
        sample.save(file, changed, seen=source.sha256, base=source)
    assert caught.value.digest is None
    assert not file.exists()
    sample.save(file, changed, seen=None, base=source)
    assert sample.read(file) == changed


def test_a_new_file_never_replaces_one_that_exists(
    file: Path, sample: FileKind, changed: Any
) -> None:
    """Save as onto an existing file needs its digest, which says that it was seen."""
    with pytest.raises(TargetExistsError, match="exists already") as caught:
        sample.save(file, changed, seen=None)
    assert file.read_text() == sample.text
    assert caught.value.digest == content_digest(file)
    sample.save(file, changed, seen=content_digest(file))
    assert file.read_text() == sample.canonical(changed)


def test_a_file_that_appears_in_the_last_moment_is_not_replaced(
    folder: Path, sample: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even between the last look and the last step nothing is overwritten."""
    path = folder / sample.named("new")
    link = os.link

    def rivalled(*args: Any, **more: Any) -> None:
        path.write_text("theirs")
        link(*args, **more)

    monkeypatch.setattr(os, "link", rivalled)
    with pytest.raises(TargetExistsError):
        sample.save(path, sample.new, seen=None)
    assert path.read_text() == "theirs"
    assert strays(folder) == []


def test_a_new_file_is_made_where_links_are_not_possible(
    folder: Path, sample: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without links the name is reserved first."""

    def no_link(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    sample.save(folder / sample.named("new"), sample.new, seen=None)
    assert sample.read(folder / sample.named("new")) == sample.new
    assert strays(folder) == []
    monkeypatch.setattr(os, "replace", no_link)
    with pytest.raises(SaveError):
        sample.save(folder / sample.named("newer"), sample.new, seen=None)
    assert not (folder / sample.named("newer")).exists()


def test_a_link_is_written_through(
    folder: Path, file: Path, sample: FileKind, changed: Any
) -> None:
    """The link stays a link, and the file that it leads to has the new content."""
    link = folder / sample.named("link")
    link.symlink_to(file.name)
    sample.save_over(link, changed)
    assert link.is_symlink()
    assert sample.read(file) == changed


def test_a_link_to_nothing_makes_the_file_that_it_leads_to(folder: Path, sample: FileKind) -> None:
    """A dangling link is a new file, at its other end."""
    (folder / sample.named("link")).symlink_to("target.toml")
    sample.save(folder / sample.named("link"), sample.new, seen=None)
    assert (folder / sample.named("link")).is_symlink()
    assert (folder / "target.toml").is_file()


def test_links_in_a_circle_are_told(folder: Path, sample: FileKind) -> None:
    """There is no file to write, and it is said so."""
    (folder / "a.toml").symlink_to("b.toml")
    (folder / "b.toml").symlink_to("a.toml")
    with pytest.raises(SaveError, match="leads round in a circle"):
        sample.save(folder / "a.toml", sample.new, seen=None)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode_is_kept(file: Path, sample: FileKind, changed: Any, mode: int) -> None:
    """A private file stays private, a shared one shared."""
    file.chmod(mode)
    sample.save_over(file, changed)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only the superuser can give a file away"
)
def test_the_owner_is_kept(file: Path, sample: FileKind, changed: Any) -> None:
    """A file of somebody else stays theirs."""
    os.chown(file, 12345, 12346)
    sample.save_over(file, changed)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12346)


def test_a_read_only_mark_is_respected(file: Path, sample: FileKind, changed: Any) -> None:
    """Even the superuser, who could, does not write over it."""
    file.chmod(0o444)
    with pytest.raises(SaveError, match="marked read-only"):
        sample.save_over(file, changed)
    assert file.read_text() == sample.text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a superuser")
def test_a_file_that_a_group_may_write_is_not_marked_read_only(
    file: Path, sample: FileKind, changed: Any
) -> None:
    """Its owner alone may not."""
    file.chmod(0o464)
    sample.save_over(file, changed)
    assert sample.read(file) == changed


def test_a_vanished_folder_is_told(folder: Path, sample: FileKind) -> None:
    """The work stays; the message says what to do."""
    with pytest.raises(SaveError, match=r"there is no folder .*none; make it, or save elsewhere"):
        sample.save(folder / "none" / sample.named("new"), sample.new, seen=None)


def test_a_long_name_is_told_only_where_it_is_too_long(folder: Path, sample: FileKind) -> None:
    """The temporary file's name is short, however long the file's own is."""
    path = folder / ("x" * 250 + ".toml")
    sample.save(path, sample.new, seen=None)
    assert path.is_file()
    with pytest.raises(SaveError, match="too long"):
        sample.save(folder / ("x" * 251 + ".toml"), sample.new, seen=None)


@pytest.mark.parametrize("make", [pytest.param(Path.mkdir, id="folder"), PIPE])
def test_what_is_no_file_is_not_replaced(
    folder: Path, sample: FileKind, make: Callable[[Path], None]
) -> None:
    """A folder or a pipe under the name is left alone."""
    make(folder / "x.toml")
    with pytest.raises(SaveError, match="expected a regular file"):
        sample.save(folder / "x.toml", sample.new, seen=None)


def test_a_name_with_a_zero_byte_is_told(folder: Path, sample: FileKind) -> None:
    """A zero byte in a name is no crash."""
    with pytest.raises(SaveError):
        sample.save(Path(f"{folder}/a\0b.toml"), sample.new, seen=None)


def test_the_last_twenty_versions_are_kept(file: Path, sample: FileKind) -> None:
    """Each replaced content is kept in the state folder, for the user alone; old ones go."""
    contents = []
    for number in range(23):
        contents.append(file.read_bytes())
        changed = sample.noted(sample.read(file), str(number))
        sample.save_over(file, changed)
    kept = kept_versions(file)
    assert [path.read_bytes() for path in kept] == contents[:2:-1]
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}


def test_a_save_does_not_need_the_state_folder(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where locks and versions cannot be kept, the save itself still works."""
    monkeypatch.setenv("PLANNER_STATE_DIR", "/dev/null/none")
    fix_places()
    sample.save_over(file, changed)
    assert sample.read(file) == changed
    assert kept_versions(file) == ()


def test_leftovers_of_a_killed_save_go_with_the_next(
    folder: Path, file: Path, sample: FileKind, changed: Any
) -> None:
    """Temporary files never pile up; those of other files may be in use and stay."""
    prefix = replacing._leftover_prefix(file)
    put(folder, f"{prefix}0123.tmp", "half")
    other = put(folder, f"{replacing._leftover_prefix(folder / 'other.toml')}0123.tmp", "half")
    sample.save_over(file, changed)
    assert strays(folder) == [other.name]


def test_leftovers_of_a_killed_save_go_when_the_file_is_opened(folder: Path, file: Path) -> None:
    """Only once nobody is saving; a file without leftovers, or none at all, is fine."""
    clean_up_after_kill(file)
    put(folder, f"{replacing._leftover_prefix(file)}0123.tmp", "half")
    clean_up_after_kill(file)
    assert strays(folder) == []
    clean_up_after_kill(folder / "none" / "x.toml")
    clean_up_after_kill("a\0b")


def test_a_save_that_waits_too_long_for_another_is_told(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A planner that hangs over a save does not hang the others for ever."""
    monkeypatch.setattr(locking, "_PATIENCE", 0.05)
    with locking.save_lock(file) as locked:
        assert locked
        with pytest.raises(SaveError, match="another planner is saving"):
            sample.save_over(file, changed)
    sample.save_over(file, changed)


STEPS = ["open", "write", "fchmod", "fsync", "replace", "close"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, 9999])
@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_old_file(  # noqa: PLR0913, PLR0917 (fixtures)
    file: Path,
    sample: FileKind,
    changed: Any,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    code: int,
) -> None:
    """A full or broken disk gives a message; the old bytes stand, and no temporary file stays."""
    source = sample.source(file)
    if step == "replace":  # the way of systems where two files cannot change places
        monkeypatch.setattr(replacing, "exchange", lambda *_: False)
    fail_on_temporary_file(monkeypatch, step, code)
    with pytest.raises(SaveError) as caught:
        sample.save(file, changed, seen=source.sha256, base=source)
    monkeypatch.undo()
    assert not isinstance(caught.value, UnconfirmedSaveError)
    assert "was not saved" in str(caught.value)
    assert "save" in str(caught.value).split("was not saved")[1]
    assert file.read_text() == sample.text
    assert strays(file.parent) == []


def test_what_a_stranger_wrote_in_the_last_moment_is_given_back(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the last look and the last step too: theirs stands, and is kept besides.

    What a third one wrote meanwhile lies beside it, for everybody who opens the file to see.
    """
    source = sample.source(file)
    writers = [b"theirs", b"a third's"]

    def rivalled(one: Path, other: Path) -> bool:
        if writers:
            other.write_bytes(writers.pop(0))
        return exchange(one, other)

    monkeypatch.setattr(replacing, "exchange", rivalled)
    with pytest.raises(ChangedOnDiskError, match="somebody else has changed it") as caught:
        sample.save(file, changed, seen=source.sha256, base=source)
    assert file.read_bytes() == b"theirs"
    assert caught.value.digest == content_digest(file)
    kept = {path.read_bytes() for path in kept_versions(file)}
    assert kept == {sample.text.encode(), b"theirs", b"a third's"}
    assert [path.read_bytes() for path in conflict_copies(file)] == [b"a third's"]
    assert strays(file.parent) == []


def test_what_cannot_be_given_back_lies_beside_the_file(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file was taken away in the same moment."""
    source = sample.source(file)
    steps: list[Callable[[], object]] = [
        lambda: file.write_bytes(b"theirs"),
        file.unlink,
    ]

    def rivalled(one: Path, other: Path) -> bool:
        steps.pop(0)()
        return exchange(one, other)

    monkeypatch.setattr(replacing, "exchange", rivalled)
    with pytest.raises(SaveError, match="was not saved"):
        sample.save(file, changed, seen=source.sha256, base=source)
    assert [path.read_bytes() for path in conflict_copies(file)] == [b"theirs"]
    assert strays(file.parent) == []


def fail_on_temporary_file(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Makes one system call fail when it concerns the temporary file of a save."""
    real = getattr(os, step)
    opened: set[int] = set()
    real_open = os.open

    def concerns(first: object) -> bool:
        return first in opened if isinstance(first, int) else ".planner-" in str(first)

    def noting_open(path: Any, *args: Any, **more: Any) -> int:
        if step == "open" and concerns(path):
            raise OSError(code, os.strerror(code))
        descriptor = real_open(path, *args, **more)
        if concerns(path):
            opened.add(descriptor)
        return descriptor

    def failing(first: Any, *args: Any, **more: Any) -> Any:
        if concerns(first):
            opened.discard(first)
            if step == "close":
                real(first)
            raise OSError(code, os.strerror(code))
        return real(first, *args, **more)

    if step != "open":
        monkeypatch.setattr(os, step, failing)
    monkeypatch.setattr(os, "open", noting_open)


def test_short_writes_are_completed(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that takes only some bytes at a time gets them all."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:7])))
    sample.save_over(file, changed)
    assert sample.read(file) == changed


def test_a_save_that_the_system_does_not_confirm_is_told(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When only the folder's entry fails to reach the disk, the words are different."""
    source = sample.source(file)
    real = os.fsync

    def failing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(UnconfirmedSaveError, match="did not confirm") as caught:
        sample.save(file, changed, seen=source.sha256, base=source)
    assert sample.read(file) == changed
    assert caught.value.digest == content_digest(file)


def test_a_save_that_cannot_be_read_back_is_not_called_unsaved(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in place but cannot be read just now is told as that, not as the old content."""
    source = sample.source(file)

    def break_the_disk(_: Path) -> None:
        monkeypatch.setattr(replacing, "read_bytes", failing)

    def failing(*_: Any) -> bytes:
        raise FileProblemError((Problem("x", None, None, "the disk is broken"),))

    monkeypatch.setattr(replacing, "_sync_folder", break_the_disk)
    with pytest.raises(UnconfirmedSaveError, match="the disk is broken"):
        sample.save(file, changed, seen=source.sha256, base=source)
    assert sample.read(file) == changed


def test_a_change_right_after_the_save_is_told(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what reads back is called saved."""
    monkeypatch.setattr(replacing, "_sync_folder", lambda folder: put(folder, file.name, "theirs"))
    with pytest.raises(ChangedOnDiskError, match="just now"):
        sample.save_over(file, changed)


def test_a_file_system_that_cannot_sync_folders_is_fine(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems refuse that step; the save is no failure there."""
    real = os.fsync

    def refusing(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refusing)
    sample.save_over(file, changed)


@pytest.mark.parametrize(
    "missing", [("O_NOFOLLOW", "O_CLOEXEC", "O_DIRECTORY"), ("fchmod", "fchown")]
)
def test_a_system_without_posix_features_can_save(
    file: Path,
    sample: FileKind,
    changed: Any,
    monkeypatch: pytest.MonkeyPatch,
    missing: tuple[str, ...],
) -> None:
    """What Windows lacks is left out; the save works without it."""
    for name in missing:
        monkeypatch.delattr(os, name)
    sample.save_over(file, changed)
    assert sample.read(file) == changed


def test_a_system_without_locks_can_save(
    file: Path, sample: FileKind, changed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without advisory locks the comparison of contents protects alone."""
    monkeypatch.setitem(__import__("sys").modules, "fcntl", None)
    with locking.save_lock(file) as locked:
        assert not locked
    sample.save_over(file, changed)
