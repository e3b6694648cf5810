# Exercises: nested parallelism: tasks that gather tasks that map, semaphores, a shared trace, sets of results, async generators.
# case: {"main": true}
import asyncio
from dataclasses import asdict, dataclass
from typing import List, Optional

import flyte

env = flyte.TaskEnvironment(name="agents")


@dataclass
class Finding:
    topic: str
    facts: List[str]
    score: Optional[float] = None


@flyte.trace
async def search(topic: str, n: int) -> list[str]:
    return [f"{topic}-{i}" for i in range(n)]


@flyte.trace
async def rank(facts: list[str]) -> float:
    return float(sum(len(f) for f in facts))


@env.task
async def research(topic: str, depth: int = 2) -> Finding:
    with flyte.group(f"search-{topic}"):
        batches = await asyncio.gather(*(search(topic, n) for n in range(1, depth + 1)))
    facts = [fact for batch in batches for fact in batch]
    return Finding(topic=topic, facts=facts, score=await rank(facts))


@env.task
async def summarize(findings: List[Finding]) -> str:
    best = max(findings, key=lambda f: (f.score or 0, f.topic))
    return f"{best.topic}: {len(best.facts)} facts of {sum(len(f.facts) for f in findings)}"


@env.task
async def supervisor(topics: List[str], width: int) -> tuple[str, List[str]]:
    semaphore = asyncio.Semaphore(width)

    async def bounded(topic: str) -> Finding:
        async with semaphore:
            return await research(topic)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(bounded(topic)) for topic in topics]
    findings = [task.result() for task in tasks]
    deep = await research(topics[0], depth=3)
    findings.append(deep)
    return await summarize(findings), [str(asdict(f)["score"]) for f in findings]


if __name__ == "__main__":
    flyte.init()
    run = flyte.run(supervisor, topics=["ml", "data", "ops"], width=2)
    summary, scores = run.outputs()
    print(summary)
    print(scores)
    outputs = run.outputs()
    print(len(outputs), outputs[1], outputs.o0 if hasattr(outputs, "o0") else "-")
