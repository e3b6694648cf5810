# Exercises: dataclasses, enums, optionals, nested containers and datetimes as inputs and outputs.
# case: {"main": true}
import enum
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Dict, List, Optional, Union

import flyte

env = flyte.TaskEnvironment(name="values")


class Color(str, enum.Enum):
    RED = "red"
    BLUE = "blue"


@dataclass
class Box:
    name: str
    sizes: List[int] = field(default_factory=list)
    color: Color = Color.RED


@env.task
async def grow(box: Box, by: int) -> Box:
    box.sizes = [size + by for size in box.sizes]
    return box


@env.task
async def label(color: Color, note: Optional[str] = None) -> str:
    return f"{color.value}:{note}"


@env.task
async def total(table: Dict[str, List[float]]) -> Dict[str, float]:
    return {name: sum(values, 0.0) for name, values in table.items()}


@env.task
async def later(start: datetime, by: timedelta) -> datetime:
    return start + by


@env.task
async def either(value: Union[int, str]) -> str:
    return type(value).__name__


@env.task
async def main() -> List[str]:
    box = Box("a", [1, 2])
    bigger = await grow(box, 10)
    lines = [f"{box.sizes} {bigger.sizes} {bigger.name}"]
    lines.append(await label(Color.BLUE))
    lines.append(await label(Color.RED, note="dark"))
    lines.append(str(await total({"x": [0.5, 1.5], "y": []})))
    lines.append(str(await later(datetime(2026, 1, 31), timedelta(days=1))))
    lines.append(await either(3) + await either("three"))
    return lines


if __name__ == "__main__":
    flyte.init()
    print("\n".join(flyte.run(main).outputs()[0]))
