export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: readonly string[];
  readonly nonRecoverable?: boolean;
  /** What was thrown, as the language encodes it, for the caller that catches it. */
  readonly thrown?: unknown;
}
