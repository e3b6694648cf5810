// Finds a program's links in a page of documentation, and says whether what they show is still so.

/** A link's payload, wherever in a page it is: in an address, or in the attribute `src` of an embed. */
const PAYLOAD = /#f\d+\.[\w-]+/g;

/** What a run gives each time, without its times. */
const lasting = ({ strategies }) =>
  strategies.map(({ strategy, status, output, error, counts }) => ({
    strategy,
    status,
    output,
    error: error?.message,
    opRuns: counts.opRuns,
    failed: counts.failed,
  }));

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param {string} page its text
 * @param {{ code: string, inputs?: object, settings?: object, report?: object }} now
 * @param {(fragment: string) => { ok: boolean, state?: object }} decode
 * @param {string} name of the program, as its links have it: `title` of an embed
 * @returns {{ stale: readonly string[], fragments: readonly string[] }} what is no longer so, in sentences, and the links
 */
export function staleFigures(page, now, decode, name) {
  const found = [...new Set(page.match(PAYLOAD))].flatMap((fragment) => {
    const decoded = decode(fragment);
    return decoded.ok && decoded.kind === "program" ? [{ fragment, state: decoded.state }] : [];
  });
  // One of this program before it changed has the same name, or else is the page's only one.
  const own = found.filter(({ state }) => state.code === now.code);
  const named = found.filter(({ state }) => state.report?.program.name === name);
  const links = own.length > 0 ? own : named.length > 0 ? named : found.length === 1 ? found : [];
  if (links.length === 0) return { stale: ["The page has no link with this program."], fragments: [] };
  const stale = new Set();
  for (const { state } of links) {
    if (state.code !== now.code) stale.add("The program has changed since the page's link was made.");
    if (!same(state.inputs ?? {}, now.inputs ?? {})) stale.add("The link has other inputs.");
    if (!same(sorted(state.settings), sorted(now.settings))) stale.add("The link has other settings.");
    if (now.report && !state.report) stale.add("The link has no recorded results.");
    else if (now.report && !same(lasting(state.report), lasting(now.report)))
      stale.add("The program now gives other results than the recorded ones.");
  }
  return { stale: [...stale], fragments: links.map(({ fragment }) => fragment) };
}

const sorted = (settings = {}) => Object.entries(settings).sort(([a], [b]) => a.localeCompare(b));
