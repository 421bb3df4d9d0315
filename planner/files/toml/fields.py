"""How the classes of tables are made: a class for each table, a field for each name in it.

Each field's ``metadata["description"]`` says what it is for: people's schema-aware editors show it.
"""

from typing import Any, Literal

from attrs import field, frozen

__all__ = ["FORMATS", "described", "format_number", "table", "whole_file"]

FORMATS = (1, 2)
"""The formats that can be read; each file is written in the lowest that can hold what it says."""


def described(
    description: str,
    default: Any = ...,
    *,
    merge: Literal["whole", "set", "parts", "kept", "never"] = "whole",
    since: int = 1,
    layout: Literal["usual", "apart", "one line", "never empty"] = "usual",
) -> Any:
    """A field; for the others see :class:`~planner.files.toml.leaves.Shape`."""
    metadata = {"description": description, "merge": merge, "since": since, "layout": layout}
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def format_number() -> Any:
    """The field of a whole file that holds the number of its format."""
    return field(metadata={"description": "The number of the file format", "formats": FORMATS})


# Never compared or printed, and gone once a file is read: what attrs need not make costs nothing at
# start, and a class with slots is made twice.
table = frozen(eq=False, repr=False, slots=False)
# Its tables stand in the order of the file, whichever of them may be left out.
whole_file = frozen(eq=False, repr=False, slots=False, kw_only=True)
