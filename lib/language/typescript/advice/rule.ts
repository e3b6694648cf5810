import type { Finding } from "../../advice/finding";
import type { Subject } from "./subject";

export type { Edit, Finding, Stretch } from "../../advice/finding";

/**
 * Finds one kind of mistake in a program that compiles. It reports only what is certain from the text: a rule that is wrong in an example,
 * a lesson or a random program is removed (advice.test.ts).
 */
export type Rule = (subject: Subject) => readonly Finding[];
