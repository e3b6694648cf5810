"""Where the files of a program are that it gives to other tasks: below one folder."""

import os
import shutil
from pathlib import Path

from _flyte import files

ROOT = "/tmp/flyte/raw_data"


def new_path(name):
    return files.new_path(ROOT, name)


def copy_file(source, target):
    if os.path.abspath(source) != os.path.abspath(target):
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def copy_folder(source, target):
    if os.path.abspath(source) != os.path.abspath(target):
        shutil.copytree(source, target, dirs_exist_ok=True)
