import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** A program of somebody else that serves tiles while we measure. */
export interface Peer {
  /** `http://127.0.0.1:port` and the path of a tile. */
  readonly urlOf: (address: { readonly z: number; readonly x: number; readonly y: number }) => string;
  /** Processes whose time counts. */
  readonly processIds: readonly number[];
  stop(): Promise<void>;
}

/** A peer, or the plain reason why it is not here. */
export type PeerOrReason = Peer | { readonly skipped: string };

export const hasProgram = (name: string): boolean => spawnSync('which', [name]).status === 0;

/** Starts a program that stays in the foreground. */
export function startProgram(
  program: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): ChildProcess {
  return spawn(program, [...args], { stdio: 'ignore', detached: true, env: { ...process.env, ...environment } });
}

/** Ends a program and all that it started. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      // The group: workers of a server that is in a hurry may outlive it.
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left.
    }
  };
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  signal('SIGTERM');
  // MapServer waits for one more request before it heeds a signal.
  const insist = setTimeout(() => signal('SIGKILL'), 2_000);
  await ended;
  clearTimeout(insist);
  signal('SIGKILL');
}

/** Waits until an address answers anything at all. */
export async function answering(url: string, seconds = 20): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
