import type { ComponentType } from "react";
import { OUTPUT_SCENES } from "./output";
import { TREE_SCENES } from "./tree";

export const SCENES: Readonly<Record<string, ComponentType>> = { ...TREE_SCENES, ...OUTPUT_SCENES };
