"use client";

import { useShallow } from "zustand/react/shallow";
import { type ActiveTrial, activeTrialOf } from "../store/active-run";
import { usePlayground } from "./use-playground";

/** The trial that the views of one trial show; the same object until something of it changes. */
export const useActiveTrial = (): ActiveTrial => usePlayground(useShallow(activeTrialOf));
