/** One number per sample in plan order, in 8 bytes each. */
export class Column {
  private values = new Float64Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  pushAll(other: Column): void {
    for (const value of other.view()) this.push(value);
  }

  view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}
