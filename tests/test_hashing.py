"""The digests that files and drafts hold are SHA-256, whichever module makes them."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from planner.hashing import sha256_of


@given(st.binary(max_size=300))
def test_it_is_what_everybody_else_calls_sha256(data: bytes) -> None:
    """Other tools check the digest of a case by themselves."""
    assert sha256_of(data) == hashlib.sha256(data).hexdigest()
