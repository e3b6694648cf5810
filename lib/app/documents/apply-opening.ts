import type { PlaygroundStore } from "../store/store";
import type { Opening } from "./opening";

/** Puts on the screen what was chosen. */
export function applyOpening(store: PlaygroundStore, opening: Opening): void {
  const state = store.getState();
  state.openDocument(opening.document, opening.origin);
  state.showTab(opening.tab);
  store.setState({ notices: opening.notices, recorded: opening.recorded });
}
