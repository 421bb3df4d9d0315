"""Two short texts that a case is made from."""

SPEECH = """\
Page 1

The mayor spoke first. We will take half, and not a drop less.

South would welcome a joint dam. Ninety for a bucket is out of the question.
"""
MINUTES = """\
The council

North wants all of the water.

The council refuses a joint dam.

East insists on a joint dam.
"""
