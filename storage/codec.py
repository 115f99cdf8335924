"""Records to compact JSON and back, told by their annotations alone, so that a new field needs no code here.

Fields that hold their default are left out. A NamedTuple is an array, a date ISO 8601 text, a set a sorted array. The
JSON is ASCII: text that isn't valid Unicode (a lone surrogate) survives as an escape.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

Record = TypeVar("Record")
_Decoder = Callable[[Any], Any]
_FAST: dict[type, msgspec.json.Decoder[Any]] = {}


def dumps(record: object) -> str:
    """Return the JSON of a record, or of a tuple of records."""
    return json.dumps(_plain(record), separators=(",", ":"), ensure_ascii=True)


def loads(kind: type[Record], text: str) -> Record:
    """Return the record of type ``kind`` that ``text`` holds. Names that ``kind`` doesn't know are passed over."""
    decoder = _FAST.get(kind) or _FAST.setdefault(kind, msgspec.json.Decoder(kind))
    try:
        decoded: Record = decoder.decode(text)
    except msgspec.DecodeError:  # a lone surrogate, or a value that the types have no room for
        decoded = _decoder(cast(Hashable, kind))(json.loads(text))
    return decoded


def _plain(value: object) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(_plain(part) for part in value)
    if _is_record(type(value)):
        kind: Any = type(value)
        named = ((name, getattr(value, name), default) for name, default in _defaults(kind))
        return {name: _plain(part) for name, part, default in named if not _is_default(default, part)}
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _is_record(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct)


_REQUIRED = object()  # the default of a field that has none: no value is it


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """Return the fields of a record in order, each with its default."""
    if issubclass(kind, msgspec.Struct):
        missing: object = msgspec.NODEFAULT
        fields: Sequence[Any] = msgspec.structs.fields(kind)
    else:
        missing, fields = dataclasses.MISSING, dataclasses.fields(kind)
    return tuple(
        (
            field.name,
            field.default_factory()
            if field.default_factory is not missing
            else _REQUIRED
            if field.default is missing
            else field.default,
        )
        for field in fields
    )


def _is_default(default: object, value: object) -> bool:
    # The text tells 0.0 from -0.0, which are equal.
    return type(default) is type(value) and default == value and (bool(value) or str(default) == str(value))


@cache
def _decoder(kind: Any) -> _Decoder:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is Literal or kind in {str, int, bool, object}:
        return _same
    if origin is tuple and arguments[1:] == (...,):
        decode = _decoder(arguments[0])
        return lambda value: tuple([decode(part) for part in value])
    if origin is tuple:
        parts = tuple(_decoder(argument) for argument in arguments)
        return lambda value: tuple(decode(part) for decode, part in zip(parts, value, strict=True))
    if origin is frozenset:
        decode = _decoder(arguments[0])
        return lambda value: frozenset(decode(part) for part in value)
    if kind in {float, dt.datetime, dt.date}:
        return float if kind is float else kind.fromisoformat
    return _record_decoder(kind)


def _record_decoder(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    if issubclass(kind, tuple):
        parts = tuple(_decoder(hints[name]) for name in kind._fields)
        if all(part is _same for part in parts):
            return lambda value: kind._make(value)
        return lambda value: kind._make(decode(part) for decode, part in zip(parts, value, strict=True))
    if not _is_record(kind):
        raise TypeError(f"{kind!r} has no JSON form here")
    decoders = {name: _decoder(hints[name]) for name, _ in _defaults(kind)}
    make = cast(Callable[..., Any], kind)
    return lambda value: make(**{name: decoders[name](part) for name, part in value.items() if name in decoders})


def _same(value: Any) -> Any:
    return value
