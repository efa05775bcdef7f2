import type { makeFormat } from '../../messages/format.ts';

const steps = ['B', 'kB', 'MB'] as const;

/** A size as it is read aloud: 512 B, 14,2 kB, 3,1 MB. */
export function fileSize(bytes: number, format: ReturnType<typeof makeFormat>): string {
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  return `${step === 0 ? format.whole(bytes) : format.digits(bytes / 1000 ** step, 1)} ${steps[step]}`;
}
