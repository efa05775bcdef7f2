import { readFileSync, writeFileSync } from 'node:fs';

/** Resident memory of a process with its threads, bytes; `most` since `forget`. Linux only. */
export function memoryOf(pid: number): { now(): number; most(): number; forget(): void } {
  const kilobytes = (name: string) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return 1024 * Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]);
  };
  return {
    now: () => kilobytes('VmRSS'),
    most: () => kilobytes('VmHWM'),
    // 5: the highest is counted anew.
    forget: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
  };
}
