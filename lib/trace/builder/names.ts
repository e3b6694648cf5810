const MAX_NAMES = 100_000;
const MAX_SENDERS = 100_000;
const MAX_TABLE = 1_000_000;

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
      if (this.tables.size < MAX_SENDERS) this.tables.set(sender, table);
    }
    for (const name of names) if (table.length < MAX_TABLE) table.push(this.indexOf(name));
    return table;
  }

  /** Past the bound, all further names become "…". */
  private indexOf(name: string): number {
    const known = this.index.get(name);
    if (known !== undefined) return known;
    const index = Math.min(this.names.length, MAX_NAMES);
    if (index === this.names.length) this.names.push(index === MAX_NAMES ? "…" : name);
    if (index < MAX_NAMES) this.index.set(name, index);
    return index;
  }
}
