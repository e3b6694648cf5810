import type { SettingKind } from "../../program-settings";
import type { Subject } from "../advice/subject";
import type { NumberArgument } from "./argument";

/** A setting before it has its line. */
export interface Found {
  readonly kind: SettingKind;
  readonly label: string;
  readonly argument: NumberArgument;
}

/** Finds the settings of one platform. */
export type Finder = (subject: Subject) => readonly Found[];

/** @returns the setting, if the program has a number there or could have one */
export const found = (kind: SettingKind, label: string, argument: NumberArgument | undefined): Found[] =>
  argument ? [{ kind, label, argument }] : [];
