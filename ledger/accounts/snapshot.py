"""A gathered month as text and back: what closing keeps, and what the fingerprint is made from."""

import base64
import hashlib
import json
import types
import zlib
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from ledger.records.accounts import MonthReport

# They say when and by whom a print was made, not what the month holds.
_NOT_CONTENT = ("prepared_by", "made_at", "closed_at", "fingerprint")
_FINGERPRINT_DIGITS = 16


def fingerprint(report: MonthReport) -> str:
    """Sixteen hex digits made from every figure and row of the month (SHA-256, cut)."""
    content = {name: value for name, value in asdict(report).items() if name not in _NOT_CONTENT}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS]


def freeze(report: MonthReport) -> str:
    """The report as compressed text, to be kept with the closing."""
    text = json.dumps(asdict(report), ensure_ascii=False, default=str)
    return base64.b85encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode("ascii")


def thaw(content: str) -> MonthReport:
    """The report that `freeze` kept. Raises ValueError where `content` is nothing that it wrote."""
    try:
        text = zlib.decompress(base64.b85decode(content)).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(content[:_FINGERPRINT_DIGITS]) from error
    report: MonthReport = _read(MonthReport, json.loads(text))
    return report


def _read(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(a for a in arguments if a is not type(None)), value)
    if origin is tuple:
        return tuple(_read(arguments[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        return {_read(arguments[0], key): _read(arguments[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{f.name: _read(hints[f.name], value[f.name]) for f in fields(kind)})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, datetime | date):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum | float):
        return kind(value)
    return value
