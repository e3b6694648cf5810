// A run that only starts its driver.
import { workflow } from "fanout";

export default workflow(async () => 0, { name: "nothing" });
