"""
What most programs use of pydantic: models, fields and validators. A build with the real package's wheels has all of it.
"""

from pydantic_core import ValidationError

from .fields import Field, PrivateAttr
from .main import BaseModel, ConfigDict, field_validator, model_validator, validator

__all__ = [
    "BaseModel",
    "ConfigDict",
    "Field",
    "PrivateAttr",
    "ValidationError",
    "field_validator",
    "model_validator",
    "validator",
]
__version__ = "2.14.0"


def __getattr__(name):
    raise AttributeError(
        f"`pydantic.{name}` is not part of Fanout's pydantic, which has BaseModel, Field, field_validator and "
        "model_validator"
        if name[:1] != "_"
        else f"module 'pydantic' has no attribute '{name}'"
    )
