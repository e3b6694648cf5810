# Exercises: nested conditionals, several conditions, elif, a branch of a task's result, and booleans.
# case: {"workflow": "decide", "inputs": {"x": 5, "flag": true}}
# case: {"workflow": "decide", "inputs": {"x": 5, "flag": false}}
# case: {"workflow": "decide", "inputs": {"x": 50, "flag": true}}
# case: {"workflow": "decide", "inputs": {"x": 500, "flag": false}}
# case: {"workflow": "by_result", "inputs": {"word": "level"}}
# case: {"workflow": "by_result", "inputs": {"word": "apple"}}
from flytekit import conditional, task, workflow


@task
def name(text: str) -> str:
    print("name", text)
    return text.upper()


@task
def check(word: str) -> bool:
    return word == word[::-1]


@workflow
def decide(x: int, flag: bool) -> str:
    return (
        conditional("outer")
        .if_(x < 10)
        .then(
            conditional("inner").if_(flag.is_true()).then(name(text="small yes")).else_().then(name(text="small no"))
        )
        .elif_((x >= 10) & (x < 100) | (x == 1000))
        .then(name(text="middle"))
        .else_()
        .then(name(text="large"))
    )


@workflow
def by_result(word: str) -> str:
    same = check(word=word)
    return conditional("same").if_(same.is_true()).then(name(text="palindrome")).else_().fail("not the same")
