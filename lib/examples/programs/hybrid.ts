// Records from outside, each with 10 to 30 units of work inside. Two fan-outs, so two choices:
// an op run a record gives you names, retries and isolation; a pool for its units spares you a hundred op runs.
import { compute, dynamic, starmap, task, workflow } from "fanout";

type DataRecord = { id: string; units: number };

const load_records = task((count: number): DataRecord[] =>
  Array.from({ length: count }, (_, index) => ({ id: `record_${index}`, units: 10 + ((index * 5) % 21) })),
);

const process_unit = task((unit: number, work: number) => {
  compute(work);
  return unit * 10;
});

const process_record = dynamic(async ({ id, units }: DataRecord, work: number, pin: boolean) => {
  const calls = Array.from({ length: units }, (_, unit): [number, number] => [unit, work]);
  const results = await starmap(process_unit, calls, { strategy: pin ? "pooled" : undefined });
  return { id, units: results.length, total: results.reduce((sum, result) => sum + result, 0) };
});

const collect = task((records: { id: string; units: number; total: number }[]) => ({
  records,
  units: records.reduce((sum, record) => sum + record.units, 0),
}));

export default workflow(
  async ({ recordCount, work, pin }) => {
    const records = await load_records(recordCount);
    const results = await starmap(
      process_record,
      records.map((record) => [record, work, pin]),
      { key: ([record]) => record.id, strategy: pin ? "dynamic" : undefined },
    );
    return collect(results);
  },
  {
    name: "process_records",
    inputs: {
      // Records; each has 10, 15, 20, 25 or 30 units
      recordCount: 5,
      // Work of one unit for the processor; 1 is about a millisecond
      work: 4,
      // Say it in the program: op runs for the records, a pool for the units, whatever the run's strategy
      pin: false,
    },
  },
);
