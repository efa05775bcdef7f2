import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 were answered. */
  readonly p99: number;
}

/** Asks for the paths in turn over eight connections for some seconds; throws when anything but 2xx comes back. */
export async function loadWith(
  urls: readonly string[],
  options: { readonly seconds: number; readonly headers: Readonly<Record<string, string>> },
): Promise<Load> {
  const folder = await mkdtemp(join(tmpdir(), 'phen-dau-wrk-'));
  const paths = urls.map((url) => new URL(url)).map(({ pathname, search }) => `${pathname}${search}`);
  const script = `local paths = { ${paths.map((path) => JSON.stringify(path)).join(', ')} }
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
${Object.entries(options.headers)
  .map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`)
  .join('\n')}
`;
  await writeFile(join(folder, 'tiles.lua'), script);
  const [first = ''] = urls;
  const { stdout } = await run('wrk', [
    ...['-t1', '-c8', `-d${options.seconds}s`, '--latency', '-s', join(folder, 'tiles.lua')],
    new URL(first).origin,
  ]);
  const refused = /Non-2xx or 3xx responses: (\d+)/.exec(stdout);
  if (refused) throw new Error(`${refused[1]} requests to ${new URL(first).origin} were refused`);
  const [, p99 = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return {
    requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p99: Number(p99) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN),
  };
}
