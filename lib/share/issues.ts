import type * as z from "zod";

/** More of them would not help: the first is nearly always the cause. */
const MAX_NAMED_ISSUES = 3;

/**
 * What a schema refused, in one line that names each key by its path: "settings.workers: Too big: …; inputs.a: …".
 * A key that is not known is named itself.
 */
export function describeIssues(error: z.ZodError): string {
  const lines = error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: unknown key`).join("; ");
    }
    return `${pathOf(issue.path) || "value"}: ${issue.message}`;
  });
  const rest = lines.length - MAX_NAMED_ISSUES;
  return lines.slice(0, MAX_NAMED_ISSUES).join("; ") + (rest > 0 ? ` (and ${rest} more)` : "");
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${shorten(String(part))}`))
    .join("");
  return text.startsWith(".") ? text.slice(1) : text;
}

/** A hostile key may be as long as a link. */
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
