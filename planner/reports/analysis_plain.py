"""All that the analysis screen can show, as plain lines: every finding with all its details.

The report of ``planner analyse`` leaves out what a reader of a page can do without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.analysis.analyse import Analysis
from planner.reports.analysis_passages import open_sentences, sections
from planner.reports.explain import Kind, Passage
from planner.reports.words import sentence
from planner.reports.wrapping import wrapped

__all__ = ["finding_lines"]


def finding_lines(analysis: Analysis, width: int) -> list[str]:
    """The answer in a sentence, then question by question what was found, and what was not."""
    lines: list[str] = []
    for words in open_sentences(analysis):
        lines += wrapped(sentence(words), width)
    for section in sections(analysis):
        short = f": {section.short}" if section.short else ""
        lines += ["", *wrapped(f"{section.title}{short}", width)]
        lines += _lines(section.summary, width, "  ")
        group = ""
        for finding in section.findings:
            if finding.group not in ("", group):
                group = finding.group
                lines += wrapped(group, width, "  ")
            note = f": {finding.note}" if finding.note else ""
            lines += wrapped(f"{finding.title}{note}", width, "  - ")
            lines += _lines((*finding.passages, *finding.more), width, "      ")
    for part, reason in analysis.reasons.items():
        lines += wrapped(f"Not finished: {part.value} ({reason})", width)
    return lines


def _lines(passages: Iterable[Passage], width: int, indent: str) -> Iterator[str]:
    for passage in passages:
        if passage.kind is not Kind.GAP:
            for paragraph in passage.text.split("\n"):
                for line in wrapped(paragraph, width, indent, f"{indent}  "):
                    yield line.replace("\N{NO-BREAK SPACE}", " ")
