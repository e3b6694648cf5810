# Exercises: resources with nested resources, setup and teardown, a context manager resource, EnvVar, per-job overrides, in mapped steps.
# case: {"job": "nested_resources", "executors": ["in_process"]}
# case: {"job": "generator_resource", "executors": ["in_process"]}
# case: {"job": "env_resource", "executors": ["in_process"]}
# case: {"job": "failing_resource", "executors": ["in_process"]}
import os
from contextlib import contextmanager

from dagster import ConfigurableResource, Definitions, DynamicOut, DynamicOutput, EnvVar, InitResourceContext, ResourceDependency, job, op, resource
from pydantic import PrivateAttr

os.environ["DB_USER"] = "ada"


class Credentials(ConfigurableResource):
    user: str
    token: str = "secret"


class Database(ConfigurableResource):
    credentials: Credentials
    name: str
    _open: int = PrivateAttr(default=0)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        self._open = 1
        context.log.info(f"open {self.name}")

    def teardown_after_execution(self, context) -> None:
        context.log.info(f"close {self.name}")

    def query(self, key):
        return f"{self.credentials.user}@{self.name}/{key}#{self._open}"


@op(out=DynamicOut(str))
def tables():
    for name in ("a", "b"):
        yield DynamicOutput(name, mapping_key=name)


@op
def count(db: Database, table: str) -> str:
    return db.query(table)


@op
def collect_all(context, rows):
    context.log.info(str(rows))
    return rows


@job(resource_defs={"db": Database(credentials=Credentials(user="root"), name="prod")})
def nested_resources():
    collect_all(tables().map(count).collect())


@resource(config_schema={"size": int})
def pool(context):
    context.log.info("pool up")
    try:
        yield list(range(context.resource_config["size"]))
    finally:
        context.log.info("pool down")


@op(required_resource_keys={"pool"})
def use_pool(context):
    return sum(context.resources.pool)


@job(resource_defs={"pool": pool.configured({"size": 4})})
def generator_resource():
    use_pool()


@job(resource_defs={"db": Database(credentials=Credentials(user=EnvVar("DB_USER")), name=EnvVar("DB_NAME"))})
def env_resource():
    tables().map(count)


@resource
def broken(_):
    raise ConnectionError("no database")


@op(required_resource_keys={"broken"})
def needs(context):
    return context.resources.broken


@job(resource_defs={"broken": broken})
def failing_resource():
    needs()
