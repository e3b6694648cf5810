import "acorn";

/** What acorn knows of the names in a scope. None of it is public: package.json pins the version. */
declare module "acorn" {
  interface Parser {
    enterScope(flags: number): void;
    currentScope(): { var: string[]; lexical: string[]; functions: string[] };
  }
}
