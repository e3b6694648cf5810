"""What the handler of a workflow's failure gets."""

from dataclasses import dataclass


@dataclass
class FlyteError:
    message: str
    failed_node_id: str
