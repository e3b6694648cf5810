"""Annotations of parameters."""

import typing

T = typing.TypeVar("T")
# A parameter that is a resource, of any type.
ResourceParam = typing.Annotated[T, "resource_param"]
