import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, type OpenPageOptions, openPage } from '../support/browser.ts';
import { sharedServer, startTestServer } from '../support/server.ts';
import { faults, lookAt, mapAtRest, tooSmall } from './steps.ts';
import { violations } from './steps-axe.ts';
import { endWalk, startWalk, walkUnseen } from './steps-field.ts';
import { countDrawn, drop, lamps, lampsInMetres } from './steps-surveys.ts';

/** Code, kind, status and place as the register calls them: one lamp's status is misspelt, the last stands in another country. */
const ownLamps = (mark: string) => lamps(mark).replace('ma_den,loai,tinh_trang', 'code,kind,status');
const phone = { width: 390, height: 844 };

const row = (page: Page): Locator => page.locator('.outbox-row');
const issue = (page: Page, text: string): Locator => page.locator('.issue').filter({ hasText: text });
/** Read, usable, held by errors. */
const figures = (page: Page): Promise<string[]> => page.locator('.preview-figures dd').allInnerTexts();
const told = (page: Page, term: string): Locator =>
  page.locator('.receipt-more dt', { hasText: new RegExp(`^${term}$`) }).locator('+ dd');

async function openSurveys(options: OpenPageOptions = {}) {
  const opened = await openPage(await sharedServer(), {
    ...{ account: 'surveyor', path: '/#place=surveys' },
    ...options,
  });
  await mapAtRest(opened.page);
  await opened.page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
  return opened;
}

