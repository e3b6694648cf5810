import type { Property } from "acorn";
import { type Binding, constantOf } from "./bindings";
import type { References } from "./scope";
import { bare, keyOf, type Node } from "./syntax";

/** A value that could be read, which may be `undefined`. */
export interface Known {
  readonly value: unknown;
}

export interface Properties {
  readonly byName: ReadonlyMap<string, Property>;
  /** False if there are others, whose names take running the program. */
  readonly isComplete: boolean;
}

/** Nodes looked at, and characters of one text: constants that double one another grow without end. */
const READ_MAX_STEPS = 200_000;
const READ_MAX_LENGTH = 65_536;
const READ_MAX_PROPERTIES = 10_000;

/**
 * Reads values from the program without running it: literals, arrays and objects of them, templates, arithmetic,
 * and constants of the top level that hold such. Numbers are finite: what is read can be written as JSON.
 */
export class Reader {
  private steps = 0;
  private readonly open = new Set<string>();

  constructor(
    private readonly bindings: ReadonlyMap<string, Binding>,
    private readonly found: References,
  ) {}

  /** @returns undefined where it would take running the program */
  read(node: Node): Known | undefined {
    this.steps = 0;
    return this.value(node);
  }

  /** The properties of an object that is written out, here or in a constant, those of spread ones among them. */
  properties(node: Node): Properties | undefined {
    const byName = new Map<string, Property>();
    let isComplete = true;
    let steps = 0;
    const collect = (from: Node, depth: number): boolean => {
      const object = this.resolve(from);
      if (object?.type !== "ObjectExpression" || depth > 20) return false;
      for (const property of object.properties) {
        if (++steps > READ_MAX_PROPERTIES) return false;
        if (property.type === "SpreadElement") {
          if (!collect(property.argument, depth + 1)) isComplete = false;
          continue;
        }
        const name = keyOf(property);
        if (name === undefined) isComplete = false;
        else byName.set(name, property);
      }
      return true;
    };
    return collect(node, 0) ? { byName, isComplete } : undefined;
  }

  /** The expression behind parentheses and the names of constants. */
  resolve(node: Node): Node | undefined {
    let at = bare(node);
    for (let hops = 0; at.type === "Identifier"; hops++) {
      const next = this.found.at.get(at.start)?.declared ? constantOf(this.bindings, at.name) : undefined;
      if (!next || hops > 100) return undefined;
      at = bare(next);
    }
    return at;
  }

  private value(wrapped: Node): Known | undefined {
    if (++this.steps > READ_MAX_STEPS) return undefined;
    const node = bare(wrapped);
    switch (node.type) {
      case "Literal":
        return node.regex || node.bigint ? undefined : finite(node.value);
      case "TemplateLiteral":
        return this.template(
          node.quasis.map(({ value }) => value.cooked ?? undefined),
          node.expressions,
        );
      case "Identifier":
        return this.constant(node.name, node.start);
      case "UnaryExpression":
        return this.unary(node.operator, node.argument);
      case "BinaryExpression":
        return this.binary(node.operator, node.left, node.right);
      case "ArrayExpression":
        return this.array(node.elements);
      case "ObjectExpression":
        return this.object(node.properties);
      default:
        return undefined;
    }
  }

  private constant(name: string, start: number): Known | undefined {
    const reference = this.found.at.get(start);
    if (name === "undefined" && reference && !reference.declared) return { value: undefined };
    const node = reference?.declared ? constantOf(this.bindings, name) : undefined;
    if (!node || this.open.has(name)) return undefined;
    this.open.add(name);
    const known = this.value(node);
    this.open.delete(name);
    return known;
  }

  private template(texts: readonly (string | undefined)[], expressions: readonly Node[]): Known | undefined {
    let text = "";
    for (const [index, part] of texts.entries()) {
      if (part === undefined) return undefined;
      text += part;
      const expression = expressions[index];
      if (!expression) continue;
      const known = this.value(expression);
      if (!known || (typeof known.value === "object" && known.value !== null)) return undefined;
      text += String(known.value);
      if (text.length > READ_MAX_LENGTH) return undefined;
    }
    return { value: text };
  }

  private unary(operator: string, argument: Node): Known | undefined {
    const known = this.value(argument);
    if (operator === "!" && typeof known?.value === "boolean") return { value: !known.value };
    if (typeof known?.value !== "number") return undefined;
    if (operator === "-") return { value: -known.value };
    if (operator === "~") return { value: ~known.value };
    return operator === "+" ? known : undefined;
  }

  private binary(operator: string, left: Node, right: Node): Known | undefined {
    const [a, b] = [this.value(left)?.value, this.value(right)?.value];
    if (typeof a === "string" && typeof b === "string" && operator === "+") {
      return a.length + b.length > READ_MAX_LENGTH ? undefined : { value: a + b };
    }
    if (typeof a !== "number" || typeof b !== "number") return undefined;
    const compute = ARITHMETIC[operator];
    return compute && finite(compute(a, b));
  }

  private array(elements: readonly (Node | null)[]): Known | undefined {
    const values: unknown[] = [];
    for (const element of elements) {
      if (!element) return undefined;
      const known = this.value(element.type === "SpreadElement" ? element.argument : element);
      if (!known) return undefined;
      if (element.type !== "SpreadElement") values.push(known.value);
      else if (Array.isArray(known.value)) for (const value of known.value) values.push(value);
      else return undefined;
    }
    return { value: values };
  }

  private object(properties: readonly Node[]): Known | undefined {
    const entries: [string, unknown][] = [];
    for (const property of properties) {
      if (property.type === "SpreadElement") {
        const known = this.value(property.argument);
        if (typeof known?.value !== "object" || known.value === null || Array.isArray(known.value))
          return undefined;
        for (const entry of Object.entries(known.value)) entries.push(entry);
      } else if (property.type === "Property" && property.kind === "init" && !property.method) {
        const name = keyOf(property);
        // Written out, it would set the prototype.
        if (name === undefined || name === "__proto__") return undefined;
        const known = this.value(property.value);
        if (!known) return undefined;
        entries.push([name, known.value]);
      } else return undefined;
    }
    return { value: Object.fromEntries(entries) };
  }
}

const finite = (value: unknown): Known | undefined =>
  typeof value === "number" && !Number.isFinite(value) ? undefined : { value };

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  ">>>": (a, b) => a >>> b,
  "|": (a, b) => a | b,
  "&": (a, b) => a & b,
  "^": (a, b) => a ^ b,
};
