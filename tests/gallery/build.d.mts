export const SITE: string;
export function buildGallery(options?: { readonly minify?: boolean }): Promise<void>;