describe.skipIf(noBrowser)('a file that waits in the outbox', () => {
  it('is read, judged and drawn on the device although the server is gone, and goes off the map when it is closed', async () => {
    const server = await startTestServer();
    const opened = await openPage(server, { account: 'surveyor', ...phone, path: '/#place=surveys' });
    const { page, close } = opened;
    await mapAtRest(page);
    await lookAt(page, [106.53, 22.42], 11);
    await page.getByRole('button', { name: 'Lưu vùng này dùng ngoại tuyến' }).click();
    await page.getByText(/^Đã lưu lúc .* ô, .* MB/).waitFor();
    await server.close();
    await page.reload();
    await mapAtRest(page);

    await drop(page, 'den.csv', ownLamps('NG'));
    await row(page).getByLabel('Cho lớp').selectOption('solar-lamp');
    await issue(page, 'brokn').waitFor();
    expect(await figures(page)).toEqual(['3', '1', '2']);
    expect(await told(page, 'Dạng tệp').innerText()).toBe('Bảng');
    expect(await told(page, 'Hình').innerText()).toBe('3 điểm');
    expect(await told(page, 'Hệ tọa độ').innerText()).toBe('WGS 84, EPSG:4326');
    expect(await told(page, 'Cột').innerText()).toBe('code, kind, status');
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(1);
    expect(await countDrawn(page, 'survey:held-point')).toBe(1);
    await page.getByText('Chỉ máy chủ biết, sau khi gửi').waitFor();
    expect(await tooSmall(page)).toEqual([]);

    // The link leads there again, from what this browser keeps alone.
    await page.waitForFunction(() => /file=[0-9a-f-]{36}/.test(location.hash));
    await page.reload();
    await issue(page, 'brokn').waitFor();
    await page.getByRole('button', { name: 'Về danh sách phiếu' }).click();
    await row(page).filter({ hasText: 'den.csv' }).waitFor();
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(0);

    await row(page).getByRole('button', { name: 'Gửi', exact: true }).click();
    await row(page).getByText('Chờ có mạng, sẽ tự gửi').waitFor();
    await row(page).getByRole('button', { name: 'Xem trước den.csv' }).click();
    await issue(page, 'brokn').waitFor();
    await close();
  });

  it('shows what is wrong in the words and the order of the survey it will be, and leads to each place, by keyboard too', async () => {
    const opened = await openSurveys();
    const { page, close } = opened;
    await drop(page, 'den.csv', ownLamps('TU').replace('brokn', '').replace('\n', ',ghi\n').replaceAll(/$/gm, ',x'));
    await row(page).getByLabel('Cho lớp').selectOption('solar-lamp');
    // Said of no layer already, while those of the layer are still being looked for.
    await issue(page, 'Nằm ngoài tỉnh').waitFor();
    await issue(page, 'Tình trạng: Thiếu giá trị').waitFor();
    const severities = await page.locator('.issue .issue-mark').allTextContents();
    expect(severities).toEqual(['Lỗi: ', 'Lỗi: ', 'Cảnh báo: ']);
    const first = issue(page, 'Tình trạng: Thiếu giá trị').getByRole('button', { name: 'Đối tượng 2' });
    await mapAtRest(page);
    await first.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => Math.abs((globalThis.phenDauMap?.getCenter().lat ?? 0) - 22.42628) < 0.001);
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:focus-point')).toBe(1);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Đối tượng 3');

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    expect(faults(opened)).toEqual([]);
    await close();
  });

  it('that nobody has said the layer of is drawn, and blamed for nothing that depends on it', async () => {
    const { page, close } = await openSurveys();
    await page.getByRole('button', { name: 'Dán bảng' }).click();
    await page.getByLabel('Bảng tọa độ').fill(ownLamps('DA'));
    await page.getByRole('button', { name: 'Lấy bảng này (3 dòng)' }).click();
    await page.getByText('Chọn lớp để kiểm tra thuộc tính và hình').waitFor();
    expect(await figures(page)).toEqual(['3']);
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(2);
    // A place in another country is one for no layer.
    await issue(page, 'Nằm ngoài tỉnh').waitFor();
    expect(await page.locator('.issue').count()).toBe(1);
    await close();
  });

  it('whose zone is not said lies nowhere: the zone is never assumed', async () => {
    const { page, close } = await openSurveys();
    await drop(page, 'toa-do.csv', lampsInMetres('VN'));
    await row(page).getByLabel('Cho lớp').selectOption('solar-lamp');
    await issue(page, 'Tệp chưa nằm ở đâu trên bản đồ').waitFor();
    expect(await told(page, 'Hệ tọa độ').innerText()).toBe('tệp không nói; gửi xong, máy chủ sẽ hỏi');
    await mapAtRest(page);
    for (const part of ['kept', 'held']) expect(await countDrawn(page, `survey:${part}-point`)).toBe(0);
    await close();
  });

  it('in a zone of VN-2000 that it names lies where it was measured', async () => {
    const { page, close } = await openSurveys();
    const crs = { type: 'name', properties: { name: 'EPSG:9215' } };
    const geometry = { type: 'Point', coordinates: [444101.908, 2431385.271] };
    const features = [{ type: 'Feature', geometry, properties: { code: 'A', kind: 'patrol', status: 'working' } }];
    await drop(page, 'den.geojson', JSON.stringify({ type: 'FeatureCollection', crs, features }));
    await told(page, 'Hệ tọa độ').getByText('VN-2000 107°15′, EPSG:9215').waitFor();
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(1);
    const { lng, lat } = (await page.evaluate(() => globalThis.phenDauMap?.getCenter())) ?? { lng: 0, lat: 0 };
    expect(Math.hypot(lng - 106.7106, lat - 21.9785)).toBeLessThan(0.05);
    await close();
  });

  it('that cannot be read says so, stays, and is saved byte for byte or dropped by the person', async () => {
    const { page, close } = await openSurveys(phone);
    const rubbish = 'this is of no format at all';
    await drop(page, 'la.bin', rubbish);
    await issue(page, 'Không nhận ra định dạng của tệp').waitFor();
    await page.getByText('Tệp vẫn được giữ ở đây').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu la.bin ra tệp' }).click();
    expect(await readFile(await (await saving).path(), 'utf8')).toBe(rubbish);
    await page.getByRole('button', { name: 'Bỏ la.bin, không gửi' }).click();
    await page.getByRole('button', { name: 'Bỏ tệp', exact: true }).click();
    await page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
    expect(await row(page).count()).toBe(0);
    await close();
  });

  it('stays where what reads files never reached the device, and is read once that has come', async () => {
    const server = await sharedServer();
    const { page, close } = await openPage(server, { account: 'surveyor', path: '/#place=map' });
    await page.route('**/assets/preview-worker-*.js', (route) => route.abort());
    await page.reload();
    await mapAtRest(page);
    await drop(page, 'den.csv', ownLamps('KM'));
    await page.getByText('Máy này không đọc được tệp').waitFor();
    expect(await row(page).count()).toBe(1);
    await page.unroute('**/assets/preview-worker-*.js');
    await page.getByRole('button', { name: 'Đọc lại' }).click();
    await told(page, 'Hình').getByText('3 điểm').waitFor();
    await close();
  });

  it('when it is large is read at a press, and no more when that is stopped', async () => {
    const { page, close } = await openSurveys();
    const places = Array.from({ length: 190_000 }, (_, at) => 106.5 + (at % 1000) / 10_000);
    const rows = places.map((longitude, at) => `LON-${at},patrol,working,${longitude},22.42252,${'x'.repeat(60)}`);
    await drop(page, 'lon.csv', ['code,kind,status,lon,lat,note', ...rows].join('\n'));
    await page.getByText(/^Tệp lớn \(1\d,\d MB\)/).waitFor();
    // Pressed by the page itself: from here the file might be read before the second press arrives.
    await page.evaluate(async () => {
      const press = (words: string) => {
        const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);
        button?.click();
        return button !== undefined;
      };
      press('Đọc tệp');
      const nextFrame = () => new Promise((then) => requestAnimationFrame(then));
      while (!press('Dừng đọc')) await nextFrame();
    });
    await page.getByText('Đã dừng đọc. Tệp vẫn được giữ ở đây.').waitFor();
    expect(await row(page).count()).toBe(1);
    expect(await page.locator('.preview-figures').count()).toBe(0);
    await page.getByRole('button', { name: 'Đọc lại' }).click();
    await page.getByText(/^Bản đồ đang vẽ 20\.000 trên 190\.000 đối tượng/).waitFor();
    await close();
  });

  it('is seen by nobody else who signs in on the same device, not by its link either', async () => {
    const server = await sharedServer();
    const { page, close } = await openSurveys();
    await drop(page, 'cua-toi.csv', ownLamps('CT'));
    await told(page, 'Hình').getByText('3 điểm').waitFor();
    await page.waitForFunction(() => /file=[0-9a-f-]{36}/.test(location.hash));
    const { cookie } = await server.signIn('reviewer');
    const pairs = cookie
      .split('; ')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
    await page.context().addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: server.origin })));
    await page.reload();
    await page.getByText('Tệp này không có trong hộp gửi của trình duyệt này').waitFor();
    await page.getByRole('button', { name: 'Gửi khảo sát' }).waitFor();
    await mapAtRest(page);
    expect(await page.getByText('cua-toi.csv').count()).toBe(0);
    expect(await countDrawn(page, 'survey:kept-point')).toBe(0);
    expect(page.url()).not.toContain('file=');
    await close();
  });
});

