"""Every command with its keys, and the settings of the app, for the command line and the screen.

``commands`` declares, ``keymap`` puts the user's own keys in place of the declared ones,
``key_names`` writes keys for people and ``help_text`` explains them all. Nothing here needs
Textual.
"""
