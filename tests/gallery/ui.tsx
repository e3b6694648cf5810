import { type ComponentType, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { TabPanel, Tabs } from "@/components/ui/tabs";

function Broken({ when }: { readonly when: boolean }) {
  if (when) throw new Error("the chart has no width");
  return <p className="p-4">Well again</p>;
}

function Failing() {
  const [tab, setTab] = useState<"good" | "bad">("good");
  const [broken, setBroken] = useState(true);
  return (
    <>
      <Tabs
        label="Views"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "good", label: "Good" },
          { value: "bad", label: "Bad" },
        ]}
      >
        <TabPanel value={tab}>
          {tab === "bad" ? <Broken when={broken} /> : <p className="p-4">Fine</p>}
        </TabPanel>
      </Tabs>
      <Button onClick={() => setBroken(false)}>Mend</Button>
    </>
  );
}

function Layers() {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState("nothing");
  return (
    <div className="flex gap-2 p-4">
      <Menu
        label="Actions"
        entries={[
          { label: "Copy", keys: "Mod+C", onSelect: () => setChosen("copy") },
          { type: "separator" },
          { label: "Delete", onSelect: () => setChosen("delete") },
        ]}
      />
      <Popover label="Settings" title="Settings">
        <label>
          Seed <input defaultValue="1" />
        </label>
      </Popover>
      <Button onClick={() => setOpen(true)}>Share</Button>
      {open && (
        <Dialog onClose={() => setOpen(false)} title="Share" description="A link to this program">
          <Button>Copy link</Button>
        </Dialog>
      )}
      <output>{chosen}</output>
    </div>
  );
}

export const UI_SCENES: Readonly<Record<string, ComponentType>> = {
  "ui-boundary": Failing,
  "ui-layers": Layers,
};
