import { expect, it } from 'vitest';
import { type Turn, turnAt } from './turn-at.ts';

it('presses at one place go through all that lies there and begin anew; elsewhere they begin with the topmost', () => {
  const turns: number[] = [];
  let before: Turn | undefined;
  for (const x of [100, 102, 99, 101, 300, 300]) {
    before = turnAt(before, { x, y: 50 }, 3, 5);
    turns.push(before.turn);
  }
  expect(turns).toEqual([0, 1, 2, 0, 0, 1]);
});

it('where less lies now than before, it begins anew', () => {
  expect(turnAt({ x: 1, y: 1, turn: 4 }, { x: 1, y: 1 }, 2, 5).turn).toBe(1);
  expect(turnAt({ x: 1, y: 1, turn: 4 }, { x: 1, y: 1 }, 0, 5).turn).toBe(0);
});
