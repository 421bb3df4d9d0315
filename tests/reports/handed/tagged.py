"""What is wrong with the tags of a PDF, by the rules of PDF/UA-1 that a program can judge.

It asks what checkers of the Matterhorn protocol ask: that everything on a page is tagged or an
artifact, that tags nest as they must, that tables have header cells and headings skip no level.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

__all__ = ["faults"]

_BLOCKS = {"/P", "/Table", "/L", "/BlockQuote", "/Part", "/Sect", "/Div", "/Code", "/Caption"}
_BLOCKS |= {f"/H{level}" for level in range(1, 7)}
_INSIDE = {
    "/Table": {"/THead", "/TBody", "/TFoot", "/TR", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
}
_SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"}
"""The operators that put anything on the page."""


def faults(data: bytes) -> list[str]:
    """What breaks a rule; nothing where all is well."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_of_document(pdf), *_of_structure(pdf), *_of_pages(pdf), *_of_fonts(pdf)]


def _of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    nothing = pikepdf.Dictionary()
    if not str(root.get("/Lang", "")):
        yield "the document has no language"
    if not root.get("/MarkInfo", nothing).get("/Marked", False):
        yield "the document is not marked as tagged"
    if not root.get("/ViewerPreferences", nothing).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    with pdf.open_metadata() as about:
        if about.get("pdfuaid:part") != "1":
            yield "the metadata do not say PDF/UA-1"
        if not about.get("dc:title"):
            yield "the metadata have no title"


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.StructTreeRoot
    roles = {str(k): str(v) for k, v in dict(tree.get("/RoleMap", {})).items()}
    level = 0
    for element, role, inside in _elements(tree, roles):
        if inside in _INSIDE and role not in _INSIDE[inside]:
            yield f"{role} stands in {inside}"
        if inside == "/Document" and role not in _BLOCKS:
            yield f"{role} stands in the document, and is no block"
        if role[1:2] == "H" and role[2:].isdigit():
            if int(role[2:]) > level + 1:
                yield f"{role} comes after a heading of level {level}"
            level = int(role[2:])
        if role == "/TH" and not any("/Scope" in each for each in _attributes(element)):
            yield "a header cell has no scope"
        if role == "/Figure" and "/Alt" not in element:
            yield "a picture has no text in its place"
        if role == "/TD" and not any("/Headers" in each for each in _attributes(element)):
            yield "a cell names no header"


def _elements(tree: Any, roles: dict[str, str]) -> Iterator[tuple[Any, str, str]]:
    """Each structure element with its role and that of the one in which it stands."""
    waiting = [(kid, "") for kid in _kids(tree)]
    while waiting:
        element, inside = waiting.pop(0)
        name = str(element.S)
        role = roles.get(name, name)
        yield element, role, inside
        waiting[:0] = [(kid, role) for kid in _kids(element)]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    listed = [*kids] if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _attributes(element: Any) -> list[Any]:
    found = element.get("/A", [])
    return [*found] if isinstance(found, pikepdf.Array) else [found]


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Tabs") != pikepdf.Name.S:
            yield f"page {number} is not gone through in the order of its tags"
        parents = numbers[int(page.obj.StructParents)]
        yield from _of_page(number, page, parents)


def _of_page(number: int, page: pikepdf.Page, parents: Any) -> Iterator[str]:
    open_ones: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            tag, *said = instruction.operands
            known = str(tag) == "/Artifact"
            if said and isinstance(said[0], pikepdf.Dictionary) and "/MCID" in said[0]:
                known = True
                if int(said[0].MCID) >= len(parents):
                    yield f"page {number} holds content that is in no tag"
            open_ones.append(known)
        elif operator == "EMC":
            open_ones.pop()
        elif operator in _SHOWS and not any(open_ones):
            yield f"page {number} holds content that is neither tagged nor an artifact"


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        resources: Any = page.get("/Resources", pikepdf.Dictionary())
        for font in dict(resources.get("/Font", pikepdf.Dictionary())).values():
            name = str(font.get("/BaseFont", ""))
            held = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            if "/ToUnicode" not in font:
                yield f"the letters of {name} cannot be had back as text"
            if not any(f"/FontFile{kind}" in held for kind in ("", "2", "3")):
                yield f"the font {name} is not in the file"
