import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, type OpenPageOptions, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { mapAtRest, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { countDrawn, drop, fileHeld, lamps, lampsInMetres } from './steps-surveys.ts';

describe.skipIf(noBrowser)('a surveyor at the screen', () => {
  // Of its own: these tests change what the server holds.
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.close());

  const openSurveys = async (options: OpenPageOptions = {}) => {
    const opened = await openPage(server, { account: 'surveyor', path: '/#place=surveys', ...options });
    await mapAtRest(opened.page);
    await opened.page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
    return opened;
  };

  it('drops a table, joins its columns, mends or leaves out what is wrong, and submits it', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'den.csv', lamps('KS'));
    await sendFirst(page, 'solar-lamp');
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    expect(await figures(page)).toEqual(['3', '0', '3', '0']);
    for (const [field, column] of joined) await joinColumn(page, field, column);
    expect(await figures(page)).toEqual(['3', '1', '2', '0']);
    await issue(page, 'brokn').getByRole('button', { name: 'Đổi thành' }).click();
    await issue(page, 'brokn').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Trình duyệt' }).isDisabled()).toBe(true);
    await issue(page, 'Nằm ngoài tỉnh').getByRole('button', { name: 'Bỏ đối tượng này' }).click();
    await page.locator('.next-received').waitFor();
    expect(await figures(page)).toEqual(['3', '2', '0', '1']);
    await page.getByRole('button', { name: 'Trình duyệt' }).click();
    await page.getByText('Đang chờ người khác duyệt').waitFor();
    // The link leads there again.
    await page.waitForFunction(() => /survey=[0-9a-f-]{36}/.test(location.hash));
    await page.reload();
    await page.getByText('Đang chờ người khác duyệt').waitFor();
    await close();
  });

  it('is offered, for a file of the same columns, how the last one was joined; on the same device nobody else is', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'thang-1.csv', lamps('T1'));
    await sendFirst(page, 'solar-lamp');
    for (const [field, column] of joined) await joinColumn(page, field, column);
    expect(await figures(page)).toEqual(['3', '1', '2', '0']);
    await backToList(page);
    await drop(page, 'thang-2.csv', lamps('T2'));
    const row = page.locator('.outbox-row').first();
    await row.waitFor();
    expect(await row.getByLabel('Cho lớp').inputValue()).toBe('solar-lamp');
    await row.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('tệp có các cột này đã được ghép').waitFor();
    expect(await figures(page)).toEqual(['3', '0', '3', '0']);
    await page.getByRole('button', { name: 'Dùng lại', exact: true }).click();
    await issue(page, 'không có cột').first().waitFor({ state: 'detached' });
    expect(await figures(page)).toEqual(['3', '1', '2', '0']);
    await page.getByText('tệp có các cột này đã được ghép').waitFor({ state: 'detached' });

    // Other columns are another file, and another person has joined nothing yet.
    await backToList(page);
    await drop(page, 'khac-cot.csv', lamps('T3').replace('ma_den', 'so_den'));
    await row.waitFor();
    expect(await row.getByLabel('Cho lớp').inputValue()).toBe('');
    await row.getByRole('button', { name: 'Bỏ khac-cot.csv, không gửi' }).click();
    await row.getByRole('button', { name: 'Bỏ tệp', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await signInAs(page, 'reviewer');
    await page.reload();
    await page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
    await mapAtRest(page);
    await drop(page, 'thang-3.csv', lamps('T4'));
    await row.waitFor();
    expect(await row.getByLabel('Cho lớp').inputValue()).toBe('');
    await sendFirst(page, 'solar-lamp');
    await issue(page, 'không có cột').first().waitFor();
    expect(await page.getByText('tệp có các cột này đã được ghép').count()).toBe(0);
    await close();
  });

  it('keeps a file that is dropped before the page can take one, and stays on the page', async () => {
    const { page, release, close } = await openPage(server, {
      ...{ account: 'surveyor', path: '/#place=surveys', heldBack: 'drop-desk' },
    });
    await mapAtRest(page);
    const file = await fileHeld(page, 'som.csv', lampsInMetres('SO'));
    await page.dispatchEvent('.map-view', 'drop', { dataTransfer: file });
    expect(await page.locator('.outbox-row').count()).toBe(0);
    release();
    await page.locator('.outbox-row').filter({ hasText: 'som.csv' }).waitFor();
    await close();
  });

  it('sees on a phone where a file in metres may lie before choosing', async () => {
    const { page, close } = await openSurveys({ width: 390, height: 844 });
    await drop(page, 'toa-do-tren-may.csv', lampsInMetres('GH'));
    await sendFirst(page, 'solar-lamp');
    await page.getByText('Hãy xác nhận hệ tọa độ bên dưới').waitFor();
    await expect.poll(() => countDrawn(page, 'survey:ghost')).toBeGreaterThan(0);
    await close();
  });

  it('sees where a file in metres would lie, and it lies nowhere before the zone is confirmed', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'toa-do.csv', lampsInMetres('VN'));
    await sendFirst(page, 'solar-lamp');
    const likely = page.locator('.candidate').filter({ hasText: '107°15′' }).first();
    await likely.getByRole('radio').check();
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:ghost')).toBeGreaterThan(0);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(0);
    await page.getByRole('button', { name: 'Đúng là VN-2000 107°15′' }).click();
    await page.locator('.next-received').waitFor();
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:ghost')).toBe(0);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(3);
    await close();
  });

  it('keeps what cannot be sent through a reload and from the eyes of others, and sends it once the server answers', async () => {
    const { page, close } = await openSurveys();
    await page.route('**/api/surveys', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await drop(page, 'ngoai-tuyen.csv', lampsInMetres('NT'));
    await page.locator('.outbox-row').getByLabel('Cho lớp').selectOption('solar-lamp');
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Chờ có mạng, sẽ tự gửi').waitFor();

    await signInAs(page, 'reviewer');
    await page.reload();
    await page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
    await mapAtRest(page);
    expect(await page.getByText('ngoai-tuyen.csv').count()).toBe(0);

    await signInAs(page, 'surveyor');
    await page.reload();
    await page.locator('.outbox-row').filter({ hasText: 'ngoai-tuyen.csv' }).waitFor();
    await page.unroute('**/api/surveys');
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
    await page.locator('.survey-row').filter({ hasText: 'ngoai-tuyen.csv' }).first().waitFor();
    expect(await page.locator('.survey-row').filter({ hasText: 'ngoai-tuyen.csv' }).count()).toBe(1);
    await page.locator('.outbox-row').waitFor({ state: 'detached' });
    await close();
  });

  it('sends nothing under the name of another who has signed in meanwhile in another window', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'cua-toi.csv', lampsInMetres('CT'));
    const row = page.locator('.outbox-row').filter({ hasText: 'cua-toi.csv' });
    await row.getByLabel('Cho lớp').selectOption('solar-lamp');
    await signInAs(page, 'reviewer');
    await row.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Phiên làm việc đã hết').waitFor();
    await signInAs(page, 'surveyor');
    await page.reload();
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
    await page.locator('.survey-row').filter({ hasText: 'cua-toi.csv' }).first().waitFor();
    await close();
  });

  it('sends for another layer as another survey, although the first attempt had arrived without its answer', async () => {
    const { page, close } = await openSurveys();
    await page.route('**/api/surveys', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort();
    });
    await drop(page, 'doi-lop.csv', lampsInMetres('DL'));
    const row = page.locator('.outbox-row').filter({ hasText: 'doi-lop.csv' });
    await row.getByLabel('Cho lớp').selectOption('solar-lamp');
    await row.getByRole('button', { name: 'Gửi', exact: true }).click();
    await row.getByText('Chờ có mạng, sẽ tự gửi').waitFor();
    await row.getByRole('button', { name: 'Dừng' }).click();
    await row.getByLabel('Cho lớp').selectOption('border-marker');
    await page.unroute('**/api/surveys');
    await row.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
    const surveys = page.locator('.survey-row').filter({ hasText: 'doi-lop.csv' });
    await expect.poll(() => surveys.count()).toBe(2);
    await close();
  });

  it('goes on with a large file where the line broke, also after a reload', async () => {
    const { page, close } = await openSurveys();
    const offsets: number[] = [];
    let isBroken = true;
    await page.route('**/api/uploads/*', (route) => {
      const offset = Number(route.request().headers()['upload-offset']);
      offsets.push(offset);
      return isBroken && offset > 0 ? route.abort() : route.continue();
    });
    const rows = Array.from({ length: 30_000 }, (_, n) => `LON-${n},patrol,working,106.5${1000 + (n % 9000)},22.42252`);
    await drop(page, 'lon.csv', ['code,kind,status,lon,lat', ...rows].join('\n'));
    const row = page.locator('.outbox-row').filter({ hasText: 'lon.csv' });
    await row.getByLabel('Cho lớp').selectOption('solar-lamp');
    await row.getByRole('button', { name: 'Gửi', exact: true }).click();
    await row.getByText('Chờ có mạng, sẽ tự gửi').waitFor();
    expect(Number(await row.getByRole('progressbar').getAttribute('value'))).toBeGreaterThan(0);
    isBroken = false;
    await page.reload();
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    expect(offsets.filter((offset) => offset === 0)).toHaveLength(1);
    await page.locator('.outbox-row').waitFor({ state: 'detached' });
    await close();
  });

  it('does not let go of a file when the receipt is for other bytes (QFieldCloud #551)', async () => {
    const { page, close } = await openSurveys();
    await page.route('**/api/surveys', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      const answer = await route.fetch();
      const survey = (await answer.json()) as { receipt: object };
      return route.fulfill({ json: { ...survey, receipt: { ...survey.receipt, sha256: '0'.repeat(64) } } });
    });
    await drop(page, 'khac.csv', lampsInMetres('KH'));
    await page.locator('.outbox-row').getByLabel('Cho lớp').selectOption('solar-lamp');
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByRole('alert').getByText('Máy chủ KHÔNG giữ đúng tệp khac.csv').waitFor();
    await page.unroute('**/api/surveys');
    await page.reload();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Lưu khac.csv ra tệp' }).click(),
    ]);
    expect(await readFile(await saved.path(), 'utf8')).toBe(lampsInMetres('KH'));
    await page.locator('.outbox-row').getByRole('button', { name: 'Gửi lại' }).click();
    await page.getByText('Máy chủ giữ đúng tệp đã chọn, từng byte').waitFor();
    await close();
  });

  it('has nothing before them that axe finds wrong, by day or by night', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'den.csv', lamps('AX'));
    await page.locator('.outbox-row').waitFor();
    await backToList(page);
    await page.getByRole('button', { name: 'Dán bảng' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), `list, ${colorScheme}`).toEqual([]);
    }
    await sendFirst(page, 'solar-lamp');
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), `survey, ${colorScheme}`).toEqual([]);
    }
    await close();
  });

  it('does all of it with thumbs: nothing is cut off, and every target is a thumb wide', async () => {
    const { page, close } = await openSurveys({ width: 390, height: 844 });
    await drop(page, 'dien-thoai.csv', lampsInMetres('DT'));
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    await page.locator('.outbox-row').waitFor();
    expect(await tooSmall(page)).toEqual([]);
    await sendFirst(page, 'solar-lamp');
    await page.locator('.candidate').first().waitFor();
    expect(await tooSmall(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.locator('.bottom-sheet-body').evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
    await close();
  });

  async function signInAs(page: Page, account: 'reviewer' | 'surveyor'): Promise<void> {
    const { cookie } = await server.signIn(account);
    const pairs = cookie
      .split('; ')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
    await page.context().addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: server.origin })));
  }
});

/** Says what the first file of the outbox is for, sends it, and waits for its page. */
async function sendFirst(page: Page, layer: string): Promise<void> {
  const row = page.locator('.outbox-row').first();
  await row.getByLabel('Cho lớp').selectOption(layer);
  await row.getByRole('button', { name: 'Gửi', exact: true }).click();
  await page.locator('.receipt-figures').waitFor();
}

/** Which column of `lamps` is which attribute. */
const joined = [
  ['Số hiệu', 'ma_den'],
  ['Nơi đặt', 'loai'],
  ['Tình trạng', 'tinh_trang'],
] as const;

async function joinColumn(page: Page, field: string, column: string): Promise<void> {
  await issue(page, field).getByRole('combobox').first().selectOption(column);
  await issue(page, field).filter({ hasText: 'không có cột' }).waitFor({ state: 'detached' });
}

async function backToList(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
  await page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
}

/** Read, usable, held, left out. */
const figures = (page: Page): Promise<string[]> => page.locator('.receipt-figures dd').allInnerTexts();

const issue = (page: Page, text: string): Locator => page.locator('.issue').filter({ hasText: text });
