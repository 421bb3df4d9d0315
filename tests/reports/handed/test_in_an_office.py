"""Reports as DOCX in a real office program: laid out on pages, their changes known as such."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from filelock import FileLock

from planner.reports.formats.written import written
from tests.reports.handed.making import EVERY, made

OFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: not run")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with every report, as LibreOffice lays it out, and as it understands it.

    It takes eight seconds: processes that share the tests share the folder.
    """
    if worker_id == "master":
        return _laid_out(tmp_path_factory.mktemp("office"))
    folder = tmp_path_factory.getbasetemp().parent / "office"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            _laid_out(folder.with_suffix(".begun")).rename(folder)
    return folder


def _laid_out(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for kind, name, given in EVERY:
        (folder / f"{name}.docx").write_bytes(written(made(kind, *given), "docx"))
    for form in ("pdf", "odt"):
        subprocess.run(
            [
                *(str(OFFICE), "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}"),
                *("--convert-to", form, "--outdir", str(folder)),
                *sorted(map(str, folder.glob("*.docx"))),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
    return folder


def test_every_page_has_the_marking_and_its_number(opened: Path) -> None:
    for kind, name, given in EVERY:
        report = made(kind, *given)
        document = pypdfium2.PdfDocument(opened / f"{name}.pdf")
        for number, page in enumerate(document, 1):
            words = " ".join(page.get_textpage().get_text_range().split())
            assert f"Page {number} of {len(document)}" in words, name
            assert report.marking in words, name
            width, height = page.get_size()
            assert (width > height) is report.wide, name


def test_changes_are_changes_that_can_be_accepted_or_rejected(opened: Path) -> None:
    """Of a draft against a second scenario; other reports have none."""
    for kind, name, given in EVERY:
        text = zipfile.ZipFile(opened / f"{name}.odt").read("content.xml").decode()
        kinds = set(re.findall(r"<text:(insertion|deletion)>", text))
        assert kinds == ({"insertion", "deletion"} if len(given) > 1 and kind == "draft" else set())


def test_tables_have_header_rows_that_repeat(opened: Path) -> None:
    text = zipfile.ZipFile(opened / "talks-register.odt").read("content.xml").decode()
    assert "<table:table-header-rows>" in text


def test_words_of_every_script_are_there(opened: Path) -> None:
    text = zipfile.ZipFile(opened / "canal-brief.odt").read("content.xml").decode()
    for words in ("Верховье", "الوادي", "أربعين"):
        assert words in text
