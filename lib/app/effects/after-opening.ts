import type { PlaygroundStore } from "../store/store";

/** Resolves when a document is on the screen. What the reader does not need to see it waits for this. */
export async function afterOpening(store: PlaygroundStore): Promise<void> {
  if (!store.getState().opened) {
    await new Promise<void>((resolve) => {
      const stop = store.subscribe(({ opened }) => {
        if (!opened) return;
        stop();
        resolve();
      });
    });
  }
  // A hidden tab paints nothing.
  if (document.visibilityState === "hidden") return;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
