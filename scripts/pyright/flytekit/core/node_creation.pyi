from collections.abc import Callable
from typing import Any

def create_node(entity: Callable[..., Any], **kwargs: Any) -> Any: ...
