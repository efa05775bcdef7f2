import { readFile } from 'node:fs/promises';
import { chainageLabel } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { faults, mapAtRest, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import {
  coverageOf,
  figure,
  gaps,
  length,
  measured,
  openCoverage,
  percent,
  rowOf,
  theBrowserMeasures,
  written,
} from './steps-coverage.ts';

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
    for (const key of ['network', 'paved', 'lit', 'active'] as const) {
      const lines = measures[key]?.lines ?? [];
      const bands = figure(page, key).locator('svg.strip rect[fill]');
      expect(await bands.count(), key).toBe(lines.reduce((sum, { covered }) => sum + covered.length, 0));
    }
    expect(faults(opened)).toEqual([]);
    await opened.close();
  });

  it('says of each number by how much it has changed since the period before', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&time=2024-06-30' });
    const earlier = await page.waitForFunction(() => {
      const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
      const before = asked.find(
        ({ pathname, search }) =>
          pathname.endsWith('/coverage') && search.startsWith('?asOf=') && !search.includes('2024-06-30'),
      );
      return before?.search;
    });
    await page.getByText('so với ngày').waitFor();
    const [now, then] = [await coverageOf('?asOf=2024-06-30'), await coverageOf(await earlier.jsonValue())];
    expect(then.asOf < now.asOf).toBe(true);
    for (const key of ['markers', 'network', 'paved', 'lit', 'active'] as const) {
      const points = 100 * ((now.measures[key]?.share ?? Number.NaN) - (then.measures[key]?.share ?? Number.NaN));
      const size = Math.abs(points).toFixed(1).replace('.', ',');
      const told = Math.abs(points) < 0.05 ? 'không đổi' : points > 0 ? `▲ +${size} điểm %` : `▼ -${size} điểm %`;
      expect(await figure(page, key).innerText(), key).toContain(told);
    }
    expect(now.measures.lit.share).toBeGreaterThan(then.measures.lit.share ?? 1);
    await close();
  });

  it('lists the gaps, the longest first; a press flies to one, lights it and writes its chainages', async () => {
    const { page, close } = await openCoverage();
    await figure(page, 'lit').click();
    const { measures } = await coverageOf();
    const [worst, second] = measures.lit.gaps;
    if (!worst || !second) throw new Error('Bắc Xa should have dark stretches');
    await page.getByText(`${measures.lit.gaps.length} chỗ`).waitFor();
    const ends = (gap: typeof worst) => [chainageLabel(gap.fromMetres), chainageLabel(gap.toMetres)];
    for (const [row, gap] of [worst, second].entries()) {
      expect(await gaps(page).nth(row).innerText()).toContain(ends(gap).join(' – '));
    }
    // Under each stands why it is dark: no lamp, or some that could be repaired.
    for (const [row, { reason }] of measures.lit.gaps.entries()) {
      const why = reason.code === 'lamps-not-working' ? `${reason.lamps} đèn không sáng` : 'chưa có đèn';
      expect(await gaps(page).nth(row).innerText()).toContain(why);
    }
    expect(new Set(measures.lit.gaps.map(({ reason }) => reason.code)).size).toBe(2);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ]);
    const [heading = '', ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(heading).toContain('Vì sao');
    expect(lines).toHaveLength(measures.lit.gaps.length);
    expect(lines[0]).toContain(ends(worst).join(','));
    const camera = () =>
      page.evaluate(() => ({ ...globalThis.phenDauMap?.getCenter(), zoom: globalThis.phenDauMap?.getZoom() ?? 0 }));
    const before = await camera();
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
    const after = await camera();
    expect(after.zoom).toBeGreaterThan(before.zoom + 1);
    expect([after.lng, after.lat]).not.toEqual([before.lng, before.lat]);
    expect(await gaps(page).nth(1).getAttribute('aria-current')).toBe('true');
    // The ends of the gap are written where they are, and along the road its chainages.
    await expect
      .poll(() => written(page, 'coverage:focus-label').then((labels) => labels.sort()))
      .toEqual(ends(second).sort());
    const chainages = await written(page, 'coverage:chainage-1000', 'coverage:chainage-500', 'coverage:chainage-100');
    expect(chainages.length).toBeGreaterThan(0);
    const longest = Math.max(...measures.lit.lines.map(({ totalMetres }) => totalMetres));
    const all = new Set(Array.from({ length: Math.floor(longest / 100) + 1 }, (_, step) => chainageLabel(100 * step)));
    expect(chainages.filter((label) => !all.has(label))).toEqual([]);
    // The lamps on both sides of the dark are drawn with how far they shine.
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['coverage:disc'] }).length ?? 0) > 0,
    );
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
    // How many days make a visit regular is told by the stretches that have come from the server already.
    await page.getByRole('slider', { name: 'Đi thường xuyên: ít nhất' }).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    const regular = (await coverageOf('?visits=5')).measures.active?.regularShare ?? Number.NaN;
    await figure(page, 'active')
      .getByText(`${percent(regular)} được đi ít nhất 5 ngày`)
      .waitFor();
    // The question of a period ago apart, the server was asked nothing.
    expect(asked.filter((url) => !url.includes('asOf='))).toEqual([]);
    await page.getByRole('button', { name: 'Về giá trị của tỉnh' }).click();
    await page.waitForFunction(() => !location.hash.includes('with='));
    await close();
  });

  it('is asked of the server while a slider moves where the browser could not read the works', async () => {
    const { page, close } = await openCoverage({ path: '/#place=coverage&tab=method' });
    const refused: string[] = [];
    await page.context().route(/\/works(\?|$)/, (route) => {
      refused.push(route.request().url());
      return route.fulfill({ status: 503, json: {} });
    });
    await page.reload();
    await figure(page, 'lit').waitFor();
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    await page.getByRole('slider', { name: 'Tầm chiếu của đèn' }).focus();
    for (let step = 0; step < 15; step += 1) await page.keyboard.press('ArrowRight');
    const { measures } = await coverageOf('?light=40');
    expect(percent(measures.lit.share ?? 0)).not.toBe(percent((await coverageOf()).measures.lit.share ?? 0));
    await expect.poll(() => measured(page, 'lit')).toBe(percent(measures.lit.share ?? 0));
    await page.getByText('máy chủ', { exact: true }).waitFor();
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
    const { markers } = (await coverageOf()).measures.reach;
    const legOf = ({ way }: (typeof markers)[number]) => way?.placeLegMetres ?? 0;
    const farthest = markers.reduce((far, each) => (legOf(each) > legOf(far) ? each : far));
    if (!farthest.way) throw new Error('Bắc Xa has a marker beside the roads');
    const { roadMetres, postLegMetres, placeLegMetres } = farthest.way;
    const row = rowOf(page, `Mốc ${farthest.marker.name}`);
    expect(await row.innerText()).toContain(
      `đường ${length(roadMetres)}, đi bộ ${length(postLegMetres)} ra đường, ${length(placeLegMetres)} tới mốc`,
    );
    await row.click();
    for (const layer of ['coverage:way', 'coverage:leg']) {
      await page.waitForFunction(
        (drawn) => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: [drawn] }).length ?? 0) > 0,
        layer,
      );
    }
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
    await page.getByText('đường tuần tra (đang sử dụng) có mặt bê tông hoặc nhựa').waitFor();
    await page.getByText('Mọi tham số').click();
    const speeds = page.locator('[data-parameter=speedsKmPerHour] dd');
    expect(await speeds.innerText()).toContain('nhựa 35 km/h');
    // What the province has set comes in an answer of its own.
    await speeds.getByText('mặc định').waitFor();
    await close();
  });
});

