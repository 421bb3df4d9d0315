"""Who is let in, checked without a server."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from attrs import evolve

from planner.web.guard import Guard, Knock

GUARD = Guard(8765, token="t" * 43, secret="s" * 43)
OWN = Knock(
    host="127.0.0.1:8765",
    origin="http://127.0.0.1:8765",
    site="same-origin",
    cookie=GUARD.secret,
    acts=True,
)


def test_its_own_page_is_answered() -> None:
    """Under either name of this computer; one who looks need not say where from."""
    assert GUARD.refusal(OWN) == ""
    named = evolve(OWN, host="localhost:8765", origin="http://localhost:8765")
    assert GUARD.refusal(named) == ""
    assert GUARD.refusal(evolve(OWN, origin="", site="", acts=False)) == ""


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:8766", "10.0.0.1:8765"],
)
def test_another_host_is_refused(host: str) -> None:
    """A name that was made to lead here (DNS rebinding), even with all else right."""
    knock = evolve(OWN, host=host, origin=f"http://{host}")
    assert "only under the address" in GUARD.refusal(knock)
    assert "only under the address" in GUARD.refusal(knock, with_token=True)


@pytest.mark.parametrize(
    "origin",
    [
        *("", "null", "http://evil.example", "http://127.0.0.1:8766", "https://127.0.0.1:8765"),
        "http://localhost:8765",
    ],
)
def test_another_origin_is_refused(origin: str) -> None:
    """And none at all, of what does more than look."""
    assert "Another page" in GUARD.refusal(evolve(OWN, origin=origin))


def test_another_site_is_refused_even_where_it_only_looks() -> None:
    """Browsers say so of pictures and frames, which have no origin."""
    looks = evolve(OWN, origin="", acts=False)
    assert GUARD.refusal(evolve(looks, site="none")) == ""
    assert "Another page" in GUARD.refusal(evolve(looks, site="cross-site"))
    assert "Another page" in GUARD.refusal(evolve(looks, site="same-site"))


@pytest.mark.parametrize("cookie", ["", "wrong", GUARD.token, GUARD.secret[:-1], "ä\udc80"])
def test_no_cookie_and_a_wrong_one_are_refused(cookie: str) -> None:
    """The token is none."""
    assert "needs its token" in GUARD.refusal(evolve(OWN, cookie=cookie))


def test_the_token_is_in_the_address_and_nowhere_else() -> None:
    """Each server has its own, and neither secret is printed by mistake."""
    (token,) = parse_qs(urlsplit(GUARD.address).query)["token"]
    assert GUARD.takes(token)
    assert not GUARD.takes("")
    assert not GUARD.takes(GUARD.secret)
    assert not Guard(8765).takes(token)
    assert len(Guard(8765).token) >= 43
    assert Guard(8765).token != Guard(8765).secret
    assert token not in repr(GUARD)
    assert GUARD.secret not in repr(GUARD) + repr(OWN)


def test_nothing_is_loaded_from_elsewhere() -> None:
    """Neither scripts within the page nor another server."""
    policy = GUARD.headers("127.0.0.1:8765")["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == "'self'"
    assert parts["connect-src"] == "'self' ws://127.0.0.1:8765"
    assert parts["frame-ancestors"] == "'none'"
    assert "http" not in policy
    assert "evil" not in GUARD.headers("evil.example; script-src *")["Content-Security-Policy"]
