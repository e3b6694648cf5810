"""Names and other small parts of definitions."""

import keyword
import re

from ..errors import DagsterInvalidDefinitionError

DEFAULT_OUTPUT = "result"
DISALLOWED_NAMES = {
    "context",
    "conf",
    "config",
    "meta",
    "arg_dict",
    "dict",
    "input_arg_dict",
    "output_arg_dict",
    "int",
    "str",
    "float",
    "bool",
    "input",
    "output",
    "type",
    *keyword.kwlist,
}
VALID_NAME_REGEX_STR = r"^[A-Za-z0-9_]+$"
_VALID_NAME = re.compile(VALID_NAME_REGEX_STR)


class NoValueSentinel:
    """There is no value."""


def check_valid_name(name):
    if name in DISALLOWED_NAMES:
        raise DagsterInvalidDefinitionError(
            f'"{name}" is not a valid name in Dagster. It conflicts with a Dagster or python reserved keyword.'
        )
    if not _VALID_NAME.match(name):
        raise DagsterInvalidDefinitionError(
            f'"{name}" is not a valid name in Dagster. Names must be in regex {VALID_NAME_REGEX_STR}.'
        )
    return name


def is_named_tuple(value):
    return isinstance(value, tuple) and hasattr(value, "_fields")
