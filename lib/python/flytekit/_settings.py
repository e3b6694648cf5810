"""Settings of the platform: accepted, without effect."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Resources:
    cpu: Any = None
    mem: Any = None
    gpu: Any = None
    ephemeral_storage: Any = None
    storage: Any = None

    def __post_init__(self):
        for name in ("cpu", "mem", "gpu", "ephemeral_storage"):
            value = getattr(self, name)
            if isinstance(value, (list, tuple)) and len(value) not in (1, 2):
                raise AssertionError(f"{name} must be a list or tuple of length 1 or 2")


class ImageSpec:
    """An image: nothing is built from it here."""

    def __init__(self, name=None, **settings):
        self.name = name
        self.settings = settings

    def _with(self, *args, **settings):
        return ImageSpec(self.name, **self.settings, **settings)

    with_packages = with_commands = with_apt_packages = with_copy = force_push = with_runtime_packages = _with

    def is_container(self):
        return True

    def exist(self):
        return True

    def image_name(self):
        return self.name or "image"


@dataclass
class Secret:
    group: str | None = None
    key: str | None = None
    group_version: str | None = None
    mount_requirement: Any = None
    env_var: str | None = None

    class MountType:
        ANY, ENV_VAR, FILE = range(3)


class _Accepted:
    """Any setting."""

    def __init__(self, *args, **settings):
        self.args = args
        self.settings = settings

    def __eq__(self, other):
        return type(self) is type(other) and (self.args, self.settings) == (other.args, other.settings)

    __hash__ = object.__hash__


class CronSchedule(_Accepted):
    pass


class FixedRate(_Accepted):
    pass


class Email(_Accepted):
    pass


class Slack(_Accepted):
    pass


class PagerDuty(_Accepted):
    pass


class PodTemplate(_Accepted):
    pass


class Labels(_Accepted):
    pass


class Annotations(_Accepted):
    pass


class AuthRole(_Accepted):
    pass


class SecurityContext(_Accepted):
    pass


class Documentation(_Accepted):
    pass


class Description(_Accepted):
    pass


class SourceCode(_Accepted):
    pass


class ConcurrencyPolicy(_Accepted):
    pass


class TaskMetadata(_Accepted):
    def __init__(self, **settings):
        super().__init__(**settings)
        self.__dict__.update(settings)


class HashMethod(_Accepted):
    pass


@dataclass
class Options:
    labels: Any = None
    annotations: Any = None
    raw_output_data_config: Any = None
    security_context: Any = None
    max_parallelism: int | None = None
    notifications: list = field(default_factory=list)
    disable_notifications: bool = False
    overwrite_cache: bool = False


class Deck:
    """A deck: it is kept with its task, and shown nowhere."""

    def __init__(self, name, html=None):
        from .core.context_manager import current_context

        self.name = name
        self._html = html or ""
        current_context().decks.append(self)

    def append(self, html):
        self._html += "\n" + html

    @property
    def html(self):
        return self._html

    @staticmethod
    def publish():
        """Nobody sees it."""


def kwtypes(**kwargs):
    return dict(kwargs)
