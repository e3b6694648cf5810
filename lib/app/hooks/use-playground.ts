import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { PlaygroundState, PlaygroundStore } from "../store/store";

export const PlaygroundContext = createContext<PlaygroundStore | undefined>(undefined);

export function usePlaygroundStore(): PlaygroundStore {
  const store = useContext(PlaygroundContext);
  if (store === undefined) throw new Error("There is no PlaygroundContext around this component.");
  return store;
}

/** @param select gives a part of the state; the component is drawn anew when that part is another. */
export function usePlayground<T>(select: (state: PlaygroundState) => T): T {
  return useStore(usePlaygroundStore(), select);
}

/** Parts of the state by name; the component is drawn anew when one of them is another. */
export function usePlaygroundState<K extends keyof PlaygroundState>(...names: K[]): Pick<PlaygroundState, K> {
  return usePlayground(
    useShallow(
      (state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<PlaygroundState, K>,
    ),
  );
}
