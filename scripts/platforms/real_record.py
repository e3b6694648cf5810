"""
Runs main.py of this folder with the packages of this environment, in their local mode, and writes down what happens as the referee does.
Arguments: lib/python, the referee's name of the platform.
"""

import importlib
import importlib.util
import json
import pathlib
import sys
import types


def load(home, *names):
    """A module of ours without its package's own start, which needs a browser."""
    package = types.ModuleType("_fanout")
    package.__path__ = []
    sys.modules["_fanout"] = package
    for name in names:
        spec = importlib.util.spec_from_file_location(name, home / f"{name.replace('.', '/')}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)


def main():
    home, platform = pathlib.Path(sys.argv[1]), sys.argv[2]
    load(home, "_fanout.last_line")
    # The package's own folder alone: beside it are our own dagster, flytekit and flyte.
    referee = types.ModuleType("_referee")
    referee.__path__ = [str(home / "_referee")]
    sys.modules["_referee"] = referee
    sys.path.insert(0, "")
    real = importlib.import_module("_referee.real")
    source = pathlib.Path("main.py").read_text()
    pathlib.Path("record.txt").write_text(real.perform(platform, json.dumps({"source": source})))


if __name__ == "__main__":
    main()
