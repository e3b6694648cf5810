import { createAddress } from "./address";
import { applyOpening } from "./apply-opening";
import { bindTheme } from "./bind-theme";
import type { PlaygroundStore } from "./store";
import { THEME_KEY } from "./theme";

export interface StartedPage {
  /** Writes the address: on Share, on Run and on leaving the editor. */
  writeAddress(): Promise<void>;
  dispose(): void;
}

/** Opens what the address, or the last visit, asks for, and keeps the browser in step with the store. */
export function startPage(store: PlaygroundStore): StartedPage {
  const address = createAddress();
  const cores = navigator.hardwareConcurrency;
  let disposed = false;

  async function open(fragment: string): Promise<void> {
    const [{ chooseOpening }, { decodeLink }] = await Promise.all([
      import("./opening"),
      import("@/lib/share/link"),
    ]);
    if (disposed) return;
    const opening = chooseOpening(decodeLink(fragment, ["theme"]), undefined, cores);
    applyOpening(store, opening);
    // Somebody else's program waits for a press on Run; our own example shows at once what this page is for.
    if (opening.first) void store.getState().run({ settings: { rounds: 1 } });
  }

  const writeAddress = async (): Promise<void> => {
    const { fragmentOf } = await import("./fragment-of");
    try {
      address.write(fragmentOf(store.getState(), cores));
    } catch (error) {
      // Too much for a link: the address keeps what it had, and Share says why.
      if (!(error instanceof RangeError)) throw error;
    }
  };

  const stops = [
    bindTheme(store, (choice) => localStorage.setItem(THEME_KEY, choice)),
    address.onChange((fragment) => void open(fragment)),
  ];
  void open(address.read());

  return {
    writeAddress,
    dispose() {
      disposed = true;
      for (const stop of stops) stop();
      address.dispose();
    },
  };
}
