"""What belongs to a file and not to what it says."""

from __future__ import annotations

from attrs import frozen

from planner.by_fields import Compared

__all__ = ["NO_ENVELOPE", "Envelope"]


@frozen(eq=False, repr=False)
class Envelope(Compared):
    """What belongs to a file and not to what is said in it: no history holds it.

    ``case_path`` is the case's file as a scenario's file names it, empty where its id is enough;
    ``case_digest`` that of the case that the file was last saved against, empty before.
    """

    case_path: str = ""
    case_digest: str = ""


NO_ENVELOPE = Envelope()
