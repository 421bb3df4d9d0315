"""Open documents: their history, their files, what others did. No screen, and no verdict's words.

Only here is anything mutable; widgets post commands, and a session carries them out.
"""
