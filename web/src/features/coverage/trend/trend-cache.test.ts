import type { CoverageTrend } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { createTrendCache } from './trend-cache.ts';

const A = { post: 'A', until: undefined };
const province = { post: undefined, until: undefined };

/** Answers with what is pending, and counts how often it was asked. */
function trends(...pending: string[][]) {
  const asked: (string | undefined)[] = [];
  const cache = createTrendCache(async ({ post, until }): Promise<CoverageTrend> => {
    asked.push(until ? `${post} ${until}` : post);
    return { months: [], pending: pending[asked.length - 1] ?? [] };
  });
  return { cache, asked };
}

describe('trends of this session', () => {
  it('are asked for once while the register stays as it is, and anew when a layer has another version', async () => {
    const { cache, asked } = trends();
    await Promise.all([cache.find(A, '1.1'), cache.find(A, '1.1'), cache.find(province, '1.1')]);
    expect(asked).toEqual(['A', undefined]);
    await cache.find(A, '1.2');
    await cache.find(A, '1.2');
    expect(asked).toEqual(['A', undefined, 'A']);
  });

  it('are kept for each month until which they were asked for', async () => {
    const { cache, asked } = trends();
    for (const until of ['2024-05-31', undefined, '2024-05-31']) await cache.find({ post: 'A', until }, '1');
    expect(asked).toEqual(['A 2024-05-31', 'A']);
  });

  it('are asked for again while months are being frozen, and after a failure', async () => {
    const { cache, asked } = trends(['2026-04']);
    await cache.find(A, '1');
    await cache.find(A, '1');
    expect(asked).toEqual(['A', 'A']);
    let attempts = 0;
    const failing = createTrendCache(async () => {
      attempts++;
      throw new Error('no network');
    });
    await expect(failing.find(A, '1')).rejects.toThrow('no network');
    await expect(failing.find(A, '1')).rejects.toThrow('no network');
    expect(attempts).toBe(2);
  });
});
