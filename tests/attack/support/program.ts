/** A whole program around the body of its entry. */
export const program = (body: string, more = ""): string =>
  `import { task, dynamic, workflow, map, Queue, Process, Dir, File, sleep, compute, context } from "fanout";
${more}
export default workflow(async (inputs) => { ${body} }, { name: "entry" });`;
