# Exercises: a script that runs a job and asks its result.
# case: {"main": true}
from dagster import DynamicOut, DynamicOutput, In, Out, RetryPolicy, build_op_context, graph, job, op


@op(out={"a": Out(int), "b": Out(str)})
def two():
    return 1, "x"


@op
def scaled(context, n: int) -> int:
    return n * context.op_config if context.op_config else n


@op(ins={"n": In(int)}, retry_policy=RetryPolicy(max_retries=1))
def fragile(context, n):
    if context.retry_number == 0:
        raise ValueError("once")
    return n


@op(out=DynamicOut())
def spread(n):
    for i in range(n + 1):
        yield DynamicOutput(i, mapping_key=f"i{i}")


@graph
def inner(n):
    return fragile(n)


@job
def whole():
    a, b = two()
    spread(inner(a)).map(scaled)


if __name__ == "__main__":
    result = whole.execute_in_process()
    print(result.success, result.output_for_node("two", "a"), result.output_for_node("two", "b"))
    print(result.output_for_node("inner"), result.output_for_node("inner.fragile"), result.output_for_node("scaled"))
    print(result.is_node_success("spread"), result.is_node_failed("two"), result.is_node_skipped("two"))
    print(result.retry_attempts_for_node("inner.fragile"), len(result.events_for_node("scaled")) > 0)
    print([event.event_type_value for event in result.events_for_node("two")])
    try:
        result.output_for_node("two")
    except Exception as error:
        print(type(error).__name__, error)
    try:
        result.output_for_node("nope")
    except Exception as error:
        print(type(error).__name__, error)
    print(scaled(build_op_context(), 4), list(spread(1))[1].mapping_key, two())
    for call in (lambda: scaled(build_op_context(), "a"), lambda: scaled(build_op_context()), lambda: two(1)):
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, error)
    again = inner.to_job(name="again", input_values={"n": 5}).execute_in_process()
    print(again.output_for_node("fragile"))
