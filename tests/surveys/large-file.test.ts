import { largeSurvey } from '@phen-dau/scripts';
import { expect, it } from 'vitest';
import { emptyServerDatabase, testEngine } from '../support/database.ts';

it('a long track is read beside all other work, in bounded memory; one beyond the limit is refused with the limit', async () => {
  const databaseUrl = testEngine === 'postgres' ? await emptyServerDatabase() : undefined;
  const read = await largeSurvey({ megabytes: 100, ...(databaseUrl && { databaseUrl }) });
  expect(read.points).toBeGreaterThan(500_000);
  expect(read.accepted).toBe(read.days);
  expect(read.otherAnswers).toBeGreaterThan(10);
  // Not in seconds: a machine may be as busy as it likes, the thread that answers must not be.
  expect(read.longestSeconds).toBeLessThan(read.seconds / 3);
  // The embedded database lives in the same process: what it takes to keep the file counts too.
  expect(read.grownBytes).toBeLessThan(6 * read.bytes);
  expect(read.refused.status).toBe(413);
  expect(read.refused.problem).toMatchObject({ limitBytes: 128 * 2 ** 20 });
  expect(read.refused.problem.detail).toContain('128 MB');
}, 300_000);
