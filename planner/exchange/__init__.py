"""Other tools' files, in and out: their forms are known here and nowhere else.

Never a verdict and never a count. A foreign file is read within bounds, and what cannot be carried
over is listed, never left out in silence.
"""
