import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { KEY_LIST } from "./key-list";

export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts" isText>
      <div className="flex flex-col gap-4 pb-3">
        {KEY_LIST.map(({ title, rows }) => (
          <section key={title}>
            <h3 className="mb-1 font-medium text-muted text-sm">{title}</h3>
            <dl>
              {rows.map(([keys, what]) => (
                <div key={keys} className="flex min-h-row items-center justify-between gap-4 border-b">
                  <dt>{what}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
