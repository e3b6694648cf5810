"""A folder that crosses between tasks."""

import os
from pathlib import Path

from _flyte import files

from . import _store
from ._file import File


class Dir:
    """Use `from_local`, `new_remote` or `from_existing_remote`."""

    def __init__(self, path, name=None, format="", hash=None, **_):
        self.path = str(path)
        self.name = name or os.path.basename(self.path.rstrip("/"))
        self.format = format
        self.hash = hash

    @classmethod
    def __class_getitem__(cls, item):
        return cls

    def __reduce__(self):
        found = files.contents(self.path) if os.path.isdir(self.path) else None
        return (_rebuild, (type(self), self.path, self.name, self.format, self.hash, found))

    def __deepcopy__(self, memo):
        return self

    def __eq__(self, other):
        return isinstance(other, Dir) and other.path == self.path

    def __hash__(self):
        return hash(self.path)

    def __repr__(self):
        return f"Dir(path='{self.path}', name='{self.name}', format='{self.format}', hash={self.hash!r})"

    @property
    def is_empty(self):
        return self.path == ""

    @classmethod
    def empty(cls):
        return EmptyDir()

    @classmethod
    def new_remote(cls, dir_name=None, hash=None):
        made = cls(_store.new_path(dir_name or "dir"), hash=hash)
        os.makedirs(made.path, exist_ok=True)
        return made

    @classmethod
    def from_existing_remote(cls, remote_path, dir_cache_key=None):
        return cls(remote_path, hash=dir_cache_key)

    @classmethod
    def from_local_sync(cls, local_path, remote_destination=None, dir_cache_key=None, batch_size=None):
        name = os.path.basename(str(local_path).rstrip("/"))
        target = remote_destination or _store.new_path(name)
        _store.copy_folder(str(local_path), target)
        return cls(target, name=name, hash=dir_cache_key)

    @classmethod
    async def from_local(cls, local_path, remote_destination=None, dir_cache_key=None, batch_size=None):
        return cls.from_local_sync(local_path, remote_destination, dir_cache_key)

    def _files(self, max_depth=None):
        if not os.path.isdir(self.path):
            return
        # The folder itself counts as a level.
        for folder, folders, names in os.walk(self.path):
            depth = len(Path(folder).relative_to(self.path).parts) + 1
            if max_depth is not None and depth >= max_depth:
                folders.clear()
            folders.sort()
            for name in sorted(names):
                yield File(os.path.join(folder, name))

    def walk_sync(self, recursive=True, file_pattern="*", max_depth=None):
        """As Flyte, which looks into all folders and takes all names."""
        yield from self._files(max_depth)

    async def walk(self, recursive=True, max_depth=None):
        """As Flyte, which looks one level deeper than it should where it is not recursive."""
        for each in self._files(max_depth if recursive else 2):
            yield each

    def list_files_sync(self):
        return list(self.walk_sync(recursive=False))

    async def list_files(self):
        return [each async for each in self.walk(recursive=False)]

    def exists_sync(self):
        return os.path.exists(self.path)

    async def exists(self):
        return self.exists_sync()

    def get_file_sync(self, file_name):
        path = os.path.join(self.path, file_name)
        return File(path) if os.path.exists(path) else None

    async def get_file(self, file_name):
        return self.get_file_sync(file_name)

    def download_sync(self, local_path=None):
        if local_path is None:
            return self.path
        _store.copy_folder(self.path, str(local_path))
        return str(local_path)

    async def download(self, local_path=None):
        return self.download_sync(local_path)


class EmptyDir(Dir):
    """A folder that a task did not make."""

    def __init__(self, *_, **__):
        super().__init__("")


def _rebuild(kind, path, name, format, hash, found):
    if found is not None:
        files.restore(path, found)
    return kind(path, name, format, hash)
