"""What Dagster has and what changes nothing here: it is accepted, and the log lists it once."""

import inspect
from enum import Enum

_noted = {}


def note(what):
    """@param what it is called in the log"""
    _noted.setdefault(what)


def take():
    """@returns what has been noted since the last call"""
    found = list(_noted)
    _noted.clear()
    return found


class Setting:
    """Anything that is set and has no effect."""

    what = "settings"

    def __init__(self, *args, **kwargs):
        note(self.what)
        self.args = args
        self.__dict__.update(kwargs)

    @classmethod
    def _made(cls, *_, **__):
        return cls()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: self

    def __and__(self, _):
        return self

    __or__ = __invert__ = __and__


class _Kind(type):
    """`AutomationCondition.eager()` and their kind."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls._made


class ScheduleDefinition(Setting):
    what = "schedules: nothing starts a run here but Run"


class SensorDefinition(Setting):
    what = "sensors: nothing starts a run here but Run"

    def __call__(self, *_, **__):
        raise NotImplementedError("Fanout's Dagster does not evaluate schedules and sensors: they need a server.")


class _Schedule(ScheduleDefinition):
    __call__ = SensorDefinition.__call__


def _decorator(kind):
    """A decorator of functions that a server calls, with or without arguments."""

    def decorator(*args, **kwargs):
        if len(args) == 1 and not kwargs and inspect.isfunction(args[0]):
            return kind(name=args[0].__name__)
        return lambda function: kind(**{"name": function.__name__, **kwargs})

    return decorator


schedule = _decorator(_Schedule)
sensor = asset_sensor = multi_asset_sensor = run_status_sensor = run_failure_sensor = _decorator(SensorDefinition)


def build_schedule_from_partitioned_job(*args, **kwargs):
    return ScheduleDefinition(*args, **kwargs)


def make_email_on_run_failure_sensor(*args, **kwargs):
    return SensorDefinition(*args, **kwargs)


class DefaultScheduleStatus(Enum):
    RUNNING = "RUNNING"
    STOPPED = "STOPPED"


class DefaultSensorStatus(Enum):
    RUNNING = "RUNNING"
    STOPPED = "STOPPED"


class _OfServer:
    """Annotations and results of schedules and sensors: their functions are not called."""

    def __init__(self, *_, **__):
        raise NotImplementedError(
            f"`dagster.{type(self).__name__}` is not part of Fanout's Dagster: schedules and sensors need a server. "
            "Take it out of the program to run it here."
        )


class RunRequest(_OfServer):
    pass


class SkipReason(_OfServer):
    pass


class SensorResult(_OfServer):
    pass


class ScheduleEvaluationContext(_OfServer):
    pass


class SensorEvaluationContext(_OfServer):
    pass


class RunStatusSensorContext(_OfServer):
    pass


class RunFailureSensorContext(_OfServer):
    pass


class AutomationCondition(Setting, metaclass=_Kind):
    what = "automation conditions"


class AutoMaterializePolicy(AutomationCondition):
    pass


class FreshnessPolicy(AutomationCondition):
    what = "freshness policies"


class BackfillPolicy(AutomationCondition):
    what = "backfill policies"


class LoggerDefinition(Setting):
    what = "loggers"


class _Stores(Setting, metaclass=_Kind):
    what = "I/O managers: Fanout hands values from step to step"


class FilesystemIOManager(_Stores):
    pass


class InMemoryIOManager(_Stores):
    pass


def logger(config_schema=None, description=None):
    if callable(config_schema) and not isinstance(config_schema, type):
        return LoggerDefinition()
    return lambda function: LoggerDefinition()
