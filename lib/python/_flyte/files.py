"""Files that a program gives to other tasks. They cross with what is in them: no store is there for all workers."""

import os
from pathlib import Path

NOT_REMOTE = "Fanout has no network: `{}` cannot be read. Give the file's text to the program, or make it in a task."


def is_remote(path):
    return "://" in path and not path.startswith("file://")


def check(path):
    """@raises FileNotFoundError for what is not here"""
    if is_remote(path):
        raise FileNotFoundError(NOT_REMOTE.format(path))


def new_path(root, name):
    """A path in a folder of its own below `root`."""
    folder = Path(root, os.urandom(16).hex())
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder / name)


def contents(folder):
    """The files below a folder: their paths in it, and what is in them."""
    found = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def restore(folder, files):
    """Writes what `contents` gave, where it is not there."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        target = Path(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != data:
            target.write_bytes(data)
