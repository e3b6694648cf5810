# Exercises: dynamic outputs into graphs, maps with several ops, collect into a graph, an op that takes a collected and a plain value, two dynamics, dynamic with named outputs and metadata.
# case: {"executors": ["in_process"], "job": "files"}
# case: {"executors": ["in_process"], "job": "two"}
# case: {"executors": ["in_process"], "job": "empty"}
# case: {"executors": ["in_process"], "job": "named", "run_config": {"ops": {"partition": {"config": {"n": 3}}}}}
from dagster import DynamicOut, DynamicOutput, Field, In, Int, List, MetadataValue, Out, Output, graph, job, op


@op(out=DynamicOut(str))
def list_files(context):
    for name in ["a.csv", "b.csv", "c.csv"]:
        context.log.info(f"found {name}")
        yield DynamicOutput(value=name, mapping_key=name.replace(".", "_"), metadata={"name": MetadataValue.text(name)})


@op
def size(context, name: str) -> int:
    return len(name) + (10 if "b_csv" in context.get_mapping_key() else 0)


@op
def add(x: int, y: int) -> int:
    return x + y


@op
def config_value() -> int:
    return 100


@graph
def measure(name, offset):
    return add(size(name), offset)


@op(ins={"sizes": In(List[Int])})
def largest(context, sizes, offset):
    context.log.info(str(sizes))
    return max(sizes) - offset


@graph
def summarize(sizes, offset):
    return largest(sizes, offset)


@job
def files():
    offset = config_value()
    sizes = list_files().map(lambda name: measure(name, offset))
    summarize(sizes.collect(), offset)
    largest.alias("again")(sizes.collect(), offset)


@op(out=DynamicOut(int))
def numbers():
    for n in range(2):
        yield DynamicOutput(n, str(n))


@op
def both(xs, ys):
    return list(xs), list(ys)


@op
def shout(name):
    return name.upper()


@job
def two():
    names = list_files.alias("left")().map(shout)
    ns = numbers().map(lambda n: add.alias('double')(n, n))
    both(names.collect(), ns.collect())


@op
def add_one(n):
    return n + 1


@op
def total_list(total):
    return [total]


@op(out=DynamicOut(int))
def none():
    return
    yield


@op
def count(values):
    return len(values)


@job
def empty():
    count(none().map(add_one).collect())


@op(config_schema={"n": Field(int, default_value=2)}, out={"chunks": DynamicOut(), "total": Out()})
def partition(context):
    for i in range(context.op_config["n"]):
        yield DynamicOutput(list(range(i)), mapping_key=f"chunk_{i}", output_name="chunks")
    yield Output(context.op_config["n"], output_name="total")


@job
def named():
    chunks, total = partition()
    lengths = chunks.map(count).map(lambda n: add_one(n))
    both(lengths.collect(), total_list(total))
