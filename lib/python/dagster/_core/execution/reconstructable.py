"""`execute_job`: a job with its executor, as on a machine."""

from ..instance import DagsterInstance
from . import engine
from .run import Run, run_calls, run_here


class ReconstructableJob:
    def __init__(self, job):
        self.job = job

    def get_definition(self):
        return self.job


def reconstructable(target):
    from ..definitions.job_definition import JobDefinition

    return ReconstructableJob(target if isinstance(target, JobDefinition) else target())


def execute_job(job, instance=None, run_config=None, tags=None, raise_on_error=False, **_):
    engine.begin()
    is_local = engine.is_local() or not engine.can_block()
    run = Run(job.get_definition(), run_config, tags, stores=True)
    (instance or DagsterInstance.get()).keep(run.run, run.records)
    if is_local:
        run_here(run, raise_on_error)
    else:
        engine.block_on(run_calls(run, raise_on_error))
    return run.result()
