"""Selections of assets."""

import functools
import operator

from ..errors import DagsterError, DagsterInvalidSubsetError
from .asset_key import AssetKey


class AssetSelection:
    """@param choose given assets, it gives the keys of those that are selected"""

    def __init__(self, choose):
        self._choose = choose

    @staticmethod
    def of(given):
        if isinstance(given, AssetSelection):
            return given
        if given in (None, "*"):
            return AssetSelection.all()
        if isinstance(given, str):
            return _parsed(given)
        kinds = {type(each) for each in given} if isinstance(given, (list, tuple)) else set()
        if len(kinds) != 1:
            raise DagsterError(
                "selection argument must be one of str, Sequence[str], Sequence[AssetKey], "
                "Sequence[AssetsDefinition], Sequence[SourceAsset], AssetSelection. "
                f"Was {type(given)}."
            )
        if kinds == {str}:
            return functools.reduce(operator.or_, (_parsed(each) for each in given))
        return AssetSelection.assets(*given)

    @staticmethod
    def all(**_):
        return AssetSelection(lambda assets: _keys(assets))

    @staticmethod
    def assets(*given):
        from .assets import AssetsDefinition

        keys = set()
        for each in given:
            keys |= each.keys if isinstance(each, AssetsDefinition) else {AssetKey.from_coercible(each)}

        def choose(assets):
            missing = keys - _keys(assets)
            if missing:
                raise DagsterInvalidSubsetError(
                    f"AssetKey(s) {{{', '.join(map(repr, sorted(missing, key=str)))}}} were selected, but no "
                    "AssetsDefinition objects supply these keys. Make sure all keys are spelled correctly, and all "
                    "AssetsDefinitions are correctly added to the `Definitions`."
                )
            return keys

        return AssetSelection(choose)

    keys = assets

    @staticmethod
    def groups(*names, **_):
        return AssetSelection(
            lambda assets: {key for each in _definitions(assets) if each.group_name in names for key in each.keys}
        )

    def upstream(self, depth=None, include_self=True):
        return self._walked(_parents, depth, include_self)

    def downstream(self, depth=None, include_self=True):
        return self._walked(_children, depth, include_self)

    def _walked(self, step, depth, include_self):
        def choose(assets):
            start = self._choose(assets)
            found, edge, left = set(start), set(start), depth
            edges = step(assets)
            while edge and (left is None or left > 0):
                edge = {each for key in edge for each in edges.get(key, ())} - found
                found |= edge
                left = None if left is None else left - 1
            return found if include_self else found - start

        return AssetSelection(choose)

    def __or__(self, other):
        return AssetSelection(lambda assets: self._choose(assets) | other._choose(assets))

    def __and__(self, other):
        return AssetSelection(lambda assets: self._choose(assets) & other._choose(assets))

    def __sub__(self, other):
        return AssetSelection(lambda assets: self._choose(assets) - other._choose(assets))

    def resolve(self, assets):
        """@returns the definitions that make what is selected"""
        keys = self._choose(assets)
        chosen = [each for each in _definitions(assets) if each.keys & keys or _is_check_of(each, keys)]
        for i, each in enumerate(chosen):
            if each.can_subset and not each.keys <= keys:
                chosen[i] = each.subset(keys)
            elif not each.keys <= keys:
                shown, some = (f"[{', '.join(map(repr, sorted(k, key=str)))}]" for k in (each.keys, each.keys & keys))
                raise DagsterInvalidSubsetError(
                    f"When building job, the AssetsDefinition '{each.node_def.name}' contains asset keys {shown} and "
                    f"check keys [], but attempted to select only assets {some} and checks []. This AssetsDefinition "
                    "does not support subsetting. Please select all asset and check keys produced by this asset.\n\n"
                    "If using an AssetSelection, you may use required_multi_asset_neighbors() to select any remaining "
                    "assets, for example:\nAssetSelection.assets('my_asset').required_multi_asset_neighbors()"
                )
        return chosen


def _is_check_of(each, keys):
    return not each.keys and {*each.keys_by_input.values(), *each.deps} <= keys


def _definitions(assets):
    from .assets import AssetsDefinition

    return [each for each in assets if isinstance(each, AssetsDefinition)]


def _keys(assets):
    return {key for each in _definitions(assets) for key in each.keys}


def _parents(assets):
    return {
        key: {*each.keys_by_input.values(), *each.deps} & _keys(assets)
        for each in _definitions(assets)
        for key in each.keys
    }


def _children(assets):
    found = {}
    for key, parents in _parents(assets).items():
        for parent in parents:
            found.setdefault(parent, set()).add(key)
    return found


def _parsed(text):
    """`+name`, `name+`, `key:"name"` and names."""
    before, after = len(text) - len(text.lstrip("+*")), len(text) - len(text.rstrip("+*"))
    name = text.strip("+*").removeprefix("key:").strip('"')
    chosen = AssetSelection.assets(AssetKey.from_user_string(name))
    depth_before = None if text.startswith("*") else before
    depth_after = None if text.endswith("*") else after
    made = chosen
    if before:
        made = made | chosen.upstream(depth_before)
    if after:
        made = made | chosen.downstream(depth_after)
    return made
