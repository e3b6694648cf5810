import { LANGUAGES, type LanguageId } from "./language";
import { LANGUAGE_MAX_LENGTH } from "./limits";

export const isLanguage = (name: unknown): name is LanguageId =>
  typeof name === "string" && Object.hasOwn(LANGUAGES, name);

/** Why a program cannot be opened. @param name may be anything */
export function unknownLanguage(name: unknown): string {
  const known = Object.values(LANGUAGES).map((language) => language.name);
  const shown =
    typeof name === "string" ? `"${name.slice(0, LANGUAGE_MAX_LENGTH)}"` : "a language without a name";
  return `the program is written in ${shown}, and this version of Fanout knows ${known.join(" and ")} only`;
}
