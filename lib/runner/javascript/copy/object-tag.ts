/**
 * SDK objects and errors keep their class when they cross threads. Structured clone drops classes, so they cross as plain
 * records with this key and are restored on the other side.
 */
export const OBJECT_TAG = "$fanout";
