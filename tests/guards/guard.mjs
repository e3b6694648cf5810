/**
 * A change in the built site, or in a module of the sandbox, which is then rebuilt. Of a guard that a test of Vitest holds, any
 * module: the test then imports the changed one.
 * @typedef {{ readonly files: RegExp, readonly from: RegExp, readonly to: string }
 *   | { readonly module: string, readonly from: string, readonly to: string }} Cut
 */

/**
 * @typedef {object} Guard
 * @property {string} name
 * @property {string} taken what is removed, in words
 * @property {readonly Cut[]} cuts all of them: if two guards protect the same thing, both are removed
 * @property {string} spec the file of the tests: for Playwright under tests and without `.spec.ts`, for Vitest its whole path
 * @property {readonly string[]} tests parts of the names of the tests that must fail, each
 * @property {RegExp} says what their failures say if this guard is missing
 */
export {};
