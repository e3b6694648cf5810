import type { Finding } from "../../advice/finding";
import type { Subject } from "./subject";

/**
 * Finds one kind of mistake in a program without syntax errors. It reports only what is certain from the text: a rule that is wrong in an
 * example or a recorded program is removed.
 */
export type Rule = (subject: Subject) => readonly Finding[];
