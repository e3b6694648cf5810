// What the commands that serve pages take: --port and --host, or PORT and HOST. Node's built-ins only.
import { parseArgs } from "node:util";

/** @typedef {{ port: number, host: string, folder?: string }} ServerOptions */

const usage = (command) => `Usage: ${command} -- [--port NUMBER] [--host ADDRESS]

  --port NUMBER    port to serve on; default PORT, or 3000. 0 takes any free port.
  --host ADDRESS   address to listen on; default HOST, or 127.0.0.1, which only this machine reaches.
`;

const options = {
  port: { type: "string" },
  host: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/**
 * Reads a command's arguments. An unknown one is an error: ignored, it would seem to have worked.
 * @param {string} command as people type it, for messages
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {{ folder?: boolean }} [also] `folder`: the command takes --folder too
 * @returns {ServerOptions | { help: string }}
 * @throws {Error} with a message for people
 */
export function readServerOptions(command, args, env, also = {}) {
  const refuse = (problem) => {
    throw new Error(`${problem}\n\n${usage(command)}`);
  };
  // `npm start --port 3100`, without the first "--": npm keeps the option, and passes it on in the environment.
  for (const name of ["port", "host"])
    if (env[`npm_config_${name}`] !== undefined)
      refuse(`npm keeps --${name} for itself. Write "--" before it: ${command} -- --${name} VALUE`);
  const known = also.folder ? { ...options, folder: { type: "string" } } : options;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: known }));
  } catch (error) {
    refuse(`${error.message.split(/\.?(?:\s*\n|\. |$)/)[0]}.`);
  }
  if (values.help) return { help: usage(command) };
  const [name, text] = values.port === undefined ? ["PORT", env.PORT || "3000"] : ["--port", values.port];
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    refuse(`${name} is "${text}". It must be a whole number from 0 to 65535.`);
  const host = values.host ?? (env.HOST || "127.0.0.1");
  if (host === "") refuse("--host is empty. Name an address, such as 127.0.0.1 or 0.0.0.0.");
  return { port: Number(text), host, folder: values.folder };
}

/**
 * The options of the running command. Its help, or what is wrong with its arguments, is printed, and the process ends.
 * @param {string} command
 * @param {{ folder?: boolean }} [also] as in readServerOptions
 * @returns {ServerOptions}
 */
export function serverOptions(command, also) {
  try {
    const read = readServerOptions(command, process.argv.slice(2), process.env, also);
    if (!("help" in read)) return read;
    console.log(read.help);
    process.exit(0);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
