import type { LanguageId } from "@/lib/model/language";

/** Names of the SDK that messages mention, in backquotes or as a call. */
const SDK_NAME =
  /`?\b(task|workflow|dynamic|starmap|mapUnordered|map|launchPlan|environment|group|traced|Queue|Process|sleep|compute|meter|context|NonRecoverable)\b(?:`|\(| needs| takes|:)/;
const PACKAGE = /\b(dagster|flytekit|flyte)\b/i;

/** The anchor on `/reference/` that explains a message; undefined where none does. */
export function referenceFor(message: string, language: LanguageId): string | undefined {
  if (language === "python") return PACKAGE.exec(message)?.[1]?.toLowerCase();
  return SDK_NAME.exec(message)?.[1];
}
