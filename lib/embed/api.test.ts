import { expectTypeOf, test } from "vitest";
import type { Settings } from "@/lib/model/settings";
import type { Report, StrategyReport, TreeNode } from "@/lib/protocol/report";
import type { FanoutReport, FanoutSettings, FanoutStrategyReport, FanoutTreeNode } from "./api";

// The published types import nothing, so they repeat the protocol's; these lines fail to compile if they differ.
test("the published types match the protocol's", () => {
  expectTypeOf<Settings>().toEqualTypeOf<FanoutSettings>();
  expectTypeOf<TreeNode>().toEqualTypeOf<FanoutTreeNode>();
  expectTypeOf<StrategyReport>().toExtend<FanoutStrategyReport>();
  expectTypeOf<Required<FanoutStrategyReport>>().toExtend<StrategyReport>();
  expectTypeOf<Report>().toExtend<FanoutReport>();
});
