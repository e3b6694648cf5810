"""What is wrong with values, in pydantic's words."""

_DOCS = "https://errors.pydantic.dev/2.14/v"


class ValidationError(ValueError):
    """@param title name of the model @param line_errors dicts: `type`, `loc`, `msg`, `input`"""

    def __init__(self, title, line_errors):
        self.title = title
        self._errors = list(line_errors)
        count = len(self._errors)
        lines = [f"{count} validation error{'' if count == 1 else 's'} for {title}"]
        for each in self._errors:
            lines.extend(_lines(each))
        super().__init__("\n".join(lines))

    def errors(self, **_):
        return [dict(each) for each in self._errors]

    def error_count(self):
        return len(self._errors)

    def __reduce__(self):
        return type(self), (self.title, self._errors)


def _lines(error):
    given = error["input"]
    if error["loc"]:
        yield ".".join(str(part) for part in error["loc"])
    shown = repr(given)
    if len(shown) > 50:
        shown = f"{shown[:25]}...{shown[-24:]}"
    yield f"  {error['msg']} [type={error['type']}, input_value={shown}, input_type={type(given).__name__}]"
    yield f"    For further information visit {_DOCS}/{error['type']}"
