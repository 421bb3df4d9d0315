"""How the app looks: themes, contrast, signs of poor consoles, the sizes at which a layout turns.

Never what is said: words and signs of verdicts are those of the reports.
"""
