"""How things are said: statuses, counts, readings and answers as words and sentences.

The words of a verdict speak of what is *stated*, never of what a party would accept. Nothing here
knows a page or a format: what is said is a string, and where it stands is the content's business.
"""
