# Exercises: ConfigurableResource, resource functions with config and teardown, resources that need others.
# case: {"job": "with_resources", "executors": ["in_process"], "run_config": {"resources": {"counter": {"config": {"start": 4}}}}}
# case: {"job": "with_resources", "executors": ["in_process"]}
# case: {"job": "broken", "executors": ["in_process"]}
from dagster import ConfigurableResource, Definitions, InitResourceContext, job, op, resource


class Store(ConfigurableResource):
    url: str
    retries: int = 3

    def get(self, key):
        return f"{self.url}/{key}x{self.retries}"


class Counter:
    def __init__(self, n):
        self.n = n

    def next(self):
        self.n += 1
        return self.n


@resource(config_schema={"start": int})
def counter(context: InitResourceContext):
    made = Counter(context.resource_config["start"])
    try:
        yield made
    finally:
        print("closed at", made.n)


@resource(required_resource_keys={"counter"})
def doubled(context):
    return context.resources.counter.n * 2


@op
def fetch(store: Store) -> str:
    return store.get("a")


@op(required_resource_keys={"counter", "doubled"})
def count(context, text: str):
    context.log.info(f"{text} {context.resources.counter.next()} {context.resources.doubled}")
    return context.resources.counter.next()


@job(resource_defs={"store": Store(url="s3:"), "counter": counter, "doubled": doubled})
def with_resources():
    count(fetch())


@resource
def bad(_):
    raise RuntimeError("no connection")


@op(required_resource_keys={"bad"})
def use_bad(context):
    return 1


@job(resource_defs={"bad": bad})
def broken():
    use_bad()
