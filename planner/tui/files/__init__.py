"""Conversations about files: saving, news of what others did, recovery, the editor, tidying.

Each asks on the screen and does it below; none draws a screen of its own, none judges a scenario.
"""
