import type { PeerAnswer } from './coverage-peers.ts';
import { judge } from './measure.ts';

/** A quantity measured beside a peer in the same run. */
export interface CoverageRow {
  readonly quantity: string;
  /** Medians, milliseconds; null: the peer is not installed, or was not asked at this scale. */
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number | null;
  readonly ratio: number | null;
  /** The least ratio the issue asks for; null: no bar. */
  readonly bar: number | null;
  /** How far the peer's value lies from ours, as a share of ours. */
  readonly apart: number | null;
  /** How often each was asked, and how a peer that was asked for a part only was counted up. */
  readonly rounds: string;
}

/** An answer with the time it took. */
export type Answer = Exclude<PeerAnswer, null>;

export function timed(ask: () => number): Answer {
  const start = performance.now();
  const value = ask();
  return { milliseconds: performance.now() - start, value };
}

interface Compared {
  readonly quantity: string;
  readonly ours: readonly Answer[];
  readonly peer?: string;
  readonly theirs?: readonly PeerAnswer[];
  readonly bar?: number;
  /** Said beside the rounds: of how much of the work a peer was asked. */
  readonly note?: string;
}

export function rowOf({ quantity, ours, peer = 'none', theirs = [], bar, note }: Compared): CoverageRow {
  const mine = medianOf(ours) as number;
  const other = medianOf(theirs);
  const [own, value] = [ours[0]?.value, theirs[0]?.value];
  const asked = theirs.filter((answer) => answer !== null).length;
  return {
    ...{ quantity, ours: mine, peer, theirs: other, bar: bar ?? null },
    ratio: other === null ? null : other / mine,
    apart: own && value !== undefined && Number.isFinite(value) ? value / own - 1 : null,
    rounds: `rounds ${ours.length}${asked > 0 ? ` and ${asked}` : ''}${note ? `, ${note}` : ''}`,
  };
}

/** A row as a line, with its verdict where it has a bar. */
export function lineOf({ quantity, ours, peer, theirs, ratio, bar, apart, rounds }: CoverageRow): string {
  const value = apart === null ? '' : `, value ${(100 * apart).toExponential(1)} % off`;
  const beside = theirs === null ? `${peer}: -` : `${peer}: ${theirs.toFixed(1)} ms, ${ratio?.toFixed(1)}x${value}`;
  const verdict =
    bar === null || ratio === null ? '' : ` (bar ${bar}x: ${judge(`${quantity}, ${peer}`, ratio >= bar)})`;
  return `${quantity.padEnd(44)} ${ours.toFixed(2).padStart(9)} ms   ${beside}${verdict} [${rounds}]`;
}

function medianOf(answers: readonly PeerAnswer[]): number | null {
  const times = answers.flatMap((answer) => (answer ? [answer.milliseconds] : [])).sort((a, b) => a - b);
  return times[times.length >> 1] ?? null;
}

export function sum(metres: Float64Array): number {
  return metres.reduce((total, each) => total + each, 0);
}
