"""Flyte 1's SDK, as far as programs need it in Fanout: flytekit 1.16.31."""

from _flyte.refused import module_getattr

from ._settings import (
    Annotations,
    AuthRole,
    ConcurrencyPolicy,
    CronSchedule,
    Deck,
    Description,
    Documentation,
    Email,
    FixedRate,
    HashMethod,
    ImageSpec,
    Labels,
    Options,
    PagerDuty,
    PodTemplate,
    Resources,
    Secret,
    SecurityContext,
    Slack,
    SourceCode,
    TaskMetadata,
    kwtypes,
)
from .core import entry
from .core.array_node_map_task import map_task
from .core.cache import Cache, CachePolicy, VersionParameters
from .core.condition import conditional
from .core.context_manager import ExecutionParameters, FlyteContext, FlyteContextManager, current_context
from .core.gate import approve, sleep, wait_for_input
from .core.launch_plan import LaunchPlan
from .core.node_creation import create_node
from .core.task import PythonFunctionTask, dynamic, task
from .core.workflow import WorkflowFailurePolicy, workflow
from .loggers import logger
from .types import directory, file
from .types.directory import FlyteDirectory
from .types.file import FlyteFile

__version__ = "1.16.31"

entry.offer()

_SERVER = "it needs Flyte's server, which a browser has not."
_TABLES = "data frames need pandas or pyarrow, which Fanout's Python has not."
__getattr__ = module_getattr(
    "flytekit",
    {
        **dict.fromkeys(("reference_task", "reference_workflow", "reference_launch_plan", "FlyteRemote"), _SERVER),
        **dict.fromkeys(("get_reference_entity", "TaskReference", "WorkflowReference"), _SERVER),
        **dict.fromkeys(("LaunchPlanReference", "SensorEngine", "Artifact", "Config"), _SERVER),
        **dict.fromkeys(("StructuredDataset", "StructuredDatasetFormat", "StructuredDatasetType"), _TABLES),
        **dict.fromkeys(("SQLTask", "ContainerTask", "PythonInstanceTask"), "it runs something that is no Python."),
        "Workflow": "write the workflow as a function with @workflow.",
        "eager": "write it as a dynamic workflow, or for Flyte 2.",
        "Environment": "give its settings to @task.",
        "Checkpoint": "checkpoints need a store of objects.",
        "BatchSize": "values cross one by one.",
    },
)

__all__ = [
    "Annotations",
    "AuthRole",
    "Cache",
    "CachePolicy",
    "ConcurrencyPolicy",
    "CronSchedule",
    "Deck",
    "Description",
    "Documentation",
    "Email",
    "ExecutionParameters",
    "FixedRate",
    "FlyteContext",
    "FlyteContextManager",
    "FlyteDirectory",
    "FlyteFile",
    "HashMethod",
    "ImageSpec",
    "Labels",
    "LaunchPlan",
    "Options",
    "PagerDuty",
    "PodTemplate",
    "PythonFunctionTask",
    "Resources",
    "Secret",
    "SecurityContext",
    "Slack",
    "SourceCode",
    "TaskMetadata",
    "VersionParameters",
    "WorkflowFailurePolicy",
    "approve",
    "conditional",
    "create_node",
    "current_context",
    "directory",
    "dynamic",
    "file",
    "kwtypes",
    "logger",
    "map_task",
    "sleep",
    "task",
    "wait_for_input",
    "workflow",
]
