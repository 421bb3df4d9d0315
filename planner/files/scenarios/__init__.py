"""Scenario files: what only they have, and what no scenario file can hold. Never a verdict."""
