# Exercises: conditionals: chains, booleans, and/or, equality of strings, fail, several outputs, in subworkflows, of task outputs, nested, is_true, is_none.
# case: {"workflow": "grade", "inputs": {"score": 95}}
# case: {"workflow": "grade", "inputs": {"score": 75}}
# case: {"workflow": "grade", "inputs": {"score": -5}}
# case: {"workflow": "grade2", "inputs": {"score": 95}}
# case: {"workflow": "grade2", "inputs": {"score": 75}}
# case: {"workflow": "grade2", "inputs": {"score": -5}}
# case: {"workflow": "flag", "inputs": {"on": true}}
# case: {"workflow": "flag", "inputs": {"on": false}}
# case: {"workflow": "words", "inputs": {"word": "hello"}}
# case: {"workflow": "words", "inputs": {"word": "bye"}}
# case: {"workflow": "coin", "inputs": {"seed": 4}}
# case: {"workflow": "coin", "inputs": {"seed": 5}}
# case: {"workflow": "outer", "inputs": {"x": 1, "y": 2}}
# case: {"workflow": "outer", "inputs": {"x": 2, "y": 1}}
# case: {"workflow": "outer", "inputs": {"x": 2, "y": 2}}
from typing import Tuple

from flytekit import conditional, task, workflow


@task
def say(text: str) -> str:
    print("say", text)
    return text


@task
def length(text: str) -> int:
    return len(text)


@workflow
def grade(score: int) -> str:
    return (
        conditional("grade")
        .if_(score >= 90)
        .then(say(text="A"))
        .elif_((score >= 70) & (score < 90))
        .then(say(text="B"))
        .elif_(score < 0)
        .fail("negative score")
        .else_()
        .then(say(text="C"))
    )


@workflow
def grade2(score: int) -> str:
    return (
        conditional("grade2")
        .if_(score >= 90)
        .then(say(text="A"))
        .elif_((score >= 70) & (score < 90))
        .then(say(text="B"))
        .else_()
        .fail("low score")
    )


@workflow
def flag(on: bool) -> str:
    return conditional("flag").if_(on.is_true()).then(say(text="on")).else_().then(say(text="off"))


@workflow
def words(word: str) -> int:
    answer = conditional("words").if_((word == "hello") | (word == "hi")).then(say(text=word)).else_().then(say(text="unknown word"))
    return length(text=answer)


@task
def flip(seed: int) -> bool:
    return seed % 2 == 0


@task
def pair(a: int, b: str) -> Tuple[int, str]:
    return a, b


@workflow
def coin(seed: int) -> Tuple[int, str]:
    result = flip(seed=seed)
    n, text = conditional("coin").if_(result.is_true()).then(pair(a=1, b="heads")).else_().then(pair(a=0, b="tails"))
    return n, text


@workflow
def inner(x: int, y: int) -> str:
    return conditional("inner").if_(x > y).then(say(text="more")).else_().then(say(text="same"))


@workflow
def outer(x: int, y: int) -> str:
    return conditional("outer").if_(x < y).then(say(text="less")).else_().then(inner(x=x, y=y))
