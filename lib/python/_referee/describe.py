"""Values and exceptions as texts and JSON."""

import json

# In a name: npm run test:platforms reads this file with older versions of Python, which want parentheses.
_NO_JSON = (TypeError, ValueError)


def jsonable(value):
    try:
        if json.loads(json.dumps(value)) == value and not isinstance(value, tuple):
            return value
    except _NO_JSON:
        pass
    if type(value).__repr__ is object.__repr__:
        return {"repr": f"<{type(value).__module__}.{type(value).__qualname__} object>"}
    return {"repr": repr(value)}


def describe(error, above=()):
    above = (*above, id(error))
    described: dict[str, object] = {
        "class": f"{type(error).__module__}.{type(error).__qualname__}",
        "message": str(error),
    }
    if isinstance(getattr(error, "exceptions", None), tuple):
        described["exceptions"] = [describe(inner, above) for inner in error.exceptions]
    cause = error.__cause__ if type(error.__cause__).__name__ != "RemoteTraceback" else None
    if cause is not None and id(cause) not in above:
        described["cause"] = describe(cause, above)
    elif (
        cause is None
        and error.__context__ is not None
        and type(error.__context__).__name__ != "RemoteTraceback"
        and not error.__suppress_context__
        and id(error.__context__) not in above
    ):
        described["context"] = describe(error.__context__, above)
    notes = getattr(error, "__notes__", None)
    if notes:
        described["notes"] = list(notes)
    return described
