import { readFile } from 'node:fs/promises';
import type { PostCoverage, ProvinceCoverage } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { faults, mapAtRest, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { figure, gaps, measured, openCoverage, ownPost, percent, theBrowserMeasures } from './steps-coverage.ts';

const ask = async <Answer>(path: string): Promise<Answer> =>
  (await (await sharedServer()).signIn('officer')).ask(path).then((answer) => answer.json() as Promise<Answer>);
const coverageOf = async (query = '') => ask<PostCoverage>(`/api/posts/${await ownPost()}/coverage${query}`);

describe.skipIf(noBrowser)('the coverage of a post', () => {
  it('is the first screen of an officer: the numbers of the own post, as the server computes them', async () => {
    const opened = await openCoverage();
    const { page } = opened;
    const { measures } = await coverageOf();
    expect(await page.getByRole('combobox', { name: 'Đồn', exact: true }).innerText()).toContain('Bắc Xa');
    expect(await figure(page, 'markers').innerText()).toContain(
      `${measures.markers.reached}/${measures.markers.total}`,
    );
    expect(measures.markers.total).toBe(40);
    for (const key of ['network', 'paved', 'lit', 'active'] as const) {
      expect(await measured(page, key), key).toBe(percent(measures[key]?.share ?? Number.NaN));
    }
    expect(Math.round((measures.lit.metres ?? 0) / 1000)).toBe(7);
    const { lamps, working } = measures.lit;
    expect(await figure(page, 'lit').innerText()).toContain(`${lamps} đèn, ${working} còn sáng`);
    expect(await figure(page, 'active').innerText()).toContain(
      `${percent(measures.active?.regularShare ?? Number.NaN)} được đi`,
    );
    expect(faults(opened)).toEqual([]);
    await opened.close();
  });

  it('lists the gaps, the longest first; a press flies to one, lights it and writes its chainages', async () => {
    const { page, close } = await openCoverage();
    await figure(page, 'lit').click();
    const { measures } = await coverageOf();
    const [worst, second] = measures.lit.gaps;
    if (!worst || !second) throw new Error('Bắc Xa should have dark stretches');
    await page.getByText(`${measures.lit.gaps.length} chỗ`).waitFor();
    await gaps(page).nth(1).click();
    await mapAtRest(page);
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['coverage:focus'] }).length ?? 0) > 0,
    );
    const focus = await page.evaluate(() => globalThis.phenDauMap?.getBounds().toArray().flat() ?? []);
    const [west = 0, south = 0, east = 0, north = 0] = focus;
    const places =
      second.geometry.type === 'LineString' ? second.geometry.coordinates : second.geometry.coordinates.flat();
    for (const [longitude = 0, latitude = 0] of places) {
      expect(longitude > west && longitude < east && latitude > south && latitude < north).toBe(true);
    }
    expect(await gaps(page).nth(1).getAttribute('aria-current')).toBe('true');
    await close();
  });

  it('moves through the list with the arrows and goes there on Enter', async () => {
    const { page, close } = await openCoverage();
    await gaps(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '2');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('gap='));
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '0');
    await close();
  });

  it('is computed anew in the browser while a slider moves, to the same numbers as the server', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&tab=method' });
    await theBrowserMeasures(page);
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/coverage?') && asked.push(request.url()));
    await page.getByRole('slider', { name: 'Tầm chiếu của đèn' }).focus();
    for (let step = 0; step < 15; step += 1) await page.keyboard.press('ArrowRight');
    await page.getByRole('slider', { name: 'Khoảng cách từ mốc đến đường' }).focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight');
    const { measures } = await coverageOf('?light=40&access=70');
    await page.waitForFunction(
      (text) => document.querySelector('[data-measure=lit]')?.textContent?.includes(text),
      percent(measures.lit.share ?? 0),
    );
    expect(await measured(page, 'lit')).toBe(percent(measures.lit.share ?? 0));
    expect(await figure(page, 'markers').innerText()).toContain(
      `${measures.markers.reached}/${measures.markers.total}`,
    );
    expect(measures.lit.share).toBeGreaterThan((await coverageOf()).measures.lit.share ?? 1);
    // The question of a period ago apart, the server was asked nothing.
    expect(asked.filter((url) => !url.includes('asOf='))).toEqual([]);
    await page.getByRole('button', { name: 'Về giá trị của tỉnh' }).click();
    await page.waitForFunction(() => !location.hash.includes('with='));
    await close();
  });

  it('lets a reviewer make what was tried the province’s own, and nobody below', async () => {
    const path = '/#place=coverage&tab=method&with=light:40';
    const below = await openCoverage({ path });
    await below.page.getByText('Tham số khác với tỉnh').waitFor();
    expect(await below.page.getByRole('button', { name: 'Đặt cho cả tỉnh' }).count()).toBe(0);
    const expected = percent((await coverageOf('?light=40')).measures.lit.share ?? 0);
    const reviewer = await openCoverage({ path, account: 'reviewer' });
    try {
      await reviewer.page.getByRole('button', { name: 'Đặt cho cả tỉnh' }).click();
      const dialog = reviewer.page.getByRole('dialog');
      await dialog.getByText('25 m → 40 m').waitFor();
      expect(await violations(reviewer.page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Đặt cho cả tỉnh' }).click();
      await reviewer.page.getByText('Đã đặt tham số cho cả tỉnh').waitFor();
      await reviewer.page.getByText('Tham số khác với tỉnh').waitFor({ state: 'detached' });
      expect(await measured(reviewer.page, 'lit')).toBe(expected);
      expect(percent((await coverageOf()).measures.lit.share ?? 0)).toBe(expected);
      await below.page.reload();
      await figure(below.page, 'lit').waitFor();
      await below.page.getByText('Tham số khác với tỉnh').waitFor({ state: 'detached' });
      expect(await measured(below.page, 'lit')).toBe(expected);
    } finally {
      const { ask } = await (await sharedServer()).signIn('reviewer');
      const headers = { 'content-type': 'application/json' };
      await ask('/api/coverage/parameters', { method: 'PUT', headers, body: '{}' });
    }
    await Promise.all([below.close(), reviewer.close()]);
  });

  it('opens a link with its post, tab, colouring, parameters and gap', async () => {
    const first = await openCoverage();
    await first.page.getByRole('tab', { name: 'Tầm với' }).click();
    await first.page.getByRole('slider', { name: 'Thời gian đi' }).focus();
    await first.page.keyboard.press('ArrowRight');
    await first.page.getByRole('tab', { name: 'Chỗ hở' }).click();
    await gaps(first.page).first().click();
    await first.page.waitForFunction(() => /with=minutes:35.*gap=/.test(location.hash));
    const hash = await first.page.evaluate(() => location.hash);
    await first.close();
    const { page, close } = await openCoverage({ path: `/${hash}` });
    await page.getByText('Tham số khác với tỉnh').waitFor();
    await page.locator('.row[aria-current=true]').waitFor();
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['coverage:focus'] }).length ?? 0) > 0,
    );
    await page.getByRole('tab', { name: 'Tầm với' }).click();
    expect(await page.getByRole('slider', { name: 'Thời gian đi' }).getAttribute('aria-valuetext')).toBe('35 phút');
    await close();
  });

  it('draws the way to a marker along the roads', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&tab=reach' });
    await gaps(page).filter({ hasText: 'đi bộ' }).first().click();
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['coverage:way'] }).length ?? 0) > 0,
    );
    await close();
  });

  it('tells of the day the map shows', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&time=2021-06-30' });
    const { measures } = await coverageOf('?asOf=2021-06-30');
    await page.getByText('Tình trạng ngày 30/06/2021').waitFor();
    expect(await measured(page, 'lit')).toBe(percent(measures.lit.share ?? 0));
    await close();
  });

  it('says how each number was computed, of which data', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&tab=method' });
    const { dataVersion, rows } = await coverageOf();
    await page.getByText(dataVersion, { exact: true }).waitFor();
    await page.getByText(`${rows['border-marker']}`, { exact: true }).waitFor();
    await page.getByText('không quá 30 m, chia cho tổng số mốc').waitFor();
    await close();
  });
});

