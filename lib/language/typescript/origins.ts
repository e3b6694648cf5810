/** Where each token of the JavaScript stands in the source: offsets of both, in ascending order. */
export class Origins {
  constructor(
    /** Offsets in the JavaScript. */
    readonly generated: readonly number[],
    /** Offsets in the source, index by index. */
    readonly source: readonly number[],
  ) {}

  /** @returns index of the last token that begins at or before an offset of the JavaScript, or -1 */
  indexAt(offset: number): number {
    let low = -1;
    let high = this.generated.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.generated[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset in the source for one in the JavaScript. Exact at and within every token that stands in both. */
  toSource(offset: number): number {
    const index = this.indexAt(offset);
    if (index < 0) return Math.min(offset, this.source[0] ?? offset);
    const found = (this.source[index] ?? 0) + offset - (this.generated[index] ?? 0);
    return Math.min(found, this.source[index + 1] ?? found);
  }

  /** @param inserted ascending offsets of the JavaScript at which one character has been inserted */
  shifted(inserted: readonly number[]): Origins {
    let next = 0;
    const generated = this.generated.map((offset) => {
      while (next < inserted.length && (inserted[next] ?? 0) <= offset) next++;
      return offset + next;
    });
    return new Origins(generated, this.source);
  }
}
