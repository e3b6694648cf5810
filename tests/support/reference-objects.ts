/** The SDK's classes, in memory. `$fanout` marks them, so that they cross as they are. */
export function dirClass() {
  return class Dir {
    readonly $fanout = "Dir";
    readonly files = new Map<string, string>();
    constructor(readonly name: string) {}
    async write(path: string, content: string) {
      this.files.set(path, content);
    }
    async read(path: string) {
      const content = this.files.get(path);
      if (content === undefined) throw new Error(`There is no file "${path}" in ${this.name}`);
      return content;
    }
    async list() {
      return [...this.files.keys()].sort();
    }
  };
}

export function queueClass() {
  return class Queue {
    readonly $fanout = "Queue";
    readonly #items: unknown[] = [];
    readonly #getters: ((item: unknown) => void)[] = [];
    async put(item: unknown) {
      const getter = this.#getters.shift();
      if (getter) getter(item);
      else this.#items.push(item);
    }
    get(): Promise<unknown> {
      if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
      return new Promise((resolve) => this.#getters.push(resolve));
    }
  };
}

type Body = (...args: unknown[]) => unknown;

export function processClass(run: (fn: Body, args: unknown[]) => Promise<unknown>) {
  return class Process {
    readonly #fn: Body;
    readonly #args: unknown[];
    #result: Promise<unknown> | undefined;
    constructor(fn: Body, ...args: unknown[]) {
      this.#fn = fn;
      this.#args = args;
    }
    async start() {
      this.#result = run(this.#fn, this.#args);
    }
    async join() {
      return this.#result;
    }
  };
}
