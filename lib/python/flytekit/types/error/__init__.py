"""Errors as values."""

from .error import FlyteError

__all__ = ["FlyteError"]
