"""Settings of the platform: accepted, without effect."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Device:
    quantity: int = 1
    device_class: str = "GPU"
    device: str | None = None
    partition: str | None = None


def GPU(device, quantity=1, partition=None):
    return Device(quantity, "GPU", device, partition)


def TPU(device, partition=None):
    return Device(1, "GOOGLE_TPU", device, partition)


def Neuron(device, quantity=1):
    return Device(quantity, "NEURON", device)


def AMD_GPU(device, quantity=1):
    return Device(quantity, "AMD_GPU", device)


def HABANA_GAUDI(device, quantity=1):
    return Device(quantity, "HABANA_GAUDI", device)


def _check_cpu(value):
    for each in value if isinstance(value, tuple) else (value,):
        if each is None and value is not None:
            raise ValueError("cpu pair elements must both be set, got None")
        if each is not None and not isinstance(each, (int, float, str)):
            raise ValueError(
                "cpu must be a core count or a Kubernetes quantity string such as 1, 0.5 or '100m', "
                f"got {type(each).__name__}: {each!r}"
            )
        if isinstance(each, (int, float)) and each < 0:
            raise ValueError("cpu must be greater than or equal to 0")


def _check_quantity(field, value, is_pair=True):
    for each in value if is_pair and isinstance(value, tuple) else (value,):
        if each is None and value is not None:
            raise ValueError(f"{field} pair elements must both be set, got None")
        if each is not None and not isinstance(each, str):
            raise ValueError(
                f"{field} must be a Kubernetes quantity string such as '1Gi', '512Mi' or '2G', "
                f"got {type(each).__name__}: {each!r}"
            )


@dataclass
class Resources:
    cpu: Any = None
    memory: Any = None
    gpu: Any = None
    disk: str | None = None
    shm: str | None = None

    def __post_init__(self):
        _check_cpu(self.cpu)
        _check_quantity("memory", self.memory)
        _check_quantity("disk", self.disk, is_pair=False)
        _check_quantity("shm", self.shm, is_pair=False)
        if isinstance(self.cpu, tuple) and len(self.cpu) != 2:
            raise ValueError("cpu tuple must have exactly two elements")
        if isinstance(self.memory, tuple) and len(self.memory) != 2:
            raise ValueError("memory tuple must have exactly two elements")
        if isinstance(self.gpu, int) and self.gpu < 0:
            raise ValueError("gpu must be greater than or equal to 0")


@dataclass
class Secret:
    key: str
    group: str | None = None
    mount: Any = None
    as_env_var: str | None = None


@dataclass
class PodTemplate:
    pod_spec: Any = None
    primary_container_name: str = "primary"
    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None


@dataclass
class Documentation:
    description: str = ""


@dataclass
class Cron:
    expression: str
    timezone: str = "UTC"


@dataclass
class FixedRate:
    interval_minutes: int
    start_time: Any = None


TriggerTime = object()


@dataclass
class Trigger:
    """A schedule: it starts nothing here."""

    name: str
    automation: Any
    description: str = ""
    auto_activate: bool = True
    inputs: dict[str, Any] | None = None
    env_vars: dict[str, str] | None = None
    interruptible: bool | None = None
    overwrite_cache: bool = False
    queue: str | None = None
    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None

    @classmethod
    def hourly(cls, trigger_time_input_key="trigger_time", name="hourly", **settings):
        return cls(name=name, automation=Cron("0 * * * *"), **settings)

    @classmethod
    def daily(cls, trigger_time_input_key="trigger_time", name="daily", **settings):
        return cls(name=name, automation=Cron("0 0 * * *"), **settings)

    @classmethod
    def weekly(cls, trigger_time_input_key="trigger_time", name="weekly", **settings):
        return cls(name=name, automation=Cron("0 0 * * 0"), **settings)

    @classmethod
    def monthly(cls, trigger_time_input_key="trigger_time", name="monthly", **settings):
        return cls(name=name, automation=Cron("0 0 1 * *"), **settings)

    @classmethod
    def minutely(cls, trigger_time_input_key="trigger_time", name="minutely", **settings):
        return cls(name=name, automation=FixedRate(1), **settings)


@dataclass
class Link:
    name: str = ""
    icon_uri: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
