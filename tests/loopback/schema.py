"""Bodies against Discord's own published OpenAPI description, where the file is at hand.

The file is named by ``DISCORD_OPENAPI``, else ``../shared/discord/openapi.json`` beside the checkout. OpenAPI 3.1
component schemas are JSON Schema 2020-12, so they are used as they stand; only the request bodies of the
routes used are compiled, once.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
_ROOT = "urn:discord"


def where() -> Path | None:
    """The OpenAPI file, or None where there is none."""
    named = os.environ.get("DISCORD_OPENAPI")
    path = Path(named) if named else _BESIDE
    return path if path.is_file() else None


@functools.cache
def _document() -> dict[str, Any] | None:
    path = where()
    if path is None:
        return None
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    # The description asks for strings; the real API takes numbers too, and discord.py sends numbers.
    loaded["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"], "pattern": r"^\d+$"}
    return loaded


@functools.cache
def _validator(method: str, route: str) -> Draft202012Validator | None:
    document = _document()
    if document is None:
        return None
    operation = document["paths"].get(route, {}).get(method.lower(), {})
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return None
    return Draft202012Validator({"$id": _ROOT, **schema, "components": document["components"]})


def _deepest(error: ValidationError) -> ValidationError:
    """The fault inside the branch that was meant: the one whose ``type`` fits."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [
        found for found in branches.values() if not any(list(each.relative_path)[-1:] == ["type"] for each in found)
    ]
    return _deepest(meant[0][0]) if len(meant) == 1 else best_match([error]) or error


def faults(method: str, route: str, body: Any) -> list[tuple[str, str]]:
    """What Discord's own description finds wrong with ``body`` on ``route``: (path, sentence) pairs."""
    validator = _validator(method, route)
    if validator is None:
        return []
    found = []
    for error in validator.iter_errors(body):
        deep = _deepest(error)
        found.append((".".join(map(str, deep.absolute_path)), deep.message[:300]))
    return found