describe.skipIf(noBrowser)('a post that is new', () => {
  it('is told to have nothing to measure yet, not to be covered everywhere, and no month to show', async () => {
    const { ask } = await (await sharedServer()).signIn('reviewer');
    const items = '/ogc/collections/border-post/items';
    const geometry = { type: 'Point', coordinates: [106.55, 22.05] };
    const properties = { name: 'Đồn mới lập', code: 'MOI', kind: 'post' };
    const headers = { 'content-type': 'application/geo+json' };
    const added = await ask(items, {
      method: 'POST',
      headers,
      body: JSON.stringify({ type: 'Feature', geometry, properties }),
    });
    const { id } = (await added.json()) as { id: string };
    try {
      const opened = await openCoverage({ path: `/#place=coverage&post=${id}` });
      const { page, close } = opened;
      await page.getByText('nên chưa có gì để đo').waitFor();
      await figure(page, 'lit').click();
      await page.getByRole('tabpanel').getByText('Đồn chưa có đường tuần tra dùng được').waitFor();
      await page.getByRole('tab', { name: 'Diễn biến' }).click();
      await page.getByText('Chưa có tháng nào kết thúc từ khi có đồn này').waitFor();
      await close();
    } finally {
      expect((await ask(`${items}/${id}`, { method: 'DELETE' })).status).toBe(204);
    }
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
