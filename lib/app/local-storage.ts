/** Uses `localStorage`. @returns undefined where it is blocked or full: what was to be kept is then lost with the tab */
export function withLocalStorage<T>(use: (store: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}
