import { ForeignError } from "../remote/errors";

/** What crosses in place of an exception. */
interface CrossingError {
  readonly pythonError: readonly [
    name: string,
    message: string,
    stack: string,
    line: number | undefined,
    pickled: Uint8Array | undefined,
  ];
}

/** An exception of Python as it is thrown in JavaScript, with its pickle if it has one. */
export class PythonError extends ForeignError {
  /** @param line of the program at which it was raised, from 1 */
  constructor(
    name: string,
    message: string,
    stack: string,
    line: number | undefined,
    readonly pickled: Uint8Array | undefined,
  ) {
    super(name, message, stack, line);
  }

  encode(): CrossingError {
    return { pythonError: [this.name, this.message, this.stack ?? "", this.line, this.pickled] };
  }

  /** @returns undefined for what is no exception */
  static decode(crossed: unknown): PythonError | undefined {
    if (typeof crossed !== "object" || crossed === null || !("pythonError" in crossed)) return undefined;
    return new PythonError(...(crossed as CrossingError).pythonError);
  }
}
