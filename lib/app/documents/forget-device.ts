import { isCacheOf } from "@/lib/base/cache-names";
import { formatList, formatPlural } from "@/lib/base/format";
import { publicUrl } from "../base-path";
import type { PageServices } from "../effects/services";
import { withLocalStorage } from "../local-storage";
import { NO_ASSUMPTIONS } from "../store/assumptions";
import type { PlaygroundStore } from "../store/store";

/** Deletes all that the page stores in this browser, and says what that was. What is on the screen stays there. */
export async function forgetDevice(store: PlaygroundStore, services: PageServices): Promise<void> {
  const [storage, keeper] = await Promise.all([services.storage(), services.draftKeeper()]);
  // Nothing that is being saved may arrive afterwards.
  await keeper.flush();
  store.getState().setTheme("system");
  store.getState().assume(NO_ASSUMPTIONS);
  await services.storage();
  const { drafts, runs, results, complete } = await storage.forget();
  forgetPreferences();
  await forgetOfflineCopy();
  store.getState().setDraft(undefined);
  store.getState().draftsChanged();
  store.getState().historyChanged();
  const gone = [
    formatPlural(drafts, "draft"),
    formatPlural(runs, "earlier run"),
    formatPlural(results, "cached result"),
    "your preferences",
    "the offline copy of this site",
  ];
  store.getState().notify(
    complete
      ? {
          id: "forgotten",
          tone: "info",
          title: "Everything on this device was deleted",
          text: `Deleted: ${formatList(gone)}. The program on the screen is not stored until you change it.`,
        }
      : {
          id: "forgotten",
          tone: "error",
          title: "Not everything could be deleted",
          text: "This browser refused. Delete the data of this site in the browser's own settings.",
        },
  );
}

const PREFIX = "fanout:";

function forgetPreferences(): void {
  withLocalStorage((store) => {
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
  });
}

/** The service worker too, which would not fill an empty cache again. The next visit registers it anew. */
async function forgetOfflineCopy(): Promise<void> {
  try {
    const scope = new URL(publicUrl("/"), location.href).href;
    for (const name of await caches.keys()) if (isCacheOf(scope, name)) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(scope);
    if (registration?.scope === scope) await registration.unregister();
  } catch {
    // There are no caches without TLS.
  }
}
