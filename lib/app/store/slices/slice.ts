/**
 * How a slice changes and reads the store: `S` is the part of the state that it knows of, so that no slice can depend on
 * one that it does not name.
 */
export type Change<S> = (change: Partial<S> | ((state: S) => Partial<S>)) => void;
export type Read<S> = () => S;
