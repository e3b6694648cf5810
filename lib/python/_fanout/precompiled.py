"""Compiled code of libraries that a snapshot does not import: a worker that imports one need not compile it."""

import importlib.machinery
import marshal
import os
import sys

# Marshalled code by file.
_codes = {}
_own = importlib.machinery.SourceFileLoader.get_code


def compile_all(root):
    """Compiles what is below a folder and has not been imported."""
    known = {getattr(module, "__file__", None) for module in sys.modules.values()}
    for folder, _, files in os.walk(root):
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith(".py") and path not in known:
                with open(path, encoding="utf-8") as opened:
                    _codes[path] = marshal.dumps(compile(opened.read(), path, "exec", dont_inherit=True))


def _get_code(self, fullname):
    compiled = _codes.get(self.path)
    return _own(self, fullname) if compiled is None else marshal.loads(compiled)


def install():
    importlib.machinery.SourceFileLoader.get_code = _get_code
