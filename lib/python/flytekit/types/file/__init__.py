"""Files that cross between tasks."""

import os
import typing
from contextlib import contextmanager

from _flyte import files

from ...core.type_engine import TypeTransformerFailedError, takes_paths
from .. import _paths

# Classes of files with an extension.
_typed: dict = {}


@takes_paths
class FlyteFile(os.PathLike):
    """A file: of a task that made it, or to be read by one."""

    def __init__(self, path, downloader=None, remote_path=None, metadata=None):
        self.path = os.fspath(path)
        self._remote_path = remote_path
        self._remote_source = None

    _extension = ""

    @classmethod
    def __class_getitem__(cls, item):
        """A file with an extension: `FlyteFile["csv"]`, or `FlyteFile[TypeVar("csv")]`."""
        text = str(getattr(item, "__metadata__", (item,))[0]).removeprefix("~").lstrip(".")
        if not text:
            return cls
        if (cls, text) not in _typed:
            _typed[cls, text] = type(cls.__name__, (cls,), {"_extension": text, "__module__": cls.__module__})
        return _typed[cls, text]

    @classmethod
    def extension(cls):
        return cls._extension

    @classmethod
    def accept(cls, value):
        """A value that a task gives or gets."""
        if isinstance(value, FlyteFile):
            value = value.path
        if not isinstance(value, (str, os.PathLike)):
            raise TypeError(
                f"No automatic conversion found from type {type(value)} to FlyteFile."
                "Supported (os.PathLike, str, Flytefile)"
            )
        path = os.fspath(value)
        if files.is_remote(path):
            return cls(path)
        if not os.path.isfile(path):
            raise TypeTransformerFailedError(f"File {path} does not exist")
        return cls(path if path.startswith(_paths.ROOT) else _paths.kept_file(path))

    def __reduce__(self):
        data = None
        if os.path.isfile(self.path):
            with open(self.path, "rb") as opened:
                data = opened.read()
        return (_rebuild, (FlyteFile, self._extension, self.path, data))

    def __deepcopy__(self, memo):
        return self

    def __fspath__(self):
        files.check(self.path)
        return self.path

    def download(self):
        return self.__fspath__()

    @property
    def remote_source(self):
        return self.path

    @property
    def remote_path(self):
        return self._remote_path

    @property
    def downloaded(self):
        return os.path.isfile(self.path)

    @classmethod
    def new_remote_file(cls, name=None, alt=None):
        return cls(_paths.new_path(name or "file"))

    @classmethod
    def new(cls, filename):
        os.makedirs(_paths.ROOT, exist_ok=True)
        return cls(_paths.new_path(filename))

    @classmethod
    def from_source(cls, source):
        return cls(source)

    @contextmanager
    def open(self, mode="r", cache_type=None, cache_options=None):
        files.check(self.path)
        with open(self.path, mode) as opened:
            yield opened

    def __eq__(self, other):
        return isinstance(other, FlyteFile) and other.path == self.path

    def __hash__(self):
        return hash(self.path)

    def __repr__(self):
        return self.path

    __str__ = __repr__


def _rebuild(kind, extension, path, data):
    kind = kind[extension]
    if data is not None:
        files.restore(os.path.dirname(path), {os.path.basename(path): data})
    return kind(path)


CSVFile = HTMLPage = JPEGImageFile = JoblibSerializedFile = HDF5EncodedFile = PDFFile = FlyteFile
PNGImageFile = PythonPickledFile = PythonNotebook = SVGImageFile = FlyteFile
FileExt = typing.Annotated

__all__ = ["CSVFile", "FlyteFile", "HTMLPage", "JPEGImageFile", "PDFFile", "PNGImageFile", "PythonPickledFile"]
