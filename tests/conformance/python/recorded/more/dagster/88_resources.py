# Exercises: ConfigurableResource nested, with setup and teardown, private attributes, EnvVar, yield_for_execution, resources of old style that depend on others, with required keys, overridden in tests.
# case: {"main": true}
import os
from contextlib import contextmanager

from dagster import (
    ConfigurableResource,
    DagsterInvalidConfigError,
    Definitions,
    EnvVar,
    InitResourceContext,
    ResourceDefinition,
    asset,
    build_op_context,
    job,
    materialize,
    op,
    resource,
)
from pydantic import Field, PrivateAttr

LOG = []


class Credentials(ConfigurableResource):
    user: str
    password: str = Field(default="secret", description="kept")


class Database(ConfigurableResource):
    credentials: Credentials
    host: str = "localhost"
    port: int = 5432
    _connected: bool = PrivateAttr(default=False)

    def setup_for_execution(self, context: InitResourceContext) -> None:
        LOG.append(f"setup {self.host}")
        self._connected = True

    def teardown_after_execution(self, context: InitResourceContext) -> None:
        LOG.append("teardown")

    def query(self, sql):
        return f"{self.credentials.user}@{self.host}:{self.port} {sql} {self._connected}"


class Session(ConfigurableResource):
    name: str

    @contextmanager
    def yield_for_execution(self, context):
        LOG.append(f"enter {self.name}")
        try:
            yield self
        finally:
            LOG.append(f"exit {self.name}")


@resource(config_schema={"base": str}, required_resource_keys={"clock"})
def client(context):
    LOG.append("client")
    yield f"{context.resource_config['base']}?t={context.resources.clock}"
    LOG.append("client closed")


@resource
def clock(_):
    return 12


@op
def query(db: Database, session: Session) -> str:
    return f"{session.name}: {db.query('select 1')}"


@op(required_resource_keys={"client", "clock"})
def call(context, text: str) -> str:
    return f"{text} | {context.resources.client} | {context.resources.clock}"


@op
def fail_with(db: Database, text: str):
    raise RuntimeError(f"failed {db.port} {text}")


@job
def work():
    call(query())


@job
def failing():
    fail_with(query())


RESOURCES = {
    "db": Database(credentials=Credentials(user=EnvVar("DB_USER")), host="h"),
    "session": Session(name="s1"),
    "client": client.configured({"base": "http://x"}),
    "clock": clock,
}
os.environ["DB_USER"] = "me"
defs = Definitions(jobs=[work, failing], resources=RESOURCES)


@asset
def answer(db: Database) -> str:
    return db.query("asset")


if __name__ == "__main__":
    result = defs.get_job_def("work").execute_in_process()
    print(result.output_for_node("call"))
    print(LOG)
    LOG.clear()
    result = defs.get_job_def("failing").execute_in_process(raise_on_error=False)
    print(result.success, LOG)
    print(materialize([answer], resources=RESOURCES).output_for_node("answer"))
    test = Database(credentials=Credentials(user="t", password="p"), port=1)
    print(query(test, Session(name="direct")))
    print(call(build_op_context(resources={"client": "c", "clock": 1}), "x"))
    replaced = work.execute_in_process(resources={**RESOURCES, "client": "fake", "session": Session(name="s2")})
    print(replaced.output_for_node("call"))
    mocked = work.execute_in_process(resources={**RESOURCES, "client": ResourceDefinition.hardcoded_resource("hard"), "clock": ResourceDefinition.mock_resource()})
    print(mocked.output_for_node("call").split("|")[1], "MagicMock" in mocked.output_for_node("call"))
    late = Definitions(jobs=[work], resources={**RESOURCES, "session": Session.configure_at_launch()})
    ran = late.get_job_def("work").execute_in_process(run_config={"resources": {"session": {"config": {"name": "late"}}}})
    print(ran.output_for_node("query"))
    try:
        late.get_job_def("work").execute_in_process()
    except DagsterInvalidConfigError as error:
        print(str(error).splitlines()[:2])
    print(repr(test.credentials.user), test.model_copy(update={"port": 2}).port if hasattr(test, "model_copy") else "-")
    for wrong in (lambda: Database(credentials=Credentials(user="u"), port="x"), lambda: Credentials(user="u", other=1)):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, str(error).splitlines()[0])
    try:
        test.port = 3
    except Exception as error:
        print(type(error).__name__)
    try:
        work.execute_in_process(resources={"db": test})
    except Exception as error:
        print(type(error).__name__, str(error))