describe.skipIf(noBrowser)('the coverage of the province', () => {
  it('holds every post, sorted as one asks, and a press opens its page', async () => {
    const { page, close } = await openCoverage();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    const { posts } = await ask<ProvinceCoverage>('/api/coverage');
    const names = page.locator('.province tbody th button');
    await names.first().waitFor();
    expect(await names.count()).toBe(12);
    await page.getByRole('columnheader', { name: 'Đèn' }).getByRole('button').click();
    const best = [...posts].sort((a, b) => (b.lit.share ?? 0) - (a.lit.share ?? 0))[0];
    expect(best?.post?.name).toContain(await names.first().innerText());
    await names.first().click();
    await page.locator('[data-measure=lit]').waitFor();
    expect(await measured(page, 'lit')).toBe(percent(best?.lit.share ?? 0));
    await close();
  });

  it('says which frozen months the register has learnt more of since', async () => {
    const { page, close } = await openCoverage();
    const { province: row } = await ask<ProvinceCoverage>('/api/coverage');
    // Only what the API tests let happen in the register is put into the answer here: the months take a minute to freeze.
    await page.route(/\/api\/coverage\/trend/, async (route) => {
      const months = ['2026-08', '2026-09', '2026-10'].map((month, index) => ({
        month,
        isAmended: index > 0,
        row,
      }));
      await route.fulfill({ json: { months, pending: [] } });
    });
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
    await page.getByText('sổ có thêm dữ liệu của 2 tháng (tháng 9 năm 2026, tháng 10 năm 2026)').waitFor();
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
    await close();
  });
});

describe.skipIf(noBrowser)('coverage and its readers', () => {
  it('is not there for a viewer, nor are the roads anybody has walked, whatever the link says', async () => {
    const { page, close } = await openCoverage({ account: 'viewer', path: '/#place=coverage' });
    await page.getByRole('checkbox', { name: 'Đồn biên phòng' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Độ phủ' }).count()).toBe(0);
    expect(await page.getByText('Lần đi').count()).toBe(0);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has nothing axe finds wrong, ${colorScheme}`, async () => {
      const { page, close } = await openCoverage({ colorScheme, path: '/#place=coverage&with=light:30' });
      for (const tab of ['Chỗ hở', 'Từng tuyến', 'Tầm với', 'Cách tính']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await violations(page), tab).toEqual([]);
      }
      await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).click();
      await page.locator('.province tbody th button').first().waitFor();
      await page.getByText('Đổi tham số').click();
      expect(await violations(page), 'province').toEqual([]);
      await page.getByRole('radio', { name: 'Cách tính' }).check();
      expect(await violations(page), 'how the province is computed').toEqual([]);
      await close();
    });
  }

  it('fits a phone: the sheet holds it, nothing is cut off, and every target is a thumb wide', async () => {
    const { page, close } = await openCoverage({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    expect(await tooSmall(page)).toEqual([]);
    await gaps(page).first().click();
    await page.waitForFunction(() => location.hash.includes('gap='));
    await close();
  });
});
