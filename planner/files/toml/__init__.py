"""TOML texts and their tables, alike for every kind of file: places, writing, patching, merging.

Never what a scenario or a case means: the classes of the tables say all that is known here.
"""
