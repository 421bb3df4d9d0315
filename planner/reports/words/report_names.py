"""The reports by name, with what each is for."""

from __future__ import annotations

__all__ = ["REPORT_NAMES"]

REPORT_NAMES = {
    "brief": "a page for each scenario: the package, the verdict, and all that it rests on",
    "columns": "issue by issue what each party states, and what the scenario chooses",
    "options": "two to four scenarios side by side, what differs first",
    "register": "every red line with its rule and its evidence",
    "draft": "the clauses as one text; of two scenarios with the changes tracked",
}
"""In the order in which they are offered."""
