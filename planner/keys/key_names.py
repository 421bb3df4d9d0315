"""What keys are called: by Textual, and for people."""

from __future__ import annotations

__all__ = ["SIGNS", "key_of_words", "key_words"]

_KEY_WORDS = {
    "space": "Space",
    "enter": "Enter",
    "backspace": "Backspace",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "question_mark": "?",
    "slash": "/",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "insert": "Ins",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "plus": "+",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "at": "@",
    "backslash": "\\",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
}


def key_words(key: str) -> str:
    """The key as it is written for people: ``Ctrl+S``, ``?``, ``n``."""
    if key in _KEY_WORDS:
        return _KEY_WORDS[key]
    *modifiers, last = key.split("+")
    if modifiers:
        shown = _KEY_WORDS.get(last, last.upper())
        return "+".join([*(m.title() for m in modifiers), shown])
    return last.upper() if len(last) > 1 else last


_KEY_OF_WORDS = {word: key for key, word in _KEY_WORDS.items()}


def key_of_words(words: str) -> str:
    """Textual's name of the key that is written like this for people."""
    *modifiers, last = words.split("+") if len(words) > 1 else [words]
    key = _KEY_OF_WORDS.get(last, last.lower() if modifiers else last)
    return "+".join([*(each.lower() for each in modifiers), key])


SIGNS = {word: key for key, word in _KEY_WORDS.items() if len(word) == 1 and word.isascii()}
"""The punctuation on a keyboard, with Textual's names for it."""
