"""Metadata of outputs, assets and failures."""

import os

from ...errors import DagsterInvalidMetadata
from .metadata_value import (
    BoolMetadataValue,
    DagsterAssetMetadataValue,
    DagsterJobMetadataValue,
    DagsterRunMetadataValue,
    FloatMetadataValue,
    IntMetadataValue,
    JsonMetadataValue,
    MarkdownMetadataValue,
    MetadataValue,
    NotebookMetadataValue,
    NullMetadataValue,
    PathMetadataValue,
    PythonArtifactMetadataValue,
    TableMetadataValue,
    TextMetadataValue,
    TimestampMetadataValue,
    UrlMetadataValue,
)

__all__ = [
    "BoolMetadataValue",
    "DagsterAssetMetadataValue",
    "DagsterJobMetadataValue",
    "DagsterRunMetadataValue",
    "FloatMetadataValue",
    "IntMetadataValue",
    "JsonMetadataValue",
    "MarkdownMetadataValue",
    "MetadataValue",
    "NotebookMetadataValue",
    "NullMetadataValue",
    "PathMetadataValue",
    "PythonArtifactMetadataValue",
    "TableMetadataValue",
    "TextMetadataValue",
    "TimestampMetadataValue",
    "UrlMetadataValue",
    "normalize_metadata",
]


def normalize_metadata(metadata):
    """@returns values of metadata's own classes @raises DagsterInvalidMetadata"""
    return {name: _normalized(name, value) for name, value in (metadata or {}).items()}


def _normalized(name, value):
    from ..asset_key import AssetKey

    if isinstance(value, MetadataValue):
        return value
    # A bool is an int.
    for kind, make in (
        (str, TextMetadataValue),
        (float, FloatMetadataValue),
        (bool, BoolMetadataValue),
        (int, IntMetadataValue),
        ((list, dict), JsonMetadataValue),
        (os.PathLike, PathMetadataValue),
        (AssetKey, DagsterAssetMetadataValue),
    ):
        if isinstance(value, kind):
            return make(value)
    if value is None:
        return NullMetadataValue()
    raise DagsterInvalidMetadata(
        f'Could not resolve the metadata value for "{name}" to a known type. Its type was {type(value)}. '
        "Consider wrapping the value with the appropriate MetadataValue type."
    )
