"""How far things stand in where pages are set as text: one layout for each kind of reader."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["FINDINGS", "GUIDE", "PANE", "REPORT", "SPOKEN", "SPOKEN_FINDINGS", "Layout"]


class Layout(NamedTuple):
    """How far things stand in, in columns.

    * ``headings`` says for each level of headings where one begins, ``bodies`` where what follows
      it stands; below a heading that begins with a status that is ``sign`` columns further in.
      ``underlined`` is the last level that gets a line below it.
    * ``rule``, ``quotation``, ``citation``, ``caveat`` and ``verbatim`` are counted from the text
      around them.
    * ``hang`` is that of a paragraph that stands in, and ``table_hang`` that of a row, from their
      first lines. Without ``table_hang`` a row hangs below its last column. Columns are at most
      ``column`` wide.
    * The first block of an item with a bullet hangs by ``item_hang``, its others stand in by
      ``item_body``. The numbers of items are ``number`` wide, and lists stand in by ``lists`` at
      least.
    * Without ``breaks`` a line break is a blank, without ``gaps`` there is no empty line.
    * With ``nested`` a quote that begins or ends with a mark of its own stands in single ones; with
      ``flowing`` its line breaks are blanks, so that none of its lines looks like one of the
      report.
    """

    headings: tuple[int, ...] = (0, 0, 0)
    bodies: tuple[int, ...] = (0, 0, 0)
    sign: int = 0
    underlined: int = 0
    rule: int = 0
    quotation: int = 0
    citation: int = 0
    caveat: int = 0
    verbatim: int = 0
    hang: int = 0
    table_hang: int | None = 0
    column: int = 0
    item_hang: int = 2
    item_body: int = 2
    number: int = 0
    lists: int = 0
    breaks: bool = True
    gaps: bool = True
    nested: bool = False
    flowing: bool = False


REPORT = Layout(
    headings=(0, 0, 2),
    bodies=(0, 2, 4),
    sign=4,
    underlined=1,
    table_hang=None,
    column=32,
    breaks=False,
)
"""A report to be read from top to bottom: each section stands below its heading."""
FINDINGS = Layout(
    headings=(0, 0, 2),
    bodies=(0, 0, 2),
    underlined=2,
    rule=4,
    quotation=4,
    citation=6,
    caveat=6,
    table_hang=2,
    item_hang=4,
    item_body=4,
    number=3,
    lists=2,
)
"""A report of many findings, each with its evidence below it."""
SPOKEN = Layout(bodies=(2, 2, 2), rule=2, quotation=2, citation=4, caveat=4, gaps=False)
"""Lines that are read aloud one by one."""
SPOKEN_FINDINGS = SPOKEN._replace(
    headings=(0, 0, 2), hang=2, table_hang=2, item_hang=0, item_body=4, gaps=True
)
"""The same for findings."""
GUIDE = Layout(underlined=3, verbatim=4)
"""A text that is read at length: nothing stands in but what is to be copied."""
PANE = Layout(verbatim=2)
"""The pane of a screen, which is narrow and has looks instead of indents."""
