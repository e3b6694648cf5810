"""Initialization: there is no control plane to connect with, so that everything is accepted."""

from pathlib import Path

from ._syncify import Ready
from .errors import InitializationError

_state: dict = {"project": None, "domain": None}


class _Function(Ready):
    """A function of the module, which waits for nothing."""

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)


def _keep(project=None, domain=None):
    _state.update(project=project or _state["project"], domain=domain or _state["domain"])


@_Function
def init(org=None, project=None, domain=None, root_dir=None, **settings):
    _keep(project, domain)


@_Function
def init_from_config(path_or_config=None, root_dir=None, *, project=None, domain=None, **settings):
    if isinstance(path_or_config, (str, Path)):
        path = Path(root_dir or "").expanduser() / Path(path_or_config).expanduser()
        if not path.exists():
            raise InitializationError(
                "ConfigFileNotFoundError",
                "user",
                f"Configuration file '{path}' does not exist., current working directory is {Path.cwd()}",
            )
    _keep(project, domain)


@_Function
def init_from_api_key(api_key=None, project=None, domain=None, **settings):
    _keep(project, domain)


@_Function
def init_in_cluster(org=None, project=None, domain=None, **settings):
    _keep(project, domain)


@_Function
def init_passthrough(endpoint=None, org=None, project=None, domain=None, **settings):
    _keep(project, domain)


def is_control_plane_available():
    return False


def current_project():
    return _named("project")


def current_domain():
    return _named("domain")


def _named(what):
    if _state[what] is None:
        raise InitializationError(
            f"{what.capitalize()}NotInitializedError",
            "user",
            f"{what.capitalize()} has not been initialized. Call flyte.init() with a valid {what}.",
        )
    return _state[what]
