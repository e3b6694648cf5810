"""Reports: what a task writes into one is kept with it, and shown nowhere."""

import html
from dataclasses import dataclass, field

from _flyte.settings import without_effect

from .._context import task_context
from .._syncify import Ready

_MAIN = "main"


@dataclass
class Tab:
    name: str
    content: list[str] = field(default_factory=list, init=False)

    def log(self, content: str):
        self.content.append(content)

    def replace(self, content: str):
        self.content = [content]

    def get_html(self) -> str:
        return "\n".join(self.content)


@dataclass
class Report:
    name: str
    tabs: dict[str, Tab] = field(default_factory=dict)

    def __post_init__(self):
        self.tabs[_MAIN] = Tab(_MAIN)

    def has_content(self) -> bool:
        return any(tab.content for tab in self.tabs.values())

    def get_tab(self, name: str, create_if_missing: bool = True) -> Tab:
        if name not in self.tabs:
            if not create_if_missing:
                raise ValueError(f"Tab {name} does not exist.")
            self.tabs[name] = Tab(name)
        return self.tabs[name]

    def get_final_report(self) -> str:
        return "".join(f"<h2>{html.escape(name)}</h2><div>{tab.get_html()}</div>" for name, tab in self.tabs.items())


def current_report() -> Report:
    context = task_context()
    if context is None:
        return Report("dummy")
    return context.data.setdefault("report", Report(context.action.name))


def get_tab(name: str, /, create_if_missing: bool = True) -> Tab:
    return current_report().get_tab(name, create_if_missing=create_if_missing)


class _Function(Ready):
    def __call__(self, *args, **kwargs):
        without_effect("flyte", report=True)
        return self._function(*args, **kwargs)


@_Function
def log(content: str, do_flush: bool = False):
    get_tab(_MAIN).log(content)


@_Function
def replace(content: str, do_flush: bool = False):
    get_tab(_MAIN).replace(content)


@_Function
def flush():
    return None


__all__ = ["Report", "Tab", "current_report", "flush", "get_tab", "log", "replace"]
