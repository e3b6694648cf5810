"""Flyte 2's SDK, as far as programs need it in Fanout: flyte 2.12.1."""

from _flyte.refused import module_getattr

from . import _entry
from ._context import ctx, custom_context, get_custom_context
from ._environment import Environment, TaskEnvironment
from ._group import group
from ._image import Image
from ._initialize import (
    current_domain,
    current_project,
    init,
    init_from_api_key,
    init_from_config,
    init_in_cluster,
    init_passthrough,
    is_control_plane_available,
)
from ._logging import logger as system_logger
from ._logging import user_logger as logger
from ._map import map
from ._policies import Backoff, Cache, CachePolicy, CacheRequest, RetryStrategy, ReusePolicy, Timeout, TimeoutType
from ._run import run, with_runcontext
from ._settings import (
    AMD_GPU,
    GPU,
    HABANA_GAUDI,
    TPU,
    Cron,
    Device,
    Documentation,
    FixedRate,
    Link,
    Neuron,
    PodTemplate,
    Resources,
    Secret,
    Trigger,
    TriggerTime,
)
from ._task import AsyncFunctionTaskTemplate, TaskTemplate
from ._trace import trace

__version__ = "2.12.1"
_entry.offer()

SecretRequest = Secret | str | list

_SERVER = "it needs Flyte's server, which a browser has not."
__getattr__ = module_getattr(
    "flyte",
    {
        **dict.fromkeys(("deploy", "build", "build_images", "ImageBuild", "rerun", "serve", "AppHandle"), _SERVER),
        **dict.fromkeys(("with_servecontext", "new_condition", "ConditionWebhook", "load_interactive_ctx"), _SERVER),
        **dict.fromkeys(("OnArtifact", "TriggeredArtifact", "TriggeredPartition"), _SERVER),
        **dict.fromkeys(("run_python_script", "load_plugin_config"), "Fanout runs the program that is in the editor."),
        **dict.fromkeys(("Checkpoint", "BaseCheckpoint", "latest_checkpoint"), "checkpoints need a store of objects."),
        **dict.fromkeys(("APPLE_SILICON", "DeviceClass"), "it names hardware that a browser has not."),
    },
)


def version() -> str:
    return __version__


__all__ = [
    "AMD_GPU",
    "GPU",
    "HABANA_GAUDI",
    "TPU",
    "AsyncFunctionTaskTemplate",
    "Backoff",
    "Cache",
    "CachePolicy",
    "CacheRequest",
    "Cron",
    "Device",
    "Documentation",
    "Environment",
    "FixedRate",
    "Image",
    "Link",
    "Neuron",
    "PodTemplate",
    "Resources",
    "RetryStrategy",
    "ReusePolicy",
    "Secret",
    "SecretRequest",
    "TaskEnvironment",
    "TaskTemplate",
    "Timeout",
    "TimeoutType",
    "Trigger",
    "TriggerTime",
    "__version__",
    "ctx",
    "current_domain",
    "current_project",
    "custom_context",
    "get_custom_context",
    "group",
    "init",
    "init_from_api_key",
    "init_from_config",
    "init_in_cluster",
    "init_passthrough",
    "is_control_plane_available",
    "logger",
    "map",
    "run",
    "system_logger",
    "trace",
    "version",
    "with_runcontext",
]
