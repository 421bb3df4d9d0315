"""Files in and out: each mistake with its place, each save without loss.

``toml`` has texts and tables, alike for every kind of file; ``safety`` saving, drafts and versions;
``cases``, ``scenarios`` and ``settings`` one kind of file each. ``places`` are the folders of a
run, ``scenario_files`` finds the scenarios of a folder, ``shelf`` reads and follows them,
``schema`` makes what editors check files by. Never a verdict in words, never a screen. Who needs
something names its module.
"""
