"""Images, which nothing is built from here."""

from typing import Any


class Image:
    """A container image: its description is kept, and has no effect."""

    def __init__(self, base: str = "", **settings: Any):
        self.base_image = base
        self.settings = settings

    @classmethod
    def from_debian_base(cls, **settings):
        return cls("debian", **settings)

    @classmethod
    def from_base(cls, image_uri: str):
        return cls(image_uri)

    @classmethod
    def from_uv_script(cls, script, **settings):
        return cls("uv", script=script, **settings)

    @classmethod
    def from_dockerfile(cls, file, **settings):
        return cls("dockerfile", file=file, **settings)

    @classmethod
    def from_ref_name(cls, name: str = "default"):
        return cls(name)

    def _with(self, *args, **settings):
        return Image(self.base_image, **{**self.settings, **settings})

    clone = _with
    with_pip_packages = with_requirements = with_pyproject = with_uv_project = with_poetry_project = _with
    with_apt_packages = with_commands = with_env_vars = with_source_folder = with_source_file = _with
    with_workdir = with_dockerignore = with_local_v2 = with_local_v2_plugins = with_code_bundle = _with

    @property
    def uri(self):
        return self.base_image

    @property
    def name(self):
        return self.settings.get("name", "flyte" if self.base_image == "debian" else None)
