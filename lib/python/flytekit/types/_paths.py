"""Where the files of a program are that it gives to other tasks: below one folder."""

import os
import shutil

from _flyte import files

ROOT = "/tmp/flyte/raw"


def new_path(name):
    return files.new_path(ROOT, name)


def kept_file(path):
    """A copy of a task's file: what the task does to its own later is not seen."""
    target = new_path(os.path.basename(path))
    shutil.copyfile(path, target)
    return target


def kept_folder(path):
    target = new_path(os.path.basename(path.rstrip("/")) or "dir")
    shutil.copytree(path, target, dirs_exist_ok=True)
    return target
