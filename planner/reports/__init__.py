"""Verdicts as words, plain lines and JSON; imports no screen and no file format."""
