import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer } from '../support/server.ts';
import { bar, latitudeOf, recordedFile, startWalk, stepTo } from './steps-field.ts';

const openSurveyor = async () => openPage(await sharedServer(), { account: 'surveyor', width: 390, height: 844 });

/** In the page: refuses what is added, as a browser does whose storage is full. */
function fillStorage(): void {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = () => {
    throw new DOMException('No room', 'QuotaExceededError');
  };
  addEventListener('room-made', () => {
    IDBObjectStore.prototype.add = add;
  });
}

async function walkTo(page: Page, step: number, accuracy: number): Promise<void> {
  await stepTo(page, step, accuracy);
  await bar(page).getByText(`± ${accuracy} m`).waitFor();
}

/** Ends the walk; everything up to these steps is in its file. */
async function expectSteps(page: Page, steps: readonly number[]): Promise<void> {
  const gpx = await recordedFile(page);
  for (const step of steps) expect(gpx).toContain(`<trkpt lat="${latitudeOf(step).toFixed(7)}"`);
}

describe.skipIf(noBrowser)('trouble in the middle of a walk', () => {
  it('stops when the storage is full, says so, and goes on when there is room again', async () => {
    const { page, close } = await openSurveyor();
    await startWalk(page);
    await walkTo(page, 1, 5);
    await bar(page).getByRole('button', { name: 'Đánh dấu chỗ này' }).click();
    await bar(page).getByRole('textbox', { name: 'Ghi chú' }).fill('Cống sập');
    await page.evaluate(fillStorage);
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
    await page.getByText('Máy không giữ được điểm này').waitFor();
    await stepTo(page, 2, 6);
    await bar(page).getByText('Bộ nhớ của máy đã đầy').waitFor();
    expect(await bar(page).getByRole('textbox', { name: 'Ghi chú' }).inputValue()).toBe('Cống sập');

    await page.evaluate(() => dispatchEvent(new Event('room-made')));
    await bar(page).getByRole('button', { name: 'Giữ điểm này' }).click();
    await bar(page).getByText('Điểm dấu').waitFor();
    await bar(page).getByRole('button', { name: 'Ghi tiếp' }).click();
    await walkTo(page, 3, 7);
    await expectSteps(page, [0, 1, 3]);
    await close();
  });

  it('is saved to a file at once where the storage is full, as far as it was walked, and stays', async () => {
    const { page, close } = await openSurveyor();
    await startWalk(page);
    await walkTo(page, 1, 5);
    const save = bar(page).getByRole('button', { name: 'Lưu ra tệp' });
    expect(await save.count()).toBe(0);
    await page.evaluate(fillStorage);
    await stepTo(page, 2, 6);
    await bar(page).getByText('Bộ nhớ của máy đã đầy').waitFor();
    const saving = page.waitForEvent('download');
    await save.click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^tuyen-\d{8}-\d{4}\.gpx$/);
    const gpx = await readFile(await saved.path(), 'utf8');
    for (const step of [0, 1]) expect(gpx).toContain(`<trkpt lat="${latitudeOf(step).toFixed(7)}"`);
    await page.evaluate(() => dispatchEvent(new Event('room-made')));
    await expectSteps(page, [0, 1]);
    await close();
  });

  it('stops when the browser may no longer tell where it is, says so, and goes on when it may', async () => {
    const { page, close } = await openSurveyor();
    await startWalk(page);
    await walkTo(page, 1, 5);
    await page.context().clearPermissions();
    await bar(page).getByText('Trình duyệt không còn được phép dùng vị trí').waitFor();
    await bar(page).getByText('Tạm dừng').waitFor();
    await page.context().grantPermissions(['geolocation']);
    await bar(page).getByRole('button', { name: 'Ghi tiếp' }).click();
    await walkTo(page, 2, 6);
    await expectSteps(page, [0, 1, 2]);
    await close();
  });
});
