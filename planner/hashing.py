"""SHA-256, without what nobody here needs of OpenSSL.

``hashlib`` loads OpenSSL, which takes 0.6 MB and 3 ms; Python's own module does the same, as its
``random`` does it too.
"""

from __future__ import annotations

try:
    from _sha2 import sha256  # type: ignore[import-not-found, unused-ignore] # Python 3.12 and on
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore] # Python 3.11
    except ImportError:  # a Python built without it
        from hashlib import sha256

__all__ = ["sha256_of"]


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    digest: str = sha256(data).hexdigest()
    return digest
