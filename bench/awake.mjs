// Keeps the cores awake while a group is measured.
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";

/**
 * Runs a busy process of the lowest priority on each core. It gives way to other work, and a core never has to wake up for
 * that work.
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
  // They would outlive this process.
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
