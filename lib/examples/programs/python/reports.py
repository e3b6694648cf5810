# Flyte 2. Reports by a mock language model: draft, critique and revise in
# iterations, then three formats of each, side by side.
import asyncio
import os
import tempfile

import flyte
from flyte.io import Dir

# Two reused containers with four slots each; results are cached.
llm_env = flyte.TaskEnvironment(
    name="llm-worker",
    image=flyte.Image.from_debian_base().with_pip_packages("openai"),
    resources=flyte.Resources(cpu=1, memory="1Gi"),
    reusable=flyte.ReusePolicy(replicas=2, concurrency=4, idle_ttl=300),
    cache="auto",
)
# The driver only starts tasks and waits.
driver_env = flyte.TaskEnvironment(name="driver", depends_on=[llm_env])


async def call_llm(answer: str, call_ms: int) -> str:
    # A mock model: each call waits and returns its input.
    await asyncio.sleep(call_ms / 1000)
    return answer


# Traced: a retry reuses earlier answers.
@flyte.trace
async def draft_of(topic: str, call_ms: int) -> str:
    text = f"# {topic}\n\n## Introduction\n\nIt matters."
    return await call_llm(text, call_ms)


@flyte.trace
async def score_of(draft: str, call_ms: int) -> int:
    await call_llm("", call_ms)
    return 8 if "[REVISED]" in draft else 6


@flyte.trace
async def revised(draft: str, call_ms: int) -> str:
    text = draft.replace("## ", "[REVISED]\n\n## ")
    return await call_llm(text, call_ms)


@flyte.trace
async def summary_of(content: str, call_ms: int) -> str:
    return await call_llm(f"In short: {title_of(content)}.", call_ms)


@llm_env.task(retries=3)
async def refine_report(
    topic: str, max_iterations: int, threshold: int, call_ms: int
) -> str:
    draft = await draft_of(topic, call_ms)
    for turn in range(1, max_iterations + 1):
        with flyte.group(f"refinement_{turn}"):
            score = await score_of(draft, call_ms)
            if score >= threshold:
                break
            draft = await revised(draft, call_ms)
    return draft


def title_of(content: str) -> str:
    return content.splitlines()[0].removeprefix("# ")


async def as_markdown(content: str, date: str) -> str:
    # The date is an input: with a clock, cached and new would differ.
    return f"---\ndate: {date}\n---\n\n{content}\n"


async def as_html(content: str) -> str:
    lines = content.replace("<", "&lt;").splitlines()
    return "\n".join(f"<p>{line}</p>" for line in lines if line)


@llm_env.task(retries=3)
async def format_outputs(content: str, date: str, call_ms: int) -> Dir:
    with flyte.group("formatting"):
        markdown, html, summary = await asyncio.gather(
            as_markdown(content, date),
            as_html(content),
            summary_of(content, call_ms),
        )
    folder = tempfile.mkdtemp()
    files = {
        "report.md": markdown,
        "report.html": html,
        "summary.txt": summary,
    }
    for name, text in files.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    return await Dir.from_local(folder)


@driver_env.task
async def report_batch(
    topics: list[str],
    max_iterations: int,
    threshold: int,
    call_ms: int,
    date: str,
) -> list[Dir]:
    with flyte.group("refine_all"):
        reports = await asyncio.gather(
            *(
                refine_report(topic, max_iterations, threshold, call_ms)
                for topic in topics
            )
        )
    # A barrier: nothing is formatted before the last report is good.
    with flyte.group("format_all"):
        return await asyncio.gather(
            *(format_outputs(report, date, call_ms) for report in reports)
        )


def main(
    topics=(
        "Warm pools",
        "Cold starts",
        "Nested runs",
        "Kept results",
        "Second attempts",
    ),  # One report each
    max_iterations=3,  # Maximum iterations of critique and revision
    threshold=8,  # Good enough: a first draft gets 6, a revised one 8
    call_ms=50,  # One call of the model, in ms; Flyte's example uses 500
    date="2025-01-31",  # Goes into the Markdown's head
):
    flyte.init_from_config()
    run = flyte.run(
        report_batch,
        topics=list(topics),
        max_iterations=max_iterations,
        threshold=threshold,
        call_ms=call_ms,
        date=date,
    )
    print(f"{run.name}: {run.url}")
    run.wait()
    folders = run.outputs()[0]
    for topic, folder in zip(topics, folders):
        with folder.get_file_sync("summary.txt").open_sync("r") as file:
            print(f"{topic}: {file.read()}")
    return [sorted(each.name for each in d.walk_sync()) for d in folders]


if __name__ == "__main__":
    main()
