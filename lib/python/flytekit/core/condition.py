"""Conditionals: one of several branches runs."""

from typing import Any

from .context_manager import Branch, Mode, pop, push, state
from .entity import Entity
from .node import Node
from .promise import ComparisonExpression, ConjunctionExpression, NodeOutput, Promise, VoidPromise, task_output


class ConditionalSection:
    """Where the workflow is compiled: a node with the nodes of its branches in it."""

    def __init__(self, name):
        self.name = name
        self.cases = []
        self.condition = Condition(self)
        self._is_last = False
        self._from = 0

    def start_branch(self, case, last_case=False):
        self._is_last = last_case
        self.cases.append(case)
        self._from = len(state().nodes or ())
        return case

    def end_branch(self):
        nodes = state().nodes
        self.cases[-1].nodes = nodes[self._from :]
        del nodes[self._from :]
        if not self._is_last:
            return self.condition
        if any(case.error is not None and case.output is None for case in self.cases[:-1]):
            # flytekit cannot compile such a case, and says so in these words.
            raise UnboundLocalError("cannot access local variable 'n' where it is not associated with a value")
        node = Node(f"n{len(nodes)}", BranchNode(self), {})
        nodes.append(node)
        names = self.output_names()
        if not names:
            return VoidPromise(node.id, NodeOutput(node, "placeholder"))
        return task_output([Promise(each, ref=NodeOutput(node, each)) for each in names], None)

    def output_names(self):
        """What all branches give; None where one gives nothing."""
        names = None
        for case in self.cases:
            if case.output is None and case.error is None:
                return None
            if isinstance(case.output, VoidPromise):
                return None
            if case.output is not None:
                of_case = [each.var for each in _tuple(case.output)]
                names = of_case if names is None else [each for each in names if each in of_case]
        return names

    def if_(self, expr):
        return self.condition._if(expr)

    def __repr__(self):
        return repr(self.condition)


class _Here(ConditionalSection):
    """Where the workflow runs here: the first branch whose condition holds is taken."""

    def __init__(self, name):
        super().__init__(name)
        self._selected: Any = None
        # As flytekit, where one inside of another has the other's: the first of its branches runs in any case.
        around = state().branch
        self._branch = around or Branch()
        self._token = None if around else push({"branch": self._branch})

    def start_branch(self, case, last_case=False):
        self._is_last = last_case
        self.cases.append(case)
        if self._selected is None and (case.expr is None or case.expr.eval() or last_case):
            self._selected = case
            self._branch.is_taken = True
        return case

    def end_branch(self):
        self._branch.is_taken = False
        if not self._is_last:
            return self.condition
        if self._token is not None:
            pop(self._token)
        case = self._selected
        if case.output is None and case.error is None:
            raise AssertionError("Bad conditional statements, did not resolve in a promise")
        if case.output is None:
            raise ValueError(case.error)
        names = self.output_names()
        if names is None:
            return VoidPromise(self.name)
        chosen = _tuple(case.output)
        return task_output([each.with_var(name) for name, each in zip(names, chosen, strict=False)], None)


class _Skipped(ConditionalSection):
    """Within a branch that is not taken."""

    def __init__(self, name):
        super().__init__(name)

    def start_branch(self, case, last_case=False):
        self._is_last = last_case
        self.cases.append(case)
        return case

    def end_branch(self):
        if not self._is_last:
            return self.condition
        names = self.output_names()
        return VoidPromise(self.name) if names is None else task_output([Promise(each) for each in names], None)


def _tuple(output):
    return output if isinstance(output, tuple) else (output,)


class Case:
    def __init__(self, section, expr, statement="elif"):
        if expr is not None:
            _check(expr, f"{section.name}.{statement}")
        self._section = section
        self.expr = expr
        self.output = None
        self.error = None
        self.nodes = []
        self._statement = statement

    def then(self, p):
        self.output = p
        return self._section.end_branch()

    def fail(self, err):
        self.error = err
        return self._section.end_branch()

    def __repr__(self):
        return f"{self._statement}({self.expr!r})"


def _check(expr, where):
    if isinstance(expr, bool):
        raise AssertionError(
            "Logical (and/or/is/not) operations are not supported. "
            "Expressions Comparison (<,<=,>,>=,==,!=) or Conjunction (&/|) are supported."
            f"Received an evaluated expression with val {expr} in {where}"
        )
    if isinstance(expr, Promise):
        raise AssertionError(
            "Flytekit does not support unary expressions of the form `if_(x) - where x is an"
            " input value or output of a previous node."
            f" Received var {expr} in condition {where}"
        )
    if not isinstance(expr, (ConjunctionExpression, ComparisonExpression)):
        raise AssertionError(
            "Flytekit only supports Comparison (<,<=,>,>=,==,!=) or Conjunction (&/|) "
            f"expressions, Received var {expr} in condition {where}"
        )


class Condition:
    def __init__(self, section):
        self._section = section

    def _if(self, expr):
        if expr is None:
            raise AssertionError(f"Required an expression received None for condition:{self._section.name}.if_(...)")
        return self._section.start_branch(Case(self._section, expr, "if_"))

    def elif_(self, expr):
        if expr is None:
            raise AssertionError(f"Required an expression received None for condition:{self._section.name}.elif(...)")
        return self._section.start_branch(Case(self._section, expr, "elif_"))

    def else_(self):
        return self._section.start_branch(Case(self._section, None, "else_"), last_case=True)

    def __repr__(self):
        return f"condition({self._section.name}) " + "".join(repr(each) for each in self._section.cases)


class BranchNode(Entity):
    """On a cluster: the conditions are looked at when the node runs."""

    def __init__(self, section):
        self.name = section.name
        self._section = section

    async def run_node(self, node, run):
        case = await self._chosen(run)
        if case.error is not None:
            raise ValueError(case.error)
        await run.run_nodes(case.nodes)
        names = self._section.output_names()
        if not names:
            return {}
        chosen = _tuple(case.output)
        return {name: await run.value_of(each) for name, each in zip(names, chosen, strict=False)}

    async def _chosen(self, run):
        for case in self._section.cases:
            if case.expr is None:
                return case
            values = {id(each): await run.value_of(each) for each in case.expr.promises()}
            if case.expr.eval(lambda promise, known=values: known[id(promise)]):
                return case
        raise AssertionError(f"no branch of the conditional {self.name} is taken")


def conditional(name):
    here = state()
    if here.mode is Mode.COMPILE:
        return ConditionalSection(name)
    if here.mode.is_local:
        return _Skipped(name) if here.is_skipped else _Here(name)
    raise AssertionError("Branches can only be invoked within a workflow context!")
