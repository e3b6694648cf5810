# Exercises: processes with the environment of their parent, values that refer to themselves, sys.argv.
# case: {"main": true, "start": ["fork"]}
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process, Queue


class Node:
    __slots__ = ("name", "parent", "children")

    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        if parent is not None:
            parent.children.append(self)

    def __getstate__(self):
        return {each: getattr(self, each) for each in self.__slots__}

    def __setstate__(self, state):
        for each, value in state.items():
            setattr(self, each, value)


def level(name):
    return name, os.environ.get("LEVEL"), "GONE" in os.environ


def put(queue):
    queue.put(level("process"))


def root(node):
    while node.parent is not None:
        node = node.parent
    return node.name, [child.name for child in node.children], node.children[0].parent is node


if __name__ == "__main__":
    print(len(sys.argv), sys.argv[0].endswith(".py"))
    os.environ["LEVEL"] = "high"
    os.environ.pop("GONE", None)
    tree = Node("root")
    leaves = [Node(name, tree) for name in "ab"]
    ring = Node("ring")
    ring.parent = ring
    with Pool(2) as pool:
        print(pool.map(level, ["pool"]), pool.map(root, leaves))
        os.environ["LEVEL"] = "later"
        print(pool.apply(getattr, (ring, "name")))
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(level, "executor").result())
    queue = Queue()
    process = Process(target=put, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
