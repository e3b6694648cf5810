# Exercises: settings that a local run accepts: images, secrets, resources, triggers, timeouts, clone_with.
# case: {"main": true}
from datetime import timedelta

import flyte

image = (
    flyte.Image.from_debian_base(python_version=(3, 12), name="base")
    .with_pip_packages("pandas", "numpy")
    .with_apt_packages("curl")
    .with_env_vars({"MODE": "fast"})
)
env = flyte.TaskEnvironment(
    name="configured-env",
    image=image,
    resources=flyte.Resources(cpu=(1, 2), memory=("250Mi", "1Gi"), gpu="T4:1"),
    env_vars={"LEVEL": "3"},
    secrets=[flyte.Secret(key="api-key", as_env_var="API_KEY")],
)
small = env.clone_with(name="small-env", resources=flyte.Resources(cpu=1))


@env.task(retries=1, timeout=timedelta(minutes=1), report=False)
async def job(n: int) -> float:
    return n / 4


@small.task(timeout=flyte.Timeout(max_runtime=60), triggers=flyte.Trigger.daily())
async def nightly(n: int = 3) -> str:
    value = await job.override(resources=flyte.Resources(cpu=4), short_name="big job")(n)
    return f"{value:.2f}"


if __name__ == "__main__":
    flyte.init(project="demo", domain="development")
    print(flyte.run(nightly).outputs()[0])
    print(sorted(env.tasks), sorted(small.tasks), small.image is image)
    for bad in (lambda: flyte.ReusePolicy(replicas=0, idle_ttl=5), lambda: flyte.RetryStrategy(count=-1)):
        try:
            bad()
        except ValueError as error:
            print(error)
