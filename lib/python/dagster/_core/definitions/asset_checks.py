"""Checks of assets: a separate step for each that has a function, or a result among what an asset gives."""

from enum import Enum
from typing import Any

from .. import check
from .asset_key import AssetKey
from .metadata import normalize_metadata


class AssetCheckSeverity(Enum):
    WARN = "WARN"
    ERROR = "ERROR"


class AssetCheckSpec:
    def __init__(self, name, *, asset, description=None, blocking=False, metadata=None, **_):
        from .assets import key_of

        self.name = check.text(name, "name")
        self.asset_key = key_of(asset)
        self.description = description
        self.metadata = metadata
        self.blocking = blocking
        if blocking:
            raise NotImplementedError(
                "Fanout's Dagster runs checks that block nothing: leave `blocking` out to run the program here."
            )


class AssetCheckResult:
    def __init__(
        self,
        *,
        passed,
        asset_key=None,
        check_name=None,
        metadata=None,
        severity=AssetCheckSeverity.ERROR,
        description=None,
    ):
        self.passed = check.inst(passed, "passed", bool)
        self.asset_key: Any = None if asset_key is None else AssetKey.from_coercible(asset_key)
        self.check_name = check.text(check_name, "check_name", optional=True)
        self.metadata = normalize_metadata(check.mapping(metadata, "metadata"))
        self.severity = severity
        self.description = description

    @property
    def text(self):
        passed = "passed" if self.passed else "did not pass"
        return f"Asset check '{self.check_name}' on '{self.asset_key.to_user_string()}' {passed}."


def asset_check(
    *,
    asset,
    name=None,
    description=None,
    blocking=False,
    additional_ins=None,
    additional_deps=None,
    required_resource_keys=None,
    resource_defs=None,
    config_schema=None,
    op_tags=None,
    retry_policy=None,
    metadata=None,
    **_,
):
    from .assets import AssetChecksDefinition, AssetIn, _op_of, key_of

    def decorate(function):
        spec = AssetCheckSpec(
            name or function.__name__, asset=asset, description=description, blocking=blocking, metadata=metadata
        )
        made = f"{spec.asset_key.to_python_identifier()}_{spec.name}"
        ins = dict(additional_ins or {})
        op = _op_of(
            function, made, {}, "@asset_check", ins, (), retry_policy, config_schema, required_resource_keys, op_tags,
            description,
        )  # fmt: skip
        op.check_specs = [spec]
        # Whatever it is called, its input is the asset.
        keys = {each: (ins.get(each) or AssetIn(spec.asset_key)).key for each in op.input_dict}
        deps = [key_of(each) for each in additional_deps or ()]
        if spec.asset_key not in keys.values():
            deps.append(spec.asset_key)
        return AssetChecksDefinition(op, keys, {}, deps, resource_defs=resource_defs)

    return decorate
