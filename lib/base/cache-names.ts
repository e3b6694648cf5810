/**
 * Whether a cache of the browser is one of this site's: of a release (`fanout <scope> …`), or of what only some visits use
 * (`fanout-editor <scope> …`).
 * @param scope the site's whole address, with a slash at its end: other sites of the origin have caches of their own
 */
export const isCacheOf = (scope: string, name: string): boolean =>
  /^fanout(?:-[a-z]+)? /.test(name) && name.slice(name.indexOf(" ") + 1).startsWith(`${scope} `);
