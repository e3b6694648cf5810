// Places in the built site that several guards change.

/** A page's policy is written by the first script in its head, because it names the page's address. */
export const WRITTEN = /document\.head\.append\(m\);/;
export const META = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;
export const CHUNKS = /^_next\/static\/chunks\/.*\.js$/;
