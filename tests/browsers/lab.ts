import { ESCAPES } from "../attack/support/escapes";
import "../attack/support/harness";
import { program } from "../attack/support/program";

/** In the page of the lab: the harness of the attack tests, and their hostile programs. */
Object.assign(globalThis, {
  escapes: program(
    "const elsewhere = away(inputs.base); return { here: await tryAll(inputs.base), away: await elsewhere };",
    `${ESCAPES} const away = task(tryAll, { name: "away" });`,
  ),
  program,
});
