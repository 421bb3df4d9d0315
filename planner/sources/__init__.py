"""Source texts as plain text with places, and the quotes that stand in them.

This room takes bytes and gives text. It opens no file and asks no network.
"""
