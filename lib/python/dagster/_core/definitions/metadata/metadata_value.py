"""Values of metadata. Each class has one field, under the name that its repr shows."""

import json
import os
from typing import Any

from ...errors import DagsterInvalidMetadata


class MetadataValue:
    _field = "value"

    def __init__(self, value=None):
        self.__dict__[self._field] = value

    @property
    def value(self):
        return self.__dict__[self._field]

    def __repr__(self):
        return f"{type(self).__name__}({self._field}={self.__dict__[self._field]!r})"

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    @staticmethod
    def text(text):
        return TextMetadataValue(text)

    @staticmethod
    def url(url):
        return UrlMetadataValue(url)

    @staticmethod
    def path(path):
        return PathMetadataValue(path)

    @staticmethod
    def notebook(path):
        return NotebookMetadataValue(path)

    @staticmethod
    def json(data):
        return JsonMetadataValue(data)

    @staticmethod
    def md(data):
        return MarkdownMetadataValue(data)

    @staticmethod
    def python_artifact(python_artifact):
        return PythonArtifactMetadataValue(python_artifact)

    @staticmethod
    def float(value):
        return FloatMetadataValue(value)

    @staticmethod
    def int(value):
        return IntMetadataValue(value)

    @staticmethod
    def bool(value):
        return BoolMetadataValue(value)

    @staticmethod
    def timestamp(value):
        return TimestampMetadataValue(value.timestamp() if hasattr(value, "timestamp") else value)

    @staticmethod
    def dagster_run(run_id):
        return DagsterRunMetadataValue(run_id)

    @staticmethod
    def job(job_name, location_name="", *, repository_name=None):
        return DagsterJobMetadataValue(job_name)

    @staticmethod
    def asset(asset_key):
        return DagsterAssetMetadataValue(asset_key)

    @staticmethod
    def table(records, schema=None):
        return TableMetadataValue(list(records))

    @staticmethod
    def null():
        return NullMetadataValue()


class TextMetadataValue(MetadataValue):
    _field = "text"


class UrlMetadataValue(MetadataValue):
    _field = "url"


class PathMetadataValue(MetadataValue):
    _field = "fspath"

    def __init__(self, path=None):
        super().__init__(os.fspath(path) if path is not None else None)

    # Of an instance, and not what makes one.
    path: Any = property(lambda self: self.value)


class NotebookMetadataValue(PathMetadataValue):
    pass


class JsonMetadataValue(MetadataValue):
    _field = "data"

    def __init__(self, data=None):
        try:
            json.dumps(data)
        except TypeError, ValueError:
            raise DagsterInvalidMetadata("Value is not JSON serializable.") from None
        super().__init__(data)


class MarkdownMetadataValue(MetadataValue):
    _field = "md_str"


class PythonArtifactMetadataValue(MetadataValue):
    def __init__(self, artifact):
        super().__init__(f"{artifact.__module__}.{artifact.__name__}")


class FloatMetadataValue(MetadataValue):
    pass


class IntMetadataValue(MetadataValue):
    pass


class BoolMetadataValue(MetadataValue):
    pass


class TimestampMetadataValue(MetadataValue):
    pass


class DagsterRunMetadataValue(MetadataValue):
    _field = "run_id"


class DagsterJobMetadataValue(MetadataValue):
    _field = "job_name"


class DagsterAssetMetadataValue(MetadataValue):
    _field = "asset_key"


class TableMetadataValue(MetadataValue):
    _field = "records"


class NullMetadataValue(MetadataValue):
    def __repr__(self):
        return "NullMetadataValue()"
