import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { sameValue } from "@/lib/app/documents/document";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { pageStorage } from "@/lib/app/page-storage";
import { formatPlural } from "@/lib/base/format";
import {
  MAX_CHUNK,
  MAX_CONCURRENCY,
  MAX_PARALLELISM,
  MAX_TIMEOUT_MS,
  MIN_TIMEOUT_MS,
} from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";

function CachedResults() {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    void pageStorage()
      .then(({ results }) => results.list())
      .then((list) => setCount(list.length));
  }, []);
  const clear = async (): Promise<void> => {
    const { results } = await pageStorage();
    await results.clear();
    setCount((await results.list()).length);
  };
  return (
    <Button disabled={!count} onClick={() => void clear()}>
      {count ? `Clear ${formatPlural(count, "result")}` : "Empty"}
    </Button>
  );
}

type ChunkMode = "auto" | "python" | "fixed";

/** Items per message when a fixed number is first chosen. */
const DEFAULT_CHUNK = 10;

/** The settings that the run bar does not show, each with a note on what it changes. */
export default function SettingsForm() {
  const {
    settings,
    changeSettings: change,
    openDialog,
  } = usePlaygroundState("settings", "changeSettings", "openDialog");
  const hasLocalMode = usePlayground((state) => state.program?.hasLocalMode === true);
  const number = (
    key: NumericSetting,
    label: string,
    bounds: { min: number; max: number },
    unit?: string,
  ) => (
    <NumberField
      label={label}
      hideLabel
      integer
      value={settings[key]}
      onChange={(value) => change({ [key]: value })}
      unit={unit}
      {...bounds}
    />
  );
  const chunkMode: ChunkMode = typeof settings.chunk === "number" ? "fixed" : settings.chunk;
  const defaults = defaultSettings(navigator.hardwareConcurrency);
  // Stand-ins belong to the program, so they stay.
  const { standIns: _, ...usual } = settings;

  return (
    <div className="flex w-88 max-w-full flex-col gap-3">
      <Row
        name="Worker start"
        note="Cold: every round starts new workers, and that time counts. Warm: the pool is kept between rounds."
      >
        <ToggleGroup
          label="Worker start"
          value={settings.start}
          options={[
            { value: "cold", label: "Cold" },
            { value: "warm", label: "Warm" },
          ]}
          onChange={(start) => change({ start })}
        />
      </Row>
      {hasLocalMode && (
        <Row
          name="Steps"
          note="Platform: as the strategies say. Local mode: in one process, one after the other, as on your own computer."
        >
          <ToggleGroup
            label="Steps"
            value={settings.mode ?? "platform"}
            options={[
              { value: "platform", label: "Platform" },
              { value: "local", label: "Local mode" },
            ]}
            onChange={(mode) => change({ mode: mode === "local" ? mode : undefined })}
          />
        </Row>
      )}
      <Row name="Concurrency" note="Tasks that each pool worker runs in parallel.">
        {number("concurrency", "Concurrency", { min: 1, max: MAX_CONCURRENCY })}
      </Row>
      <Row
        name="Parallelism limit"
        note="Nodes that a workflow runs in parallel unless it declares a limit. Applies to async, dynamic and hybrid; a pool is limited by its size."
      >
        {number("maxParallelism", "Parallelism limit", { min: 1, max: MAX_PARALLELISM })}
      </Row>
      <Row
        name="Chunk size"
        note="Items per message. Auto shrinks chunks towards the end; Python follows Pool.map."
      >
        <span className="inline-flex gap-1.5">
          <Select
            label="Chunk size"
            value={chunkMode}
            options={[
              { value: "auto", label: "auto" },
              { value: "python", label: "Python" },
              { value: "fixed", label: "fixed" },
            ]}
            onChange={(mode) => change({ chunk: mode === "fixed" ? DEFAULT_CHUNK : mode })}
          />
          {typeof settings.chunk === "number" && (
            <NumberField
              label="Items per chunk"
              hideLabel
              integer
              min={1}
              max={MAX_CHUNK}
              value={settings.chunk}
              onChange={(chunk) => change({ chunk })}
            />
          )}
        </span>
      </Row>
      <Row name="Seed" note="Seed for random(); the same for every strategy.">
        {number("seed", "Seed", { min: 0, max: 0xffffffff })}
      </Row>
      <Row name="Time budget" note="With automatic rounds: repeats while another round fits.">
        {number("timeBudgetMs", "Time budget", { min: 0, max: 600_000 }, "ms")}
      </Row>
      <Row name="Timeout" note="Stops one strategy's round after this time.">
        {number("timeoutMs", "Timeout", { min: MIN_TIMEOUT_MS, max: MAX_TIMEOUT_MS }, "ms")}
      </Row>
      <Row
        name="Cache"
        note="Results of tasks with cache: true, stored in this browser for your own programs."
      >
        <CachedResults />
      </Row>
      <Button
        className="self-start"
        disabled={sameValue(usual, defaults)}
        onClick={() => change({ ...defaults, mode: undefined })}
      >
        Reset to defaults
      </Button>
      <Row name="This device" note="Drafts, earlier runs, cached results, preferences and the offline copy.">
        <Button variant="danger" onClick={() => openDialog("forget")}>
          Delete everything on this device…
        </Button>
      </Row>
    </div>
  );
}

type NumericSetting = { [K in keyof Settings]-?: Settings[K] extends number ? K : never }[keyof Settings];

interface RowProps {
  readonly name: string;
  readonly note: string;
  readonly children: ReactNode;
}

function Row({ name, note, children }: RowProps) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-start gap-x-4">
      <div className="min-w-0">
        <div>{name}</div>
        <p className="text-muted text-sm">{note}</p>
      </div>
      {children}
    </div>
  );
}
