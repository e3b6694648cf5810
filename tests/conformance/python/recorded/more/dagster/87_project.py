# Exercises: a script as a user writes it: try/except around runs, results compared, instances with several runs, partitions, sensors in Definitions, freshness, code locations.
# case: {"main": true}
import dagster as dg


class Api(dg.ConfigurableResource):
    base_url: str = "http://x"
    timeout: int = 3

    def get(self, path: str) -> dict:
        return {"url": f"{self.base_url}/{path}", "timeout": self.timeout}


@dg.asset(kinds={"python"}, automation_condition=dg.AutomationCondition.eager(), code_version="1", retry_policy=dg.RetryPolicy(max_retries=1))
def users(api: Api) -> dict:
    """Users."""
    return api.get("users")


@dg.asset(description="summary")
def summary(context: dg.AssetExecutionContext, users: dict) -> dg.MaterializeResult[str]:
    return dg.MaterializeResult(value=users["url"].upper(), metadata={"timeout": users["timeout"]}, tags={"a": "b"})


@dg.asset_check(asset=summary, blocking=False)
def not_empty(summary: str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=bool(summary), metadata={"length": len(summary)})


@dg.schedule(job_name="all", cron_schedule="0 0 * * *")
def nightly(context):
    return {}


@dg.sensor(job_name="all")
def watcher(context):
    yield dg.SkipReason("no")


all_job = dg.define_asset_job("all", selection=dg.AssetSelection.all())
defs = dg.Definitions(assets=[users, summary], asset_checks=[not_empty], resources={"api": Api(timeout=9)}, jobs=[all_job], schedules=[nightly], sensors=[watcher])


def show(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, "|", str(error).strip().splitlines()[0][:300])


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.get_job_def("all").execute_in_process(instance=instance, tags={"who": "me"})
        print(result.success, result.output_for_node("summary"), result.dagster_run.tags.get("who"))
        print([(e.event_type_value, e.step_key) for e in result.all_events if e.event_type_value.startswith("ASSET_MAT")])
        for check in result.get_asset_check_evaluations():
            print(check.check_name, check.passed, check.metadata)
        print(len(instance.get_runs()), instance.get_runs()[0].is_success)
        event = instance.get_latest_materialization_event(dg.AssetKey("summary"))
        show(lambda: (event.asset_materialization.asset_key, event.asset_materialization.metadata["timeout"].value))
    show(lambda: dg.materialize([users, summary], resources={"api": Api(base_url="http://y")}).output_for_node("summary"))
    show(lambda: dg.materialize([users]))
    show(lambda: dg.materialize([summary]))
    show(lambda: users(api=Api()))
    show(lambda: summary(dg.build_asset_context(), users={"url": "u", "timeout": 1}))
    show(lambda: (users.key, users.op.name, summary.group_names_by_key, summary.dependency_keys))
    show(lambda: users.descriptions_by_key)
    show(lambda: dg.validate_run_config(defs.get_job_def("all"), {}).keys() if False else "-")
    show(lambda: dg.AssetKey(["a", "b"]).to_user_string() + str(dg.AssetKey("x")) + repr(dg.AssetKey.from_user_string("p/q")))
    show(lambda: dg.MetadataValue.int(3) == dg.IntMetadataValue(3))
    show(lambda: (dg.MetadataValue.md("x").md_str, dg.MetadataValue.json([1]).data, dg.MetadataValue.path("p").path, dg.MetadataValue.url("u").url))
    show(lambda: repr(dg.MetadataValue.float(1.5)))
    show(lambda: repr(dg.RetryPolicy(max_retries=2, delay=1.5)))
    show(lambda: dg.RunConfig(ops={"a": {"config": {"x": 1}}}).to_config_dict())
    show(lambda: repr(dg.AssetMaterialization("x", metadata={"a": 1}).asset_key))
    show(lambda: dg.Output(5, metadata={"a": 1}).metadata)
    show(lambda: repr(dg.DynamicOutput(1, "k")) if False else dg.DynamicOutput(1, "k").mapping_key)
    show(lambda: dg.Failure("d", metadata={"x": 1}).metadata)
    show(lambda: dg.build_init_resource_context(config={"a": 1}).resource_config)
