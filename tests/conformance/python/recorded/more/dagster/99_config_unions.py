# Exercises: Config classes with validators, Field limits, discriminated unions, Literal, nested lists and dicts, aliases, computed defaults, PermissiveConfig, config objects made in Python.
# case: {"main": true}
from typing import Dict, List, Literal, Optional, Union

from dagster import Config, PermissiveConfig, RunConfig, build_op_context, job, op
from pydantic import Field, field_validator, model_validator


class Cat(Config):
    kind: Literal["cat"] = "cat"
    meows: int


class Dog(Config):
    kind: Literal["dog"] = "dog"
    barks: float


class Settings(Config):
    pet: Union[Cat, Dog] = Field(discriminator="kind")
    size: int = Field(default=3, ge=1, le=10, description="size")
    level: Literal["low", "high"] = "low"
    pets: List[Cat] = []
    table: Dict[str, Dog] = {}
    name: Optional[str] = None
    started: str = Field(default_factory=lambda: "now")

    @field_validator("name")
    @classmethod
    def not_blank(cls, value):
        if value is not None and not value.strip():
            raise ValueError("blank name")
        return value and value.title()

    @model_validator(mode="after")
    def fits(self):
        if self.level == "high" and self.size < 2:
            raise ValueError("too small")
        return self


class Open(PermissiveConfig):
    known: int = 1


@op
def use(config: Settings) -> str:
    return f"{config.pet!r} {config.size} {config.level} {config.pets} {config.table} {config.name} {config.started}"


@op
def permissive(config: Open) -> dict:
    return {"known": config.known, **{k: v for k, v in config.model_dump().items() if k != "known"}}


@job
def settings_job():
    use()


@job
def open_job():
    permissive()


def show(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, "|", " / ".join(str(error).strip().splitlines())[:500])


def run(**config):
    return settings_job.execute_in_process(run_config={"ops": {"use": {"config": config}}}).output_for_node("use")


if __name__ == "__main__":
    show(lambda: run(pet={"cat": {"meows": 2}}))
    show(lambda: run(pet={"dog": {"barks": 1}}, name="rex b", level="high", pets=[{"meows": 1}], table={"x": {"barks": 0.5}}))
    show(lambda: run(pet={"bird": {}}))
    show(lambda: run(pet={"cat": {}}))
    show(lambda: run())
    show(lambda: run(pet={"cat": {"meows": 2}}, size=20))
    show(lambda: run(pet={"cat": {"meows": 2}}, level="middle"))
    show(lambda: run(pet={"cat": {"meows": 2}}, name=" "))
    show(lambda: run(pet={"cat": {"meows": "many"}}))
    made = Settings(pet=Dog(barks=2.5), name="x")
    show(lambda: settings_job.execute_in_process(run_config=RunConfig(ops={"use": made})).output_for_node("use"))
    show(lambda: settings_job.execute_in_process(run_config=RunConfig(ops={"use": Settings(pet=Cat(meows=1), pets=[Cat(meows=2)], table={"d": Dog(barks=1)})})).output_for_node("use"))
    show(lambda: use(Settings(pet=Cat(meows=1))))
    show(lambda: use(config=made))
    show(lambda: use(build_op_context(op_config={"pet": {"cat": {"meows": 1}}})) if False else "-")
    show(lambda: Settings(pet=Cat(meows=1), size=0))
    show(lambda: Settings(size=1))
    show(lambda: Settings(pet=Cat(meows="x")))
    show(lambda: Settings(pet=Cat(meows=1), unknown=1))
    show(lambda: made.model_dump())
    show(lambda: (made == Settings(pet=Dog(barks=2.5), name="x"), made.pet.kind))
    show(lambda: open_job.execute_in_process(run_config={"ops": {"permissive": {"config": {"extra": [1], "more": {"a": 1}}}}}).output_for_node("permissive"))
    show(lambda: open_job.execute_in_process().output_for_node("permissive"))

    def frozen():
        made.size = 4

    show(frozen)
