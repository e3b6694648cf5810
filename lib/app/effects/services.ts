import type { Storage } from "@/lib/storage/storage";
import type { Address } from "../documents/address";
import type { DraftKeeper } from "../documents/draft-keeper";
import type { PlaygroundStore } from "../store/store";

export interface PageServices {
  readonly address: Address;
  /** What the page remembers; loaded when it is first needed. */
  storage(): Promise<Storage>;
  draftKeeper(): Promise<DraftKeeper>;
  readonly cores: number;
  /** Called when everything that the first document needs has been asked for; what is asked for from then on comes after it. */
  asked(): void;
  /** False where code is only read until it is edited or run. */
  readonly compilesOnOpen: boolean;
}

/** Keeps something in step with the store. @returns ends it */
export type Effect<Services> = (store: PlaygroundStore, services: Services) => () => void;
