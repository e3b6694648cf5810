// Comes before basedpyright in its worker. It works on texts that it is sent, and they may be a stranger's: so that nothing in them can lead it
// anywhere, whatever could load, keep or start something is taken away first.
import { LOCKED_IN_NAVIGATOR, LOCKED_NAMES } from "@/lib/model/locked-names";

function takeAway(from: object, name: string): void {
  for (let at: object | null = from; at; at = Object.getPrototypeOf(at) as object | null)
    if (Object.hasOwn(at, name)) Object.defineProperty(at, name, { value: undefined, configurable: false });
}

for (const name of Object.keys(LOCKED_NAMES)) takeAway(globalThis, name);
for (const name of LOCKED_IN_NAVIGATOR) takeAway(navigator, name);
