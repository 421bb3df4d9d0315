"""Saving without loss, the same for every kind of file: texts and bytes, never what they say."""
