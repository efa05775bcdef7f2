import { readFile } from 'node:fs/promises';
import type { CoverageRow, NearestPosts, ProvinceCoverage } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { ask, gaps, length, measured, openCoverage, percent, rowOf, theBrowserMeasures } from './steps-coverage.ts';

describe.skipIf(noBrowser)('the coverage of the province', () => {
  it('holds every post, sorted as one asks, and a press opens its page', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    const { posts } = await ask<ProvinceCoverage>('/api/coverage');
    const names = page.locator('.province tbody th button');
    await names.first().waitFor();
    expect(await names.count()).toBe(12);
    await page.getByRole('columnheader', { name: 'Đèn' }).getByRole('button').click();
    const bars = page.locator('.province tbody tr:not(.province-whole) td:nth-of-type(4) svg rect[fill]');
    const shares = await bars.evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('width')) / 100));
    const wanted = posts.flatMap(({ lit }) => lit.share ?? []).sort((a, b) => b - a);
    expect(shares).toEqual(wanted.map((share) => expect.closeTo(share, 9)));
    const best = [...posts].sort((a, b) => (b.lit.share ?? 0) - (a.lit.share ?? 0))[0];
    expect(best?.post?.name).toContain(await names.first().innerText());
    await names.first().click();
    await page.locator('[data-measure=lit]').waitFor();
    expect(await measured(page, 'lit')).toBe(percent(best?.lit.share ?? 0));
    await close();
  });

  it('says which frozen months the register has learnt more of since', async () => {
    const { page, close } = await openCoverage();
    const { province: row, parameters } = await ask<ProvinceCoverage>('/api/coverage');
    const shares = [0.1, 0.3, 0.2];
    // Only what the API tests let happen in the register is put into the answer here: the months take a minute to freeze.
    await page.route(/\/api\/coverage\/trend/, async (route) => {
      const months = ['2026-08', '2026-09', '2026-10'].map((month, index) => ({
        month,
        isAmended: index > 0,
        parameters,
        row: { ...row, lit: { ...row.lit, share: shares[index] } },
      }));
      await route.fulfill({ json: { months, pending: [] } });
    });
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByText('sổ có thêm dữ liệu của 2 tháng (tháng 9 năm 2026, tháng 10 năm 2026)').waitFor();
    // The line of the trend rises and falls with them.
    const trend = page.locator('.province-whole svg.trend');
    expect(await trend.getAttribute('aria-label')).toContain(
      `tháng 8 năm 2026 ${percent(0.1)}, tháng 10 năm 2026 ${percent(0.2)}`,
    );
    const drawn = (await trend.locator('path[stroke]').getAttribute('d')) ?? '';
    const heights = [...drawn.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    const [first = 0, second = 0, third = 0] = heights;
    expect(heights).toHaveLength(3);
    expect(first - second).toBeCloseTo(2 * (third - second), 0);
    expect(second).toBeLessThan(third);
    await close();
  });

  it('is sorted by change when one asks who has improved', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&time=2024-06-30' });
    const earlier = page.waitForRequest(
      (request) => request.url().includes('/api/coverage?asOf=') && !request.url().includes('2024-06-30'),
    );
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    const { search } = new URL((await earlier).url());
    await page.getByText('so với ngày').waitFor();
    await page.getByRole('checkbox', { name: 'Xếp theo thay đổi' }).check();
    const [now, then] = [
      await ask<ProvinceCoverage>('/api/coverage?asOf=2024-06-30'),
      await ask<ProvinceCoverage>(`/api/coverage${search}`),
    ];
    const before = new Map(then.posts.map((row) => [row.post?.id, row.lit.share]));
    const change = ({ post, lit }: CoverageRow) =>
      (lit.share ?? 0) - (before.get(post?.id) ?? Number.POSITIVE_INFINITY);
    const improved = [...now.posts].sort((a, b) => change(b) - change(a))[0];
    if (!improved) throw new Error('There are posts');
    expect(change(improved)).toBeGreaterThan(0);
    const first = page.locator('.province tbody tr:not(.province-whole)').first();
    await expect.poll(() => first.locator('th button').getAttribute('title')).toBe(improved.post?.name);
    const points = (100 * change(improved)).toFixed(1).replace('.', ',');
    expect(await first.locator('td').nth(3).locator('small').innerText()).toBe(`▲\u2009${points}`);
    await close();
  });

  it('lies on the map along all roads and the whole border, coloured by what the table is sorted by', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Biên giới' }).getByRole('button').click();
    expect(await page.getByRole('radio', { name: 'Biên giới' }).isChecked()).toBe(true);
    const coveredDegrees = () =>
      page.evaluate(() => {
        const found = globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['coverage:covered'] }) ?? [];
        const eastings = found.flatMap(({ geometry }) =>
          geometry.type === 'LineString' ? (geometry.coordinates as [number, number][]).map(([east]) => east) : [],
        );
        return eastings.length > 0 ? Math.max(...eastings) - Math.min(...eastings) : 0;
      });
    // The sector of one post is a tenth of a degree wide, the border of the province more than one.
    await expect.poll(coveredDegrees, { timeout: 60_000 }).toBeGreaterThan(0.8);
    await page.getByRole('radio', { name: 'Lần đi' }).check();
    await page.waitForFunction(
      () =>
        globalThis.phenDauMap
          ?.queryRenderedFeatures({ layers: ['coverage:covered'] })
          .some(({ properties }) => properties.recency !== undefined) ?? false,
    );
    await close();
  });

  it('is computed anew in the browser while a slider moves, to the same numbers as the server', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByRole('radio', { name: 'Cách tính' }).check();
    await theBrowserMeasures(page);
    await page.getByRole('radio', { name: 'Theo đồn' }).check();
    await page.getByText('Đổi tham số').click();
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/api/coverage?') && asked.push(request.url()));
    await page.getByRole('slider', { name: 'Tầm chiếu của đèn' }).focus();
    for (let step = 0; step < 15; step += 1) await page.keyboard.press('ArrowRight');
    const { province, posts } = await ask<ProvinceCoverage>('/api/coverage?light=40');
    const lit = (row: string) => page.locator(`.province tbody tr${row} td`).nth(3).locator('> span').innerText();
    await expect.poll(() => lit('.province-whole')).toBe(percent(province.lit.share ?? Number.NaN));
    const [first] = posts;
    expect(await lit(`:has(button[title="${first?.post?.name}"])`)).toBe(percent(first?.lit.share ?? Number.NaN));
    // The question of a period ago apart, the server was asked nothing.
    expect(asked.filter((url) => !url.includes('asOf='))).toEqual([]);
    await page.getByText('Tham số khác với tỉnh').waitFor();
    await page.getByRole('button', { name: 'Về giá trị của tỉnh' }).click();
    await page.waitForFunction(() => !location.hash.includes('with='));
    await close();
  });

  it('downloads what is seen, in the order it is seen', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Cứng hóa' }).getByRole('button').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ]);
    const [heading = '', ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(heading).toContain('Đường tuần tra cứng hóa (%)');
    const titles = await page
      .locator('.province tbody th button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title')));
    expect(lines.map((line) => line.split(',')[0])).toEqual(titles);
    await close();
  });

  it('names for each marker the post from which it is reached soonest', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByRole('radio', { name: 'Đồn gần nhất' }).check();
    await page.getByRole('searchbox', { name: 'Lọc theo tên' }).fill('bac xa');
    await gaps(page).filter({ hasText: 'phút' }).first().waitFor();
    const { places } = await ask<NearestPosts>('/api/coverage/nearest?layer=border-marker');
    const [farthest] = places
      .filter(({ post }) => post?.name.includes('Bắc Xa'))
      .sort((a, b) => (b.way?.placeLegMetres ?? 0) - (a.way?.placeLegMetres ?? 0));
    if (!farthest?.way) throw new Error('Bắc Xa is the nearest post of some marker');
    const { roadMetres, postLegMetres, placeLegMetres } = farthest.way;
    expect(await rowOf(page, `Mốc ${farthest.place.name}`).innerText()).toContain(
      `đường ${length(roadMetres)}, đi bộ ${length(postLegMetres)} và ${length(placeLegMetres)} ở hai đầu`,
    );
    await close();
  });
});
