"""A case that is saved in another folder takes the texts of its sources along."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from planner.editing.carrying_texts import CarriedTexts, carry_texts
from planner.editing.case_session import CaseSession
from planner.editing.quote_checks import check_quotes
from planner.files.cases.catalogue import find_case
from planner.files.places import fix_places
from planner.model.case import Case, Source
from tests.files.samples import small_case


def naming(*texts: str) -> Case:
    """A case whose sources name these texts."""
    sources = tuple(Source(f"s{n}", text=text) for n, text in enumerate(texts))
    return evolve(small_case(), sources=sources)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with two texts, one in a folder of its own."""
    folder = tmp_path / "old"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"one\r\n")
    (folder / "inner" / "b.md").write_bytes(b"two\n")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("case", ["velda-dam", "zalume-talks"])
def test_every_quote_of_a_bundled_case_is_found_where_it_was_saved_too(
    case: str, new: Path
) -> None:
    """All its texts stand beside it, and are those that were coded."""
    session = CaseSession.of_file(find_case(case))
    session.set_title("My own")
    session.save(new / "mine.case.toml")
    assert len(session.carried.made) == len(session.case.sources)
    assert session.carried.failures == ()
    found = check_quotes(session.case, session.path)
    assert all(quote.found.stands for quote in found.quotes.values())
    assert not found.other_texts
    session.set_title("My very own")
    session.save()
    assert session.carried == CarriedTexts()


def test_texts_are_copied_byte_by_byte_to_the_same_places(old: Path, new: Path) -> None:
    """Each once, whichever sources name it; what was not there is not missed."""
    carried = carry_texts(naming("a.txt", "inner/b.md", "a.txt", "gone.txt", ""), old, new)
    assert carried == CarriedTexts((new / "a.txt", new / "inner" / "b.md"))
    assert (new / "a.txt").read_bytes() == b"one\r\n"
    assert (new / "inner" / "b.md").read_bytes() == b"two\n"


def test_nothing_is_overwritten(old: Path, new: Path) -> None:
    """Nor put in the place of a link that leads nowhere."""
    (new / "a.txt").write_bytes(b"mine")
    (new / "inner").mkdir()
    (new / "inner" / "b.md").symlink_to("nowhere")
    assert carry_texts(naming("a.txt", "inner/b.md"), old, new) == CarriedTexts()
    assert (new / "a.txt").read_bytes() == b"mine"
    assert not (new / "inner" / "nowhere").exists()


def test_what_is_named_elsewhere_stays_there(old: Path, new: Path) -> None:
    """A name that leads up, or is a whole path, names no place below the new folder."""
    (old.parent / "up.txt").write_bytes(b"up")
    whole = str(old / "a.txt")
    assert carry_texts(naming("../up.txt", whole, "inner/../a.txt"), old, new) == CarriedTexts()
    assert list(new.iterdir()) == []


def test_a_text_that_cannot_be_copied_is_told(old: Path, new: Path) -> None:
    """The others are copied all the same."""
    (new / "inner").write_bytes(b"a file in the way")
    carried = carry_texts(naming("inner/b.md", "a.txt"), old, new)
    assert carried.made == (new / "a.txt",)
    (failure,) = carried.failures
    assert "b.md" in failure


def test_a_large_text_is_copied(old: Path, new: Path) -> None:
    """It may be larger than any case."""
    (old / "large.txt").write_bytes(b"word\n" * (3 << 19))
    carried = carry_texts(naming("large.txt"), old, new)
    assert carried == CarriedTexts((new / "large.txt",))


def test_a_planner_that_is_kept_in_a_folder_copies_none_out_of_it(
    old: Path, new: Path, tmp_path: Path
) -> None:
    """Not through a link either, and makes no folder there."""
    outside = tmp_path / "outside"
    outside.mkdir()
    kept_in = old.rename(new / "old")
    (kept_in / "inner" / "deep").mkdir()
    (kept_in / "inner" / "deep" / "c.txt").write_bytes(b"three\n")
    copies = new / "copies"
    copies.mkdir()
    (copies / "inner").symlink_to(outside)
    fix_places(confined=new)
    try:
        carried = carry_texts(naming("inner/b.md", "inner/deep/c.txt", "a.txt"), kept_in, copies)
    finally:
        fix_places()
    assert carried.made == (copies / "a.txt",)
    assert len(carried.failures) == 2
    assert list(outside.iterdir()) == []
