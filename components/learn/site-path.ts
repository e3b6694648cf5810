const BASE_PATH = process.env.NEXT_PUBLIC_BASE_PATH ?? "";

/** Address of a page or file of the site as other pages of it write it. @param path from the site's root, as in "/learn/". */
export const sitePath = (path: string): string => `${BASE_PATH}${path}`;
