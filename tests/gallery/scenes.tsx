import type { ComponentType } from "react";
import { TREE_SCENES } from "./tree";

export const SCENES: Readonly<Record<string, ComponentType>> = { ...TREE_SCENES };
