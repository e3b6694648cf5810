"""Names of assets."""

import functools


@functools.total_ordering
class AssetKey:
    """@param path one name, or several from the outermost to the innermost"""

    def __init__(self, path):
        self.path = [path] if isinstance(path, str) else list(path)
        self.parts = self.path

    @staticmethod
    def from_user_string(text):
        return AssetKey(text.split("/"))

    @staticmethod
    def from_coercible(given):
        if isinstance(given, AssetKey):
            return given
        if hasattr(given, "key"):
            return given.key
        return AssetKey(given)

    def with_prefix(self, prefix):
        return AssetKey([*([prefix] if isinstance(prefix, str) else prefix), *self.path])

    def to_user_string(self):
        return "/".join(self.path)

    def to_python_identifier(self):
        return "__".join(self.path).replace("-", "_")

    def __eq__(self, other):
        return isinstance(other, AssetKey) and self.path == other.path

    def __lt__(self, other):
        return self.path < other.path if isinstance(other, AssetKey) else NotImplemented

    def __hash__(self):
        return hash(tuple(self.path))

    def __repr__(self):
        return f"AssetKey({self.path!r})"
