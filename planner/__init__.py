"""Peace-deal scenarios, checked against every party's stated red lines."""

__version__ = "0.1.0"
