"""
Compiled code of libraries that a snapshot does not import: a worker that imports one need not compile it, nor have its
file.
"""

import importlib.machinery
import importlib.util
import marshal
import os
import sys

# Marshalled code by file.
_codes = {}
_state = {"root": ""}


def compile_all(root):
    """Compiles what is below a folder and has not been imported."""
    _state["root"] = root
    known = {getattr(module, "__file__", None) for module in sys.modules.values()}
    for folder, _, files in os.walk(root):
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith(".py") and path not in known:
                with open(path, encoding="utf-8") as opened:
                    _codes[path] = marshal.dumps(compile(opened.read(), path, "exec", dont_inherit=True))


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        return marshal.loads(_codes[self.path])


class _Finder:
    @staticmethod
    def find_spec(fullname, path=None, target=None):
        folder = os.path.join(_state["root"], *fullname.split("."))
        for file, parts in ((os.path.join(folder, "__init__.py"), [folder]), (f"{folder}.py", None)):
            if file in _codes:
                return importlib.util.spec_from_file_location(
                    fullname, file, loader=_Loader(fullname, file), submodule_search_locations=parts
                )
        return None


def install():
    # Before the one that looks for files.
    sys.meta_path.insert(0, _Finder)
