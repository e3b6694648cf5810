import { transformSync } from "esbuild";

/** What a program sees beside its import. */
export interface ProgramGlobals {
  readonly console: { readonly log: (...values: unknown[]) => void };
  readonly performance: { readonly now: () => number };
}

/**
 * Evaluates a program's source against an implementation of the SDK. What a top-level variable holds gets the
 * variable's name, as in the real compiler: `nameNext` is called with it just before the maker is.
 * @returns the module's default export
 */
export function loadProgram(
  source: string,
  sdk: Readonly<Record<string, unknown>>,
  globals: ProgramGlobals,
  nameNext: (name: string) => void,
): unknown {
  const { code } = transformSync(source, { loader: "ts", format: "cjs", target: "es2023" });
  const named = code.replace(
    /^(?:const|let|var) (\w+) = (\(0, import_fanout\.\w+\)|\w+\.task)\(/gm,
    (text, name, maker) => `${text.slice(0, text.length - maker.length - 1)}$named("${name}", ${maker})(`,
  );
  const module: { exports: { default?: unknown } } = { exports: {} };
  const require = (specifier: string) => {
    if (specifier !== "fanout") throw new Error(`A program imports "fanout" only, not "${specifier}"`);
    return sdk;
  };
  const $named = (name: string, maker: unknown) => {
    nameNext(name);
    return maker;
  };
  new Function("module", "exports", "require", "console", "performance", "$named", named)(
    module,
    module.exports,
    require,
    globals.console,
    globals.performance,
    $named,
  );
  return module.exports.default;
}
