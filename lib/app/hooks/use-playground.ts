import { createContext, useContext } from "react";
import { useStore } from "zustand";
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
