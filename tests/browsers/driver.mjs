// What a check can do with a browser, the same for all browsers. Everything else is built on these few functions.

/**
 * What a driver library must provide. Expressions are text, evaluated in the page and awaited.
 * @typedef {object} Page
 * @property {(url: string) => Promise<void>} goto loads it again even if it is open
 * @property {() => Promise<void>} reload
 * @property {(expression: string) => Promise<string>} text the value of an expression, which is text
 * @property {(expression: string) => Promise<void>} click clicks the element that the expression returns
 * @property {(text: string) => Promise<void>} type presses keys in the element with the focus
 * @property {() => readonly string[]} errors uncaught errors since the last `goto`, where the driver reports them
 */

/**
 * @typedef {object} OpenBrowser
 * @property {string} version
 * @property {Page} page
 * @property {() => Promise<void>} close
 */

const POLL_MS = 50;

/**
 * Runs in the page as text: it sees only its arguments, as JSON.
 * @template {unknown[]} Args
 * @typedef {(...args: Args) => unknown} InPage
 */

const call = (fn, args) => `(${fn})(${args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ")})`;

/** The steps that checks use. @param {Page} page */
export function driverOf(page) {
  async function valueIn(expression) {
    const answer = await page.text(`(async () => {
      try { return JSON.stringify({ value: await ${expression} }); }
      catch (error) { return JSON.stringify({ error: String(error) }); }
    })()`);
    const { value, error } = JSON.parse(answer);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Waits until an expression is truthy, and returns its value. The check's timeout ends the waiting. */
  async function become(expression) {
    for (;;) {
      const value = await valueIn(expression);
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  return {
    goto: page.goto,
    reload: page.reload,
    type: page.type,
    errors: page.errors,
    /** @template {unknown[]} Args @param {InPage<Args>} fn @param {Args} args */
    evaluate: (fn, ...args) => valueIn(call(fn, args)),
    /** Waits until the result is truthy, and returns it. @template {unknown[]} Args @param {InPage<Args>} fn @param {Args} args */
    waitFor: (fn, ...args) => become(call(fn, args)),
    /**
     * Clicks the element that a function finds, as soon as it is there and enabled.
     * @template {unknown[]} Args
     * @param {InPage<Args>} find @param {Args} args
     */
    async click(find, ...args) {
      const found = call(find, args);
      await become(
        `((element) => Boolean(element) && !element.disabled && element.ariaDisabled !== "true")(${found})`,
      );
      await page.click(found);
    },
  };
}

/** @typedef {ReturnType<typeof driverOf>} Driver */
