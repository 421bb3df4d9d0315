"""What belongs to a file and not to what it says."""

from __future__ import annotations

from attrs import frozen

__all__ = ["NO_ENVELOPE", "Envelope"]


# Nobody prints it: what attrs need not make costs nothing at the start of a check.
@frozen(repr=False)
class Envelope:
    """What belongs to a file and not to what is said in it: no history holds it.

    ``case_path`` is the case's file as a scenario's file names it, empty where its id is enough;
    ``case_digest`` that of the case that the file was last saved against, empty before.
    """

    case_path: str = ""
    case_digest: str = ""


NO_ENVELOPE = Envelope()
