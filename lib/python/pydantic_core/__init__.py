"""What pydantic is built on: its error."""

from ._pydantic_core import ValidationError

__all__ = ["ValidationError"]
