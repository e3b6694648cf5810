"""An output as JSON, with tags for what JSON cannot hold (lib/engine/output.ts), and Python's own text for it."""

import dataclasses
import json
import math

TAG = "$fanout"
# The engine keeps 256 KiB of JSON: nothing is gained by more.
_MAX_ITEMS = 300_000
_MAX_DEPTH = 150
_MAX_REPR = 20_000
_MAX_TEXT = 1_000_000
_MAX_SAFE = 2**53 - 1


def text_of(value):
    """@returns JSON: `{ value, repr }`. Never raises for what the value does"""
    return json.dumps({"value": _Encoder().encode(value), "repr": _repr(value)}, allow_nan=False)


def _repr(value):
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}: its repr raised {type(error).__name__}>"
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _MAX_REPR else f"{text[:_MAX_REPR]}…"


class _Encoder:
    def __init__(self):
        self._room = _MAX_ITEMS
        self._open = []

    def encode(self, value):
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is int:
            return value if -_MAX_SAFE <= value <= _MAX_SAFE else _tag("bigint", value=_digits(value))
        if kind is float:
            return _float(value)
        if kind is str:
            return value[:_MAX_TEXT].encode("utf-8", "replace").decode()
        return self._structure(value, kind)

    def _structure(self, value, kind):
        if any(value is each for each in self._open):
            return _tag("cycle", depth=len(self._open) - next(i for i, each in enumerate(self._open) if value is each))
        if len(self._open) >= _MAX_DEPTH:
            return _tag("omitted", deep=1)
        self._open.append(value)
        try:
            return self._inside(value, kind)
        finally:
            self._open.pop()

    def _inside(self, value, kind):
        if kind in (list, tuple) or (isinstance(value, tuple) and hasattr(value, "_fields")):
            return self._list(value, len(value), self.encode)
        if kind in (set, frozenset):
            return _tag("Set", values=self._list(value, len(value), self.encode))
        if kind in (bytes, bytearray):
            return _tag("Uint8Array", values=self._list(value, len(value), self.encode))
        if isinstance(value, dict):
            return self._dict(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return self._dict({field.name: getattr(value, field.name, None) for field in dataclasses.fields(value)})
        return _repr(value)

    def _dict(self, value):
        if all(type(key) is str for key in value) and TAG not in value:
            pairs = self._list(value.items(), len(value), lambda pair: (pair[0], self.encode(pair[1])))
            return {
                **dict(pair for pair in pairs if isinstance(pair, tuple)),
                **next((pair for pair in pairs if isinstance(pair, dict)), {}),
            }
        entries = self._list(value.items(), len(value), lambda pair: [self.encode(each) for each in pair])
        return _tag("Map", entries=entries)

    def _list(self, items, length, encode):
        out = []
        for item in items:
            if self._room <= 0:
                out.append(_tag("omitted", items=length - len(out)))
                break
            self._room -= 1
            out.append(encode(item))
        return out


def _tag(name, **rest):
    return {TAG: name, **rest}


def _float(value):
    if math.isfinite(value) and not (value == 0 and math.copysign(1, value) < 0):
        return value
    return _tag("number", value="NaN" if math.isnan(value) else "-0" if value == 0 else _infinity(value))


def _infinity(value):
    return "Infinity" if value > 0 else "-Infinity"


def _digits(value):
    # Python refuses to write integers of very many digits.
    return str(value) if value.bit_length() < 14_000 else hex(value)[:10_000]
