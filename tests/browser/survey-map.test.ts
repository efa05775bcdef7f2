import { destination } from '@phen-dau/geodata';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, type OpenPageOptions, openPage } from '../support/browser.ts';
import { type Ask, startTestServer, type TestServer } from '../support/server.ts';
import { card, drawn, lookAt, mapAtRest, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { type Lamp, told } from './steps-review.ts';

interface Matched {
  readonly id: string;
  readonly matches: {
    readonly proposals: { readonly features: { readonly geometry: { readonly coordinates: Place[] } }[] };
  };
}
type Place = [number, number];

describe.skipIf(noBrowser)('a survey on the map', () => {
  // Of its own: these tests change what the server holds.
  let server: TestServer;
  let surveyor: Ask;
  let lamp: Lamp;
  beforeAll(async () => {
    server = await startTestServer();
    surveyor = (await server.signIn('surveyor')).ask;
    const answer = await surveyor('/ogc/collections/solar-lamp/items?limit=1&status=working');
    const [first] = (await told<{ features: Lamp[] }>(answer)).features;
    if (!first) throw new Error('The demonstration has working lamps');
    lamp = first;
  });
  afterAll(() => server?.close());

  async function sent(layer: string, name: string, text: string, fields: Readonly<Record<string, string>> = {}) {
    const form = new FormData();
    for (const [field, value] of Object.entries({ layer, ...fields })) form.set(field, value);
    form.set('file', new File([text], name));
    return told<Matched>(await surveyor('/api/surveys', { method: 'POST', body: form }));
  }
  async function open(id: string, options: OpenPageOptions = {}) {
    const opened = await openPage(server, { account: 'surveyor', path: `/#place=surveys&survey=${id}`, ...options });
    await opened.page.locator('.receipt-figures').waitFor();
    await mapAtRest(opened.page);
    return opened;
  }
  const walked = (name: string, from: Place) => {
    const straight = (start: Place, azimuth: number) =>
      Array.from({ length: 41 }, (_, at) => destination(start, azimuth, at * 10));
    const segment = (places: readonly (readonly number[])[]) =>
      `<trkseg>${places.map(([x = 0, y = 0]) => `<trkpt lat="${y.toFixed(7)}" lon="${x.toFixed(7)}"/>`).join('')}</trkseg>`;
    const track = segment(straight(from, 20)) + segment(straight(destination(from, 110, 900), 20));
    return `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${name}</name>${track}</trk></gpx>`;
  };

  it('proposes roads where a walk ran beside all known ones; pressed there or in the list, chosen, and sent as a new road', async () => {
    const survey = await sent('survey-track', 'tuan-tra.gpx', walked('Chuyến', [106.62, 22.02]), {
      set: '{"kind":"patrol"}',
    });
    const { features } = survey.matches.proposals;
    expect(features.length).toBeGreaterThanOrEqual(2);
    const { page, close } = await open(survey.id);
    const part = page.getByRole('region', { name: 'Đoạn chưa có trong sổ' });
    await expect.poll(() => part.locator('.swatch').count()).toBe(1);

    const second = features[1]?.geometry.coordinates ?? [];
    await press(page, middleOf(second));
    const current = part.locator('li[aria-current=true]');
    await current.locator('.checkbox', { hasText: 'Đoạn 2' }).waitFor();
    expect(await isInSight(page, 'li[aria-current=true]')).toBe(true);

    await part.getByRole('button', { name: 'Gửi thành đường mới' }).click();
    await part.getByText('Chọn ít nhất một đoạn.').waitFor();
    await part.getByRole('checkbox', { name: /Đoạn 2/ }).check();
    await page.waitForFunction(
      () =>
        globalThis.phenDauMap
          ?.queryRenderedFeatures({ layers: ['survey:proposal-line'] })
          .some((feature) => (feature as { properties?: { isChosen?: boolean } }).properties?.isChosen) === true,
    );
    await part.getByLabel('Loại').selectOption('patrol');
    await part.getByLabel('Mặt đường').selectOption('footpath');
    await part.getByLabel('Tình trạng').selectOption('usable');
    await part.getByLabel('Tên đường').fill('Lối mòn suối Cạn');
    await part.getByRole('button', { name: 'Gửi thành đường mới' }).click();
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    await page.getByRole('heading', { name: 'tuan-tra-duong-moi.geojson' }).waitFor();
    const road = new URL(page.url()).hash.match(/survey=([0-9a-f-]{36})/)?.[1] ?? '';
    const staged = await told<{ features: { properties: object; geometry: { coordinates: unknown } }[] }>(
      await surveyor(`/api/surveys/${road}/features`),
    );
    expect(staged.features).toMatchObject([
      { properties: { name: 'Lối mòn suối Cạn', kind: 'patrol', surface: 'footpath', status: 'usable' } },
    ]);
    await close();
  });

  it('shows in its lists what is pressed on the map, through what lies over it, and on the map what is chosen in a list', async () => {
    const [longitude, latitude] = lamp.geometry.coordinates;
    const rows = [
      'code,kind,status,lon,lat',
      // On the very lamp of the register, and one beside it, as near to the road, with which all is well.
      `BD-1,patrol,working,${longitude},${latitude}`,
      `BD-2,patrol,working,${longitude + 0.0002},${latitude}`,
    ];
    const { id } = await sent('solar-lamp', 'tren-ban-do.csv', rows.join('\n'));
    const { page, close } = await open(id);
    await lookAt(page, [longitude, latitude], 18);
    const compared = page.getByRole('region', { name: 'So với sổ đăng ký' });
    const heading = compared.getByRole('heading', { level: 4 });

    await press(page, [longitude + 0.0002, latitude]);
    await heading.filter({ hasText: 'BD-2' }).waitFor();
    expect((await drawn(page, 'survey:focus-point')).length).toBeGreaterThan(0);

    // First the finding that lies over all, then the staged lamp, then the register's own.
    await press(page, [longitude, latitude]);
    const finding = page.locator('.issue[aria-current=true]');
    await finding.waitFor();
    expect(await isInSight(page, '.issue[aria-current=true]')).toBe(true);
    await press(page, [longitude, latitude]);
    await heading.filter({ hasText: 'BD-1' }).waitFor();
    expect(await finding.count()).toBe(1);
    await press(page, [longitude, latitude]);
    await card(page)
      .getByRole('heading', { name: String(lamp.properties.code) })
      .waitFor();
    await page.keyboard.press('Escape');

    // By keyboard alone: along the list, and there.
    await compared.getByRole('button', { name: 'Mọi đối tượng' }).click();
    await compared.getByRole('button', { name: /^BD-1/ }).focus();
    await page.keyboard.press('ArrowDown');
    await compared.locator('.row:focus', { hasText: 'BD-2' }).waitFor();
    await page.keyboard.press('Enter');
    await heading.filter({ hasText: 'BD-2' }).waitFor();
    await mapAtRest(page);
    const centre = await page.evaluate(() => globalThis.phenDauMap?.getBounds().toArray());
    const [[west, south], [east, north]] = centre as [Place, Place];
    expect(longitude + 0.0002 > west && longitude + 0.0002 < east && latitude > south && latitude < north).toBe(true);
    await close();
  });

  it('of a table says after a reload, too, which rows are joined, and lets its author join them otherwise', async () => {
    const corners = [0, 1, 2, 3].map((n) => `${n < 2 ? 'Đường A' : 'Đường B'},${106.61 + n / 500},22.03`);
    const table = ['tuyen,lon,lat', ...corners].join('\n');
    const joined = JSON.stringify({ shape: 'line', groupBy: 'tuyen' });
    const { id } = await sent('patrol-road', 'tuyen.csv', table, { table: joined, map: '{"name":"tuyen"}' });
    const { page, close } = await open(id);
    const read = page.locator('[data-figure=read] dd');
    const choice = page.getByLabel('Cách nối');
    expect(await choice.inputValue()).toBe('tuyen');
    expect(await read.innerText()).toBe('2');
    await choice.selectOption({ label: 'Cả bảng là một' });
    await expect.poll(() => read.innerText()).toBe('1');
    await page.reload();
    await read.waitFor();
    expect(await choice.locator('option:checked').innerText()).toBe('Cả bảng là một');
    await close();
  });

  it('on a phone hits all of it with a thumb, by night, and axe finds nothing wrong', async () => {
    const survey = await sent('survey-track', 'dem.gpx', walked('Đêm', [106.6, 22.06]), { set: '{"kind":"patrol"}' });
    const { page, close } = await open(survey.id, { width: 390, height: 844, colorScheme: 'dark' });
    const part = page.getByRole('region', { name: 'Đoạn chưa có trong sổ' });
    await part.scrollIntoViewIfNeeded();
    expect(await tooSmall(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await close();
  });
});

const middleOf = (places: readonly Place[]): Place => {
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0]] = places.slice(Math.max(0, Math.floor(places.length / 2) - 1));
  return [(x0 + x1) / 2, (y0 + y1) / 2];
};

/** Presses a place on the map. */
async function press(page: Page, place: Place): Promise<void> {
  await mapAtRest(page);
  const at = await page.evaluate((position) => globalThis.phenDauMap?.project(position), place);
  if (!at) throw new Error('There is no map');
  // The page's own sheet covers the map's left edge; a place under it could not be pressed by anybody.
  const hit = await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.tagName, at);
  if (hit !== 'CANVAS') throw new Error(`At ${at.x}, ${at.y} there is ${hit}`);
  await page.mouse.click(at.x, at.y);
}

/** Whether an element is wholly on the screen. */
const isInSight = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate(
    (element) =>
      new Promise<boolean>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const { top, bottom } = element.getBoundingClientRect();
            resolve(top >= 0 && bottom <= innerHeight);
          }),
        );
      }),
  );
