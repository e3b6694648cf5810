import type { Page } from "@playwright/test";

export const ORIGIN: string;
/** Answers a page's requests with the gallery's files; no server, no port. */
export function serveGallery(page: Page, folder?: string): Promise<void>;
export function sceneUrl(scene: string, theme?: "light" | "dark"): string;
