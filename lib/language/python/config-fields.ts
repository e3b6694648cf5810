import { headOf, nameOf } from "./indentation";
import { type Parameter, parameterOf, parametersOf } from "./parameters";
import type { Piece } from "./scan";
import type { Statement } from "./statements";

/**
 * Run config as inputs: fields of the config classes that functions of the module take, each named `function.field`.
 * @param base class from which config classes come
 */
export function configFields(
  base: string,
  statements: readonly Statement[],
  source: string,
  comments: readonly Piece[],
): readonly Parameter[] {
  const classes = configClasses(base, statements, source, comments);
  if (classes.size === 0) return [];
  return statements.flatMap((statement) => {
    const name = nameOf(statement);
    if (statement.indent > 0 || headOf(statement) !== "def" || name === undefined) return [];
    const config = parametersOf(statement, source, comments).find((each) => each.name === "config");
    const fields = classes.get(config?.annotation ?? "") ?? [];
    return fields.map((field) => ({ ...field, name: `${name}.${field.name}` }));
  });
}

function configClasses(
  base: string,
  statements: readonly Statement[],
  source: string,
  comments: readonly Piece[],
): ReadonlyMap<string, readonly Parameter[]> {
  const classes = new Map<string, Parameter[]>();
  let fields: Parameter[] | undefined;
  for (const statement of statements) {
    const { pieces, indent } = statement;
    if (indent === 0) {
      fields = undefined;
      const name = pieces[1]?.text;
      if (headOf(statement) !== "class" || name === undefined) continue;
      const parent = pieces[pieces.findIndex(({ text }) => text === ")") - 1]?.text ?? "";
      if (parent !== base && !classes.has(parent)) continue;
      fields = [...(classes.get(parent) ?? [])];
      classes.set(name, fields);
    } else if (fields && pieces[0]?.kind === "word" && pieces[1]?.text === ":") {
      fields.push(...parameterOf(pieces, source, comments));
    }
  }
  return classes;
}