describe.skipIf(noBrowser)('a recording that has ended', () => {
  it('is looked at before it is sent: its line, from when to when, and all of it usable as what its person said it was', async () => {
    const { page, close } = await openSurveys(phone);
    await page.context().grantPermissions(['geolocation']);
    const bar = page.getByRole('region', { name: 'Ghi tuyến' });
    const stepTo = (step: number) =>
      page.context().setGeolocation({ longitude: 106.7, latitude: 21.9 + step * 0.00018, accuracy: 4 });
    await stepTo(0);
    await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).click();
    await bar.getByText('± 4 m').waitFor();
    for (const step of [1, 2, 3]) {
      await stepTo(step);
      await bar
        .locator('[data-figure=length]')
        .filter({ hasText: new RegExp(`^(${step * 2 - 1}9|${step * 2}0),`) })
        .waitFor();
    }
    await endWalk(page, 'Khảo sát');
    await bar.waitFor({ state: 'detached' });
    await row(page)
      .getByRole('button', { name: /^Xem trước tuyen-.*\.gpx$/ })
      .click();
    await told(page, 'Hình').getByText('1 đường').waitFor();
    expect(await told(page, 'Dạng tệp').innerText()).toBe('GPX');
    expect(await told(page, 'Thời gian').innerText()).toMatch(/\d\d:\d\d/);
    expect(await figures(page)).toEqual(['1', '1', '0']);
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:kept-line')).toBeGreaterThan(0);
    await close();
  });

  it('says what it lacks where its person leaves for later what the walk was: nothing is guessed', async () => {
    const { page, close } = await openSurveys(phone);
    await startWalk(page);
    await walkUnseen(page, 3);
    await endWalk(page, 'Để sau');
    await row(page)
      .getByRole('button', { name: /^Xem trước tuyen-.*\.gpx$/ })
      .click();
    await issue(page, 'Loại: Tệp không có cột cho thuộc tính bắt buộc này').waitFor();
    expect(await figures(page)).toEqual(['1', '0', '1']);
    await mapAtRest(page);
    expect(await countDrawn(page, 'survey:held-line')).toBeGreaterThan(0);
    await close();
  });
});
