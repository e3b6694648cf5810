import { SENDER_MAX_NAMES, TRACE_MAX_NAMES, TRACE_MAX_SENDERS } from "@/lib/model/limits";

/** Names of all senders in one list. Each sender has its own numbers for its names. */
export class NameTables {
  readonly names: string[] = [];
  private readonly index = new Map<string, number>();
  /** Sender → its numbers, as indexes of `names`. */
  private readonly tables = new Map<number, number[]>();

  /** @param names added to the sender's table since its last batch @returns its table */
  add(sender: number, names: readonly string[]): readonly number[] {
    let table = this.tables.get(sender);
    if (table === undefined) {
      table = [];
      if (this.tables.size < TRACE_MAX_SENDERS) this.tables.set(sender, table);
    }
    for (const name of names) if (table.length < SENDER_MAX_NAMES) table.push(this.indexOf(name));
    return table;
  }

  /** Past the bound, all further names become "…". */
  private indexOf(name: string): number {
    const known = this.index.get(name);
    if (known !== undefined) return known;
    const index = Math.min(this.names.length, TRACE_MAX_NAMES);
    if (index === this.names.length) this.names.push(index === TRACE_MAX_NAMES ? "…" : name);
    if (index < TRACE_MAX_NAMES) this.index.set(name, index);
    return index;
  }
}
