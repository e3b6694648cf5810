import { nearest } from "./nearest";

/** The message for an option that a function does not take. @param what the function, or `task: retries` of one's policy */
export function unknownOption(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return `${what}: unknown option "${name}".${hint} Options: ${known.join(", ")}.`;
}
