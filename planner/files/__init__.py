"""Files in and out: each mistake with its place, each save without loss.

``toml`` has texts and tables, alike for every kind of file; ``safety`` saving, drafts and versions;
``cases``, ``scenarios`` and ``settings`` one kind of file each. ``places`` are the folders of a
run, ``shelf`` reads a folder of scenarios, ``schema`` makes what editors check files by.
Never a verdict in words, never a screen. Who needs something names its module.
"""
