"""The wire form of requests and answers: bodies in, error answers out."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.loopback.trouble import Refused, Trouble
from tests.loopback.world import Json, snowflake


def as_json(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer. Like Discord it names no charset: discord.py reads only exactly "application/json" as JSON."""
    body = json.dumps(value).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


async def read_body(request: web.Request) -> tuple[Any, list[Json]]:
    """The JSON body (of a multipart body its payload_json) and the files that came with it."""
    if request.content_type != "multipart/form-data":
        raw = await request.text()
        return (json.loads(raw) if raw else None), []
    body: Any = {}
    files: list[Json] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            data = bytes(await part.read())
            url = f"http://127.0.0.1/attachments/{part.filename}"
            files.append(
                {
                    "id": str(snowflake()),
                    "filename": part.filename,
                    "size": len(data),
                    "url": url,
                    "proxy_url": url,
                    "_data": data.decode("latin-1"),
                }
            )
    return body, files


def error_tree(faults: list[tuple[str, str]]) -> dict[str, object]:
    """Faults as Discord nests them: ``{"embeds": {"0": {"title": {"_errors": [...]}}}}``."""
    tree: dict[str, Any] = {}
    for path, what in faults:
        node = tree
        for key in path.split(".") if path else []:
            node = node.setdefault(key, {})
        node.setdefault("_errors", []).append({"code": "INVALID", "message": what})
    return tree


def refusal(refused: Refused) -> web.Response:
    """Discord's JSON for a refusal."""
    body: Json = {"message": refused.message, "code": refused.code}
    if refused.errors:
        body["errors"] = refused.errors
    return as_json(body, status=refused.status)


def troubled(trouble: Trouble) -> web.Response:
    """The answer that a test's trouble gives."""
    assert trouble.status is not None
    if trouble.status == 429:
        headers = {
            "Retry-After": str(int(trouble.retry_after) + 1),
            "X-RateLimit-Scope": "global" if trouble.is_global else "user",
        }
        if trouble.via:
            headers["Via"] = "1.1 google"
        if trouble.is_global:
            headers["X-RateLimit-Global"] = "true"
        body: Json = {
            "message": "You are being rate limited.",
            "retry_after": trouble.retry_after,
            "global": trouble.is_global,
        }
        return as_json(body, status=429, headers=headers)
    if trouble.status >= 500:
        return web.Response(status=trouble.status, text="upstream connect error", content_type="text/plain")
    return as_json({"message": "refused by order of a test", "code": trouble.code}, status=trouble.status)
