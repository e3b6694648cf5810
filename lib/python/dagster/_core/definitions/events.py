"""What ops yield, return and raise."""

from typing import Generic, TypeVar

from .. import check
from .asset_key import AssetKey
from .metadata import normalize_metadata
from .utils import DEFAULT_OUTPUT, NoValueSentinel, check_valid_name

T = TypeVar("T")


class Output(Generic[T]):  # noqa: UP046
    def __init__(self, value, output_name=DEFAULT_OUTPUT, metadata=None, data_version=None, *, tags=None):
        self.value = value
        self.output_name = check.text(output_name, "output_name")
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))
        self.data_version = data_version
        self.tags = tags

    def with_metadata(self, metadata):
        return type(self)(self.value, self.output_name, metadata, self.data_version, tags=self.tags)

    def __eq__(self, other):
        return isinstance(other, Output) and self.__dict__ == other.__dict__


class AssetResultOutput(Output):
    """The output of an asset that gave a `MaterializeResult`."""


class DynamicOutput(Generic[T]):  # noqa: UP046
    def __init__(self, value, mapping_key, output_name=DEFAULT_OUTPUT, metadata=None):
        self.mapping_key = check_valid_name(check.text(mapping_key, "mapping_key"))
        self.output_name = check.text(output_name, "output_name")
        self.value = value
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))

    def with_metadata(self, metadata):
        return DynamicOutput(self.value, self.mapping_key, self.output_name, metadata)

    def __eq__(self, other):
        return isinstance(other, DynamicOutput) and self.__dict__ == other.__dict__


class AssetMaterialization:
    def __init__(self, asset_key, description=None, metadata=None, partition=None, tags=None):
        self.asset_key = AssetKey.from_coercible(asset_key)
        self.description = description
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))
        self.partition = partition
        self.tags = tags or {}

    @property
    def label(self):
        return " ".join(self.asset_key.path)


class AssetObservation(AssetMaterialization):
    pass


class ExpectationResult:
    def __init__(self, success, label=None, description=None, metadata=None):
        self.success = check.inst(success, "success", bool)
        self.label = label or "result"
        self.description = description
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))


class TypeCheck:
    def __init__(self, success, description=None, metadata=None):
        self.success = success
        self.description = description
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))


class AssetResult:
    """What an asset gives in place of its value."""

    def __init__(self, asset_key=None, metadata=None, check_results=None, data_version=None, tags=None):
        self.asset_key = None if asset_key is None else AssetKey.from_coercible(asset_key)
        self.metadata = check.mapping(metadata, "metadata")
        self.check_results = list(check_results or [])
        self.data_version = data_version
        self.tags = tags

    def __repr__(self):
        names = ("asset_key", "metadata", "check_results", "data_version", "tags")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class MaterializeResult(AssetResult, Generic[T]):  # noqa: UP046
    def __init__(self, *args, value=NoValueSentinel, **kwargs):
        super().__init__(*args, **kwargs)
        self.value = value

    def __repr__(self):
        return f"{super().__repr__()[:-1]}, value={self.value!r})"


class ObserveResult(AssetResult):
    value = None


class Failure(Exception):
    def __init__(self, description=None, metadata=None, allow_retries=None):
        super().__init__(description)
        self.description = check.text(description, "description", optional=True)
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))
        self.allow_retries = True if allow_retries is None else allow_retries

    def __reduce__(self):
        return type(self), (self.description, self.metadata, self.allow_retries), self.__dict__


class RetryRequested(Exception):
    def __init__(self, max_retries=1, seconds_to_wait=None):
        super().__init__()
        self.max_retries = check.inst(max_retries, "max_retries", int)
        self.seconds_to_wait = check.number(seconds_to_wait, "seconds_to_wait", optional=True)

    def __reduce__(self):
        return type(self), (self.max_retries, self.seconds_to_wait), self.__dict__
