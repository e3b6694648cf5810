import { createAddress } from "./address";
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
    const { chooseOpening } = await import("./opening");
    if (disposed) return;
    const opening = chooseOpening(fragment, undefined, cores);
    const state = store.getState();
    state.openDocument(opening.document, opening.origin);
    state.showTab(opening.tab);
    for (const { id } of state.notices) state.dismiss(id);
    for (const notice of opening.notices) state.notify(notice);
    // Somebody else's program waits for a press on Run; our own example shows at once what this page is for.
    if (opening.first) void state.run({ settings: { rounds: 1 } });
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
