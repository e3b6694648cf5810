import { strToU8, zipSync } from "fflate";
import { type ProjectOptions, projectName, projectOf } from "./project";

/** The project as one archive, in a folder of its name. */
export function projectZip(options: ProjectOptions): { readonly name: string; readonly content: Blob } {
  const name = projectName(options.name);
  const files = Object.fromEntries(
    projectOf(options).map(({ path, text }) => [`${name}/${path}`, strToU8(text)] as const),
  );
  return {
    name: `${name}.zip`,
    content: new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: "application/zip" }),
  };
}
