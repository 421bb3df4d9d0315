"""Who may come in: the token, the cookie that it is exchanged for, the host and the origin.

Pure checks. A page of somebody else in the same browser can send requests here (cross-site) or make
a name of its own lead here (DNS rebinding): the first has another origin, the second another host.
"""

from __future__ import annotations

import secrets

from attrs import field, frozen

from planner.by_fields import Compared

__all__ = ["LOOPBACK", "Guard", "Knock"]

LOOPBACK = "127.0.0.1"
"""The one address that is listened on: no other computer reaches it."""

_NAMES = (LOOPBACK, "localhost")
_OWN_SITES = ("same-origin", "none")
_STRANGE_HOST = "The planner answers only under the address that it printed."
_STRANGE_ORIGIN = "Another page asked for this. The planner answers its own page alone."
_STRANGE_LINK = (
    "Another page led here, and the planner answers its own page alone. Click into the address bar "
    "and press Enter, or open the whole address that `planner serve` printed."
)
_UNKNOWN = (
    "This address needs its token. Open the whole address that `planner serve` printed, to the end."
)


@frozen(eq=False, repr=False)
class Knock(Compared):
    """What a request says about where it comes from; empty where it says nothing.

    ``site`` is the header ``Sec-Fetch-Site``. ``acts`` is whether it does more than look: such a
    request must name its origin.
    """

    host: str = ""
    origin: str = ""
    site: str = ""
    cookie: str = field(default="", repr=False)
    acts: bool = False

    @property
    def from_elsewhere(self) -> bool:
        """Whether a page of another site led here."""
        return bool(self.site) and self.site not in _OWN_SITES


@frozen(eq=False, repr=False)
class Guard(Compared):
    """The door of one server: its port and its two secrets, which only it and its users know."""

    port: int
    token: str = field(factory=lambda: secrets.token_urlsafe(32), repr=False)
    secret: str = field(factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def address(self) -> str:
        """Where the app is opened; whoever has it may come in."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    @property
    def cookie_name(self) -> str:
        """Its port is in it: browsers keep cookies by host, and two servers would share one."""
        return f"planner-{self.port}"

    def takes(self, token: str) -> bool:
        """Whether this is the token."""
        return _same(token, self.token)

    def refusal(self, knock: Knock, *, with_token: bool = False) -> str:
        """Why the request is not answered, in words; empty if it is.

        ``with_token`` is for the one request that brings the token instead of the cookie.
        """
        if not self.knows(knock.host):
            return _STRANGE_HOST
        if (knock.acts or knock.origin) and knock.origin != f"http://{knock.host}":
            return _STRANGE_ORIGIN
        if with_token:
            return ""
        if knock.from_elsewhere:
            return _STRANGE_ORIGIN if knock.acts else _STRANGE_LINK
        return "" if _same(knock.cookie, self.secret) else _UNKNOWN

    def headers(self, host: str) -> dict[str, str]:
        """What every answer tells the browser: load nothing from elsewhere, keep nothing."""
        policy = (
            "default-src 'none'; script-src 'self'; font-src 'self'; img-src 'self' data:",
            # The terminal in the page writes its measures into style elements as it goes.
            "style-src 'self' 'unsafe-inline'",
            f"connect-src 'self' ws://{host}" if self.knows(host) else "connect-src 'self'",
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        )
        return {
            "Content-Security-Policy": "; ".join(policy),
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Server": "planner",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    def knows(self, host: str) -> bool:
        """Whether this is a name of ours, with our port."""
        return host in {f"{name}:{self.port}" for name in _NAMES}


def _same(given: str, known: str) -> bool:
    """Compared in a time that says nothing of where they differ."""
    return secrets.compare_digest(given.encode(errors="replace"), known.encode())
