import { killRounds } from '@phen-dau/scripts';
import { expect, it } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';

// A few rounds of what `bench kill --rounds 50` does.
it('a server ended in the middle of sending and approving loses no receipted survey and leaves none half approved (QFieldCloud #551: gone in silence, #429: half applied)', async () => {
  const databaseUrl = testEngine === 'postgres' ? await emptyServerDatabase() : undefined;
  const { faults, receipted, revisits } = await killRounds({ rounds: 2, ...(databaseUrl && { databaseUrl }) });
  expect(faults).toEqual([]);
  expect(receipted).toBeGreaterThan(0);
  expect(revisits).toBeGreaterThan(0);
}, 180_000);
