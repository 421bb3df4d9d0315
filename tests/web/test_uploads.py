"""What a browser may bring into the folder, and under which names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.web.uploads import MOST_BYTES, UploadError, put_upload, safe_name


@pytest.mark.parametrize("name", ["deal.toml", "lake.case.toml", "мир.txt", "Notes 2.MD", "a.pdf"])
def test_cases_scenarios_and_sources_are_taken(name: str, tmp_path: Path) -> None:
    """Byte by byte, in any script."""
    assert put_upload(tmp_path, name, b"\x00what it is") == tmp_path / name
    assert (tmp_path / name).read_bytes() == b"\x00what it is"


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../a.toml", "/etc/a.toml", "a/b.toml", "..\\a.toml", "C:a.toml"),
        *(".hidden.toml", "a\x00.toml", "a\x1b[2J.toml", "a\n.toml", "a.py", "toml", "a.toml.sh"),
        *("nul.toml", "COM1.txt", "a*.toml", f"{'x' * 200}.toml", "\u202eevil.toml"),
    ],
)
def test_other_names_are_refused(name: str, tmp_path: Path) -> None:
    """Paths, hidden files, programs and names that some system cannot hold."""
    with pytest.raises(UploadError):
        put_upload(tmp_path, name, b"")
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=30).map(lambda text: f"{text}.toml"))
def test_a_safe_name_is_the_name_of_a_file_in_the_folder(name: str) -> None:
    """Whatever was given."""
    try:
        safe = safe_name(name)
    except UploadError:
        return
    assert Path("folder", safe).parent == Path("folder")
    assert safe.isprintable()
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


def test_nothing_is_replaced_and_nothing_put_where_a_link_leads(tmp_path: Path) -> None:
    """A link into the void would make a file elsewhere."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "mine.toml").write_bytes(b"mine")
    (folder / "link.toml").symlink_to(tmp_path / "elsewhere.toml")
    for name in ("mine.toml", "link.toml"):
        with pytest.raises(PlannerError, match="there is a file of that name already"):
            put_upload(folder, name, b"theirs")
    assert (folder / "mine.toml").read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """At one byte more than a case may have."""
    put_upload(tmp_path, "most.txt", bytes(MOST_BYTES))
    with pytest.raises(UploadError, match="it has 5,242,881 bytes"):
        put_upload(tmp_path, "more.txt", bytes(MOST_BYTES + 1))
    assert not (tmp_path / "more.txt").exists()
