import { FINGERS, useMediaQuery } from "@/components/ui/use-media-query";

/** rem, as `h-tree`: for a mouse, and for fingers. */
const ROW = 1.5;
const ROW_FOR_FINGERS = 2.75;

/** @returns px of a rem: the reader's own font size */
export const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** @returns px of a row with the height `h-tree` */
export const useRowHeight = (): number => (useMediaQuery(FINGERS) ? ROW_FOR_FINGERS : ROW) * rem();
