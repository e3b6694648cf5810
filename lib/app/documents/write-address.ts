import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";

/** Puts what is on the screen into the address. */
export async function writeAddress(
  store: PlaygroundStore,
  { address, cores }: Pick<PageServices, "address" | "cores">,
): Promise<void> {
  const { fragmentOf } = await import("./fragment-of");
  try {
    address.write(fragmentOf(store.getState(), cores));
  } catch (error) {
    // Too large for a link: the address stays as it was, and Share shows why.
    if (!(error instanceof RangeError)) throw error;
  }
}
