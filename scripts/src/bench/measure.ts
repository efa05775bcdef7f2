import { readdirSync, readFileSync } from 'node:fs';

/** Middle value; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;

/** Processor seconds (user and system, ended children included) of these processes and of all that they started. */
export function cpuSeconds(roots: readonly number[]): number {
  const all = processes();
  const wanted = new Set(roots);
  // Parents have lower ids than children only usually, so look until nothing new turns up.
  for (let size = 0; size !== wanted.size; ) {
    size = wanted.size;
    for (const { id, parent } of all) if (wanted.has(parent)) wanted.add(id);
  }
  return all.filter(({ id }) => wanted.has(id)).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

function processes(): { id: number; parent: number; ticks: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The command's name, in brackets, may hold anything; what follows is plain.
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + (fields[field] ?? 0), 0);
        return [{ id: Number(name), parent: fields[1] ?? 0, ticks }];
      } catch {
        return []; // ended meanwhile
      }
    });
}

export interface Shuffled {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Runs every contestant once a round, in another order each round, so that a busy minute hits all of them. */
export async function interleave(rounds: number, contestants: readonly Shuffled[]): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => (index * 7 + round * 3) % contestants.length);
    const once = [...new Set([...order, ...contestants.keys()])];
    for (const index of once) await contestants[index]?.run();
  }
}

/** Prints rows under headings, columns aligned, first to the left and the others to the right. */
export function printTable(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const text = [title, line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
  process.stdout.write(`\n${text.join('\n')}\n`);
}

/** Three significant digits. */
export const digits = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-');

/** A ratio beside the bar it should reach. */
export interface Verdict {
  readonly what: string;
  readonly ratio: number;
  readonly bar: number;
  /** `least`: the ratio should be at least the bar; `most`: at most. */
  readonly sense: 'least' | 'most';
}

const missed: string[] = [];

/** What was asked for and not reached in this process; `bench --strict` ends with status 1 for it. */
export const missedBars = (): readonly string[] => missed;

/** Says whether a bar is met, and remembers it when it is not. */
export function judge(what: string, isMet: boolean): 'met' | 'MISSED' {
  if (!isMet) missed.push(what);
  return isMet ? 'met' : 'MISSED';
}

export function printVerdicts(title: string, verdicts: readonly Verdict[]): void {
  const rows = verdicts.map(({ what, ratio, bar, sense }) => [
    what,
    digits(ratio),
    `${sense === 'least' ? '>=' : '<='} ${bar}`,
    judge(what, sense === 'least' ? ratio >= bar : ratio <= bar),
  ]);
  printTable(title, ['ratio', 'measured', 'bar', ''], rows);
}
