import { existsSync, readdirSync, readFileSync } from "node:fs";
import { REFEREES, type RefereeId } from "@/lib/protocol/referee";
import { inRoot } from "@/scripts/paths.mjs";

const RECORDED = "tests/conformance/python/recorded";
const FOLDERS = [
  "lib/examples/programs/python",
  "tests/platforms",
  ...["", "/more"].flatMap((more) => REFEREES.map((id) => `${RECORDED}${more}/${id}`)),
];

/** Programs of a platform, with a part of their path. @returns name, platform and file of each */
export function refereeProgramsIn(part: string): (readonly [string, RefereeId, string])[] {
  return FOLDERS.filter((folder) => existsSync(inRoot(folder))).flatMap((folder) =>
    readdirSync(inRoot(folder))
      .filter((file) => file.endsWith(".py"))
      .sort()
      .flatMap((file) => {
        const path = `${folder}/${file}`;
        const module = path.includes(part) ? moduleOf(readFileSync(inRoot(path), "utf8")) : undefined;
        return module ? [[path, module, path] as const] : [];
      }),
  );
}

const moduleOf = (source: string): RefereeId | undefined =>
  REFEREES.find((id) => new RegExp(`^(?:from|import) ${id}\\b`, "m").test(source));
