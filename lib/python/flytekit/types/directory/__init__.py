"""Folders that cross between tasks."""

import os

from _flyte import files

from ...core.type_engine import TypeTransformerFailedError, takes_paths
from .. import _paths
from ..file import FlyteFile


@takes_paths
class FlyteDirectory(os.PathLike):
    """A folder: of a task that made it, or to be read by one."""

    def __init__(self, path, downloader=None, remote_directory=None):
        self.path = os.fspath(path)
        self._remote_directory = remote_directory

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    @classmethod
    def accept(cls, value):
        if isinstance(value, FlyteDirectory):
            value = value.path
        if not isinstance(value, (str, os.PathLike)):
            raise TypeTransformerFailedError(f"Expected FlyteDirectory or os.PathLike object, received {type(value)}")
        path = os.fspath(value)
        if files.is_remote(path):
            return cls(path)
        if not os.path.isdir(path):
            raise TypeTransformerFailedError(f"Directory {path} does not exist")
        return cls(path if path.startswith(_paths.ROOT) else _paths.kept_folder(path))

    def __reduce__(self):
        found = files.contents(self.path) if os.path.isdir(self.path) else None
        return (_rebuild, (type(self), self.path, found))

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
    def remote_directory(self):
        return self._remote_directory

    @property
    def downloaded(self):
        return os.path.isdir(self.path)

    @classmethod
    def new_remote(cls, stem=None, alt=None):
        return cls.new(stem or "dir")

    @classmethod
    def new(cls, dirname):
        made = cls(_paths.new_path(dirname))
        os.makedirs(made.path, exist_ok=True)
        return made

    def new_file(self, name=None):
        os.makedirs(self.path, exist_ok=True)
        return FlyteFile(os.path.join(self.path, name or "file"))

    def new_dir(self, name=None):
        made = FlyteDirectory(os.path.join(self.path, name or "dir"))
        os.makedirs(made.path, exist_ok=True)
        return made

    @classmethod
    def listdir(cls, directory):
        found = []
        for name in sorted(os.listdir(directory.path)):
            path = os.path.join(directory.path, name)
            found.append(FlyteDirectory(path) if os.path.isdir(path) else FlyteFile(path))
        return found

    def crawl(self, maxdepth=None, topdown=True, **_):
        for folder, _, names in os.walk(self.path, topdown):
            for name in sorted(names):
                yield self.path, os.path.relpath(os.path.join(folder, name), self.path)

    def __eq__(self, other):
        return isinstance(other, FlyteDirectory) and other.path == self.path

    def __hash__(self):
        return hash(self.path)

    def __repr__(self):
        return self.path

    __str__ = __repr__


def _rebuild(kind, path, found):
    if found is not None:
        files.restore(path, found)
    return kind(path)


TensorboardLogs = TFRecordsDirectory = FlyteDirectory

__all__ = ["FlyteDirectory", "TFRecordsDirectory", "TensorboardLogs"]
