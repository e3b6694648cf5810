"""The last line of a program, and defaults of its `main`. Nothing here knows the engine."""

import ast

# The function of a program whose parameters are its inputs.
MAIN = "main"


def parts(source, filename, inputs):
    """
    @returns the program's tree without its last line, with `inputs` as defaults of `main`, and the expression that is
    its last line, or None
    """
    tree = ast.parse(source, filename)
    for name, value in inputs.items():
        _replace_default(tree, name, value)
    body, rest = _split(tree.body)
    return ast.Module(body, tree.type_ignores), rest


def _split(body):
    """A program's statements, and the expression that is its last line: in its main guard, if that is the last."""
    if not body:
        return body, None
    last = body[-1]
    if isinstance(last, ast.If) and not last.orelse and _is_guard(last.test):
        inner, rest = _split(last.body)
        return [*body[:-1], *inner], rest
    return (body[:-1], last.value) if isinstance(last, ast.Expr) else (body, None)


def _is_guard(test):
    return ast.unparse(test) in ("__name__ == '__main__'", "'__main__' == __name__")


def _replace_default(tree, name, value):
    """The program as if this default of `main` had been edited."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for function in [each for each in tree.body if isinstance(each, functions) and each.name == MAIN]:
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        for arg, defaults, at in [
            *((arg, arguments.defaults, i - len(positional)) for i, arg in enumerate(positional)),
            *((arg, arguments.kw_defaults, i) for i, arg in enumerate(arguments.kwonlyargs)),
        ]:
            if arg.arg == name and -len(defaults) <= at:
                defaults[at] = _written(value, defaults[at])


def _written(value, before):
    """A value as code, in the place of another: of its type, where JSON has one type for two."""
    try:
        kind = type(ast.literal_eval(before))
    except ValueError:
        kind = object
    if kind in (float, tuple, set) and not isinstance(value, (bool, str, dict)) and value is not None:
        value = kind(value)
    code = ast.parse(repr(value), mode="eval").body
    for node in ast.walk(code):
        ast.copy_location(node, before)
    return code
