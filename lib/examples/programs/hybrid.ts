// Records from outside, each with 10 to 30 units of work inside. An op run
// per record gives you names, retries and isolation; one per unit as well
// would be a hundred more.
import { compute, dynamic, starmap, task, workflow } from "fanout";

type DataRecord = { id: string; units: number };
type Done = DataRecord & { total: number };

const load_records = task((count: number): DataRecord[] =>
  Array.from({ length: count }, (_, index) => {
    return { id: `record_${index}`, units: 10 + ((index * 5) % 21) };
  }),
);

const process_unit = task((unit: number, work: number) => {
  compute(work);
  return unit * 10;
});

const process_record = dynamic(
  async ({ id, units }: DataRecord, work: number, pin: boolean) => {
    const results = await starmap(
      process_unit,
      Array.from({ length: units }, (_, unit) => [unit, work]),
      { strategy: pin ? "pooled" : undefined },
    );
    return { id, units, total: results.reduce((sum, n) => sum + n, 0) };
  },
);

const collect = task((records: Done[]) => {
  return { records, units: records.reduce((sum, { units }) => sum + units, 0) };
});

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
      // CPU work of one unit; 1 is about a millisecond
      work: 4,
      // Use op runs for records and a pool for units under every strategy
      pin: false,
    },
  },
);
