"""Files and folders that cross between tasks."""

from _flyte.refused import module_getattr

from ._dir import Dir, EmptyDir
from ._file import File

__getattr__ = module_getattr(
    "flyte.io",
    {
        "DataFrame": "data frames need pandas or pyarrow, which Fanout's Python has not.",
        "PARQUET": "data frames need pandas or pyarrow, which Fanout's Python has not.",
        "HashFunction": "files cross with what is in them, without a hash.",
    },
)
__all__ = ["Dir", "EmptyDir", "File"]
