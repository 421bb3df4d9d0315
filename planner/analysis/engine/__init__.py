"""Variables, what is forbidden over them, and the counts, proofs and limits of that.

This room knows numbers alone: no case, no party, no question. It never guesses: past a limit it
says what is proven.
"""
