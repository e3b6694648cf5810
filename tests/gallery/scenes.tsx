import type { ComponentType } from "react";
import { COMPARE_SCENES } from "./compare";
import { NUMBERS_SCENES } from "./numbers";
import { OUTPUT_SCENES } from "./output";
import { PART_SCENES } from "./parts";
import { PLAY_SCENES } from "./play";
import { SCALE_SCENES } from "./scale";
import { TIMELINE_SCENES } from "./timeline";
import { TREE_SCENES } from "./tree";
import { UI_SCENES } from "./ui";

export const SCENES: Readonly<Record<string, ComponentType>> = {
  ...COMPARE_SCENES,
  ...NUMBERS_SCENES,
  ...SCALE_SCENES,
  ...TREE_SCENES,
  ...TIMELINE_SCENES,
  ...PLAY_SCENES,
  ...PART_SCENES,
  ...OUTPUT_SCENES,
  ...UI_SCENES,
};
