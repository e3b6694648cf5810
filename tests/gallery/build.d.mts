export const SITE: string;
export function buildGallery(options?: {
  readonly minify?: boolean;
  readonly folder?: string;
}): Promise<void>;
