"""A file that crosses between tasks."""

import os
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from _flyte import files

from . import _store


class File:
    """Use `from_local`, `new_remote` or `from_existing_remote`."""

    def __init__(self, path, name=None, format="", hash=None, **_):
        self.path = str(path)
        self.name = name or os.path.basename(self.path)
        self.format = format
        self.hash = hash

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __reduce__(self):
        data = Path(self.path).read_bytes() if os.path.isfile(self.path) else None
        return (_rebuild, (type(self), self.path, self.name, self.format, self.hash, data))

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        return isinstance(other, File) and other.path == self.path

    def __hash__(self):
        return hash(self.path)

    def __repr__(self):
        return f"File(path='{self.path}', name='{self.name}', format='{self.format}', hash={self.hash!r})"

    @classmethod
    def new_remote(cls, file_name=None, hash_method=None):
        return cls(_store.new_path(file_name or "file"))

    @classmethod
    def named_remote(cls, name):
        return cls(os.path.join(_store.ROOT, name))

    @classmethod
    def from_existing_remote(cls, remote_path, file_cache_key=None):
        return cls(remote_path, hash=file_cache_key)

    @classmethod
    def from_local_sync(cls, local_path, remote_destination=None, hash_method=None):
        if not os.path.exists(local_path):
            raise ValueError(f"File not found: {local_path}")
        target = remote_destination or _store.new_path(os.path.basename(local_path))
        _store.copy_file(local_path, target)
        return cls(target, name=os.path.basename(local_path))

    @classmethod
    async def from_local(cls, local_path, remote_destination=None, hash_method=None):
        return cls.from_local_sync(local_path, remote_destination, hash_method)

    def exists_sync(self):
        return os.path.exists(self.path)

    async def exists(self):
        return self.exists_sync()

    def _check(self):
        files.check(self.path)

    @contextmanager
    def open_sync(self, mode="rb", **_):
        self._check()
        if "w" in mode or "a" in mode:
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, mode) as opened:
            yield opened

    @asynccontextmanager
    async def open(self, mode="rb", **_):
        with self.open_sync(mode) as opened:
            yield _Async(opened)

    def download_sync(self, local_path=None):
        self._check()
        if local_path is None:
            return self.path
        target = os.path.join(local_path, self.name) if os.path.isdir(local_path) else str(local_path)
        _store.copy_file(self.path, target)
        return target

    async def download(self, local_path=None):
        return self.download_sync(local_path)


class _Async:
    """What is read and written can be awaited, or be taken as it is."""

    def __init__(self, opened):
        self._opened = opened

    async def read(self, size=-1):
        return self._opened.read(size)

    async def readline(self):
        return self._opened.readline()

    async def write(self, data):
        return self._opened.write(data)

    async def __aiter__(self):
        for line in self._opened:
            yield line

    def __getattr__(self, name):
        return getattr(self._opened, name)


def _rebuild(kind, path, name, format, hash, data):
    if data is not None:
        files.restore(os.path.dirname(path), {os.path.basename(path): data})
    return kind(path, name, format, hash)
