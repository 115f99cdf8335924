"""What can go wrong between the bot and Discord, by order of a test: 429, 5xx, cut connections, slowness."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

When = Literal["before", "after"]


class Refused(Exception):  # noqa: N818 - it is Discord's answer, not a fault of ours
    """An error answer of the API: HTTP status, Discord's code and message, and perhaps the tree of form errors."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, object] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def unknown(what: str) -> Refused:
    """A 404 with Discord's code for ``what``."""
    codes = {"Channel": 10003, "Guild": 10004, "Message": 10008, "User": 10013, "Webhook": 10015, "interaction": 10062}
    return Refused(404, codes[what], f"Unknown {what}")


@dataclass
class Trouble:
    """One kind of trouble for requests whose "METHOD /path" matches ``pattern``.

    ``status`` 429 answers with ``retry_after`` and its headers, 5xx with that status; ``drop`` cuts the connection.
    ``when`` says whether the work is done all the same. ``times`` counts down; ``skip`` lets that many pass first.
    ``delay`` waits that many seconds before anything else, ``code`` and ``status`` 4xx refuse as Discord would.
    """

    pattern: str
    status: int | None = None
    when: When = "before"
    drop: bool = False
    times: int = 1
    skip: int = 0
    retry_after: float = 0.05
    is_global: bool = False
    via: bool = True
    code: int = 0
    delay: float = 0.0
    hit: int = field(default=0, init=False)

    def takes(self, request: str) -> bool:
        """Whether this request meets the trouble; counts it."""
        if self.times <= 0 or not re.search(self.pattern, request):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        self.hit += 1
        return True
