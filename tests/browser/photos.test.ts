import { createHash } from 'node:crypto';
import { type SampleNotes, samplePhoto } from '@phen-dau/geodata';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, type OpenPageOptions, openPage, withResolvers } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { card, faults, mapAtRest } from './steps.ts';
import { violations } from './steps-axe.ts';

const lamps = (mark: string) =>
  [
    'code,kind,status,lon,lat',
    `${mark}-1,patrol,working,106.52550,22.42252`,
    `${mark}-2,patrol,working,106.52667,22.42628`,
  ].join('\n');

/** Pictures with a shape and a shade of their own, so that no two are the same file. */
const photo = (shade: number, notes?: SampleNotes) =>
  samplePhoto({ widthPixels: 320, heightPixels: 240, shade, ...(notes && { notes }) });
const nearFirst = { latitude: 22.4226, longitude: 106.5256, taken: '2025:03:01 10:20:30', orientation: 6 };
const nearSecond = { latitude: 22.4262, longitude: 106.5267, taken: '2025:03:01 10:30:30' };

interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array | string;
}

describe.skipIf(noBrowser)('photos', () => {
  // Of its own: these tests change what the server holds.
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.close());

  const open = async (options: OpenPageOptions = {}) => {
    const opened = await openPage(server, { account: 'surveyor', path: '/#place=surveys', ...options });
    await mapAtRest(opened.page);
    return opened;
  };
  /** The id of the survey whose page is open, once it is. */
  const surveyOpen = async (page: Page) => {
    const found = await page.waitForFunction(() => /survey=([0-9a-f-]{36})/.exec(location.hash)?.[1]);
    return found.jsonValue();
  };
  const ask = async (account: 'reviewer' | 'surveyor', path: string, init?: RequestInit) => {
    const answer = await (await server.signIn(account)).ask(path, init);
    expect(answer.ok, `${path} ${answer.status}`).toBe(true);
    return answer;
  };

  /** The reviewer sees the photos of a feature beside what the survey says of it, and none beside the other. */
  async function seenInReview(id: string | undefined): Promise<void> {
    const reviewer = await open({ account: 'reviewer', path: `/#place=surveys&survey=${id}` });
    const rows = reviewer.page.locator('.review .row');
    await rows.filter({ hasText: 'AN-1' }).click();
    const staged = reviewer.page.getByRole('region', { name: 'Ảnh trong phiếu' });
    await staged.getByRole('button', { name: 'Xem Ảnh 2' }).waitFor();
    expect(await staged.getByRole('button').count()).toBe(2);
    expect(await violations(reviewer.page)).toEqual([]);
    await staged.getByRole('button', { name: 'Xem Ảnh 1' }).click();
    await reviewer.page.getByRole('dialog').getByText('Ảnh 1 / 2').waitFor();
    await reviewer.page.keyboard.press('Escape');
    await reviewer.page.getByRole('button', { name: 'Đối tượng sau' }).click();
    await reviewer.page.getByRole('heading', { name: 'AN-2' }).waitFor();
    await staged.waitFor({ state: 'detached' });
    expect(faults(reviewer)).toEqual([]);
    await reviewer.close();
  }

  it('dropped beside a survey file go with it, are linked and approved, and stand on the card of their feature', async () => {
    const opened = await open();
    const { page, close } = opened;
    const sent = [photo(33, nearFirst), photo(34, nearSecond)];
    await drop(page, [
      { name: 'den.csv', type: 'text/csv', content: lamps('AN') },
      { name: 'IMG_1.jpg', type: 'image/jpeg', content: sent[0] ?? '' },
      { name: 'IMG_2.jpg', type: 'image/jpeg', content: sent[1] ?? '' },
    ]);
    await page.locator('.outbox-row').getByText('2 ảnh').waitFor();
    await page.locator('.outbox-row').getByLabel('Cho lớp').selectOption('solar-lamp');
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi', exact: true }).click();
    await tiles(page).nth(1).waitFor();
    await mapAtRest(page);
    await page.waitForFunction(
      () => (globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['survey:photo'] }).length ?? 0) === 2,
    );
    const id = await surveyOpen(page);
    const kept = (await (await ask('surveyor', `/api/surveys/${id}/photos`)).json()) as {
      photos: { sha256: string }[];
    };
    const hashes = sent.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    expect(kept.photos.map(({ sha256 }) => sha256)).toEqual(hashes);
    await page.locator('.outbox-row').waitFor({ state: 'detached' });

    // The nearest lamp is offered first.
    const link = tiles(page).first().getByLabel('Đối tượng của Ảnh 1');
    expect(await link.locator('option').nth(1).innerText()).toBe('AN-1');
    await link.selectOption({ label: 'AN-1' });
    await choose(page, 'IMG_3.jpg', photo(35));
    await tiles(page).nth(2).getByText('Không rõ nơi chụp').waitFor();
    await tiles(page).nth(2).getByLabel('Đối tượng của Ảnh 3').selectOption({ label: 'AN-1' });
    await tiles(page).nth(1).getByRole('button', { name: 'Xóa Ảnh 2' }).click();
    await page.getByRole('button', { name: 'Xóa', exact: true }).click();
    await tiles(page).nth(2).waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Trình duyệt' }).click();
    await page.getByText('Đang chờ người khác duyệt').waitFor();
    expect(await page.getByRole('button', { name: 'Thêm ảnh' }).count()).toBe(0);

    await seenInReview(id);

    await ask('reviewer', `/api/surveys/${id}/approve`, { method: 'POST' });
    const items = await (await ask('reviewer', '/ogc/collections/solar-lamp/items?q=AN-1')).json();
    const [lamp] = (items as { features: { id: string }[] }).features;
    expect(faults(opened)).toEqual([]);
    await close();

    const officer = await open({ account: 'officer', path: `/#place=map&id=solar-lamp/${lamp?.id}` });
    const photos = card(officer.page).getByRole('region', { name: 'Ảnh' });
    await photos.getByRole('button', { name: 'Xem Ảnh 1' }).click();
    const dialog = officer.page.getByRole('dialog');
    await dialog.getByText('Ảnh 1 / 2').waitFor();
    // Turned upright, although the device's own notes are gone.
    expect(await sizeShown(dialog)).toEqual([240, 320]);
    await officer.page.keyboard.press('ArrowRight');
    await dialog.getByText('Ảnh 2 / 2').waitFor();
    expect(await sizeShown(dialog)).toEqual([320, 240]);
    expect(await violations(officer.page)).toEqual([]);
    await officer.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await card(officer.page).count()).toBe(1);
    expect(faults(officer)).toEqual([]);
    await officer.close();
  });

  it('dropped alone become a survey of the places where they were taken', async () => {
    const { page, close } = await open();
    await drop(page, [
      { name: 'a.jpg', type: 'image/jpeg', content: photo(40, nearFirst) },
      { name: 'b.jpg', type: 'image/jpeg', content: photo(41, nearSecond) },
      { name: 'c.jpg', type: 'image/jpeg', content: photo(42) },
      { name: 'd.heic', type: 'image/heic', content: '\0\0\0\x18ftypheic\0\0\0\0' },
    ]);
    await page.getByText('Tương thích nhất').waitFor();
    await page.locator('.outbox-row').getByText('3 ảnh').waitFor();
    await page.locator('.outbox-row').getByLabel('Cho lớp').selectOption('solar-lamp');
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi', exact: true }).click();
    await tiles(page).nth(2).waitFor();
    const id = await surveyOpen(page);
    const { photos } = (await (await ask('surveyor', `/api/surveys/${id}/photos`)).json()) as {
      photos: { feature: number | null }[];
    };
    expect(photos.map(({ feature }) => feature)).toEqual([0, 1, null]);
    expect(await page.locator('.receipt-figures dd').first().innerText()).toBe('2');
    await close();
  });

  it('wait in the outbox when the network goes between the file and them, and arrive once, after a reload', async () => {
    const { page, close } = await open();
    await page.route('**/photos', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await drop(page, [
      { name: 'mang.csv', type: 'text/csv', content: lamps('MA') },
      { name: 'a.jpg', type: 'image/jpeg', content: photo(45, nearFirst) },
    ]);
    await page.locator('.outbox-row').getByLabel('Cho lớp').selectOption('solar-lamp');
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.locator('.outbox-row').getByText('0/1 ảnh đã ở máy chủ').waitFor();
    await page.unroute('**/photos');
    // Once it has arrived the page of its survey opens by itself, and there would be no row to press.
    const { promise: opened, resolve: letGo } = withResolvers();
    await page.route('**/photos', async (route) => {
      await opened;
      await route.continue();
    });
    await page.reload();
    await page.locator('.survey-row').filter({ hasText: 'mang.csv' }).first().click();
    letGo();
    await tiles(page).first().waitFor();
    expect(await tiles(page).count()).toBe(1);
    await page.locator('.outbox-row').waitFor({ state: 'detached' });
    await close();
  });
});

const tiles = (page: Page): Locator => page.getByRole('region', { name: 'Ảnh' }).locator('.photo-tile');

/** Width and height of the picture in a dialog, as it is drawn upright. */
const sizeShown = (dialog: Locator): Promise<number[]> =>
  dialog.locator('img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  });

const choose = (page: Page, name: string, content: Uint8Array) =>
  page
    .getByLabel('Thêm ảnh')
    .last()
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: Buffer.from(content) });

/** Drops files in the middle of the map. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const held = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      for (const { name, type, bytes } of given) transfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
      return transfer;
    },
    files.map(({ name, type, content }) => ({ name, type, bytes: [...Buffer.from(content)] })),
  );
  await page.dispatchEvent('.map-view', 'drop', { dataTransfer: held });
}
