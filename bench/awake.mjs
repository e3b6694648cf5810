// A condition to measure under: no core ever sleeps.
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";

/**
 * Has one process of the lowest priority turn round and round for each core. They give way to whoever has something to do,
 * and a core with one of them is at once there, where one that slept would first have to wake.
 * @param {number} cores
 * @returns {Promise<() => Promise<void>>} ends them
 */
export async function keepAwake(cores) {
  const children = Array.from({ length: cores }, () =>
    spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" }),
  );
  const ended = children.map((child) => new Promise((done) => child.once("exit", done)));
  const end = async () => {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ended);
  };
  // Without this process they would turn for ever.
  process.once("exit", () => {
    for (const child of children) child.kill("SIGKILL");
  });
  try {
    for (const { pid } of children) if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}
