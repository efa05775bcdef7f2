import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** The bar of the recording. */
export const bar = (page: Page): Locator => page.getByRole('region', { name: 'Ghi tuyến' });

/** How far was walked, as the bar says it. */
export const walked = (page: Page): Locator => bar(page).locator('[data-figure=length]');

/** Northwards from marker 1090 of the demonstration, about 20 metres a step. */
export const stepTo = (page: Page, step: number, accuracy = 4): Promise<void> =>
  page.context().setGeolocation({ longitude: 106.7, latitude: latitudeOf(step), accuracy });

/** As a file of the walk writes it. */
export const latitudeOf = (step: number): number => 21.9 + step * 0.00018;

/** Begins to record where the walk begins, and waits for the first position. */
export async function startWalk(page: Page): Promise<void> {
  await page.context().grantPermissions(['geolocation']);
  await stepTo(page, 0);
  await page.getByRole('button', { name: 'Ghi tuyến bằng GPS' }).click();
  await bar(page).getByText('± 4 m').waitFor();
}

/** Walks on, and waits until the page has been told of it, whatever it shows of it. */
export async function walkUnseen(page: Page, step: number, accuracy = 4): Promise<void> {
  // Listened before the step: a position that another listener has been told of is not told to a later one.
  const heard = await page.evaluateHandle(
    (latitude) => ({
      there: new Promise<void>((done) => {
        const watch = navigator.geolocation.watchPosition(({ coords }) => {
          if (Math.abs(coords.latitude - latitude) > 0.00001) return;
          navigator.geolocation.clearWatch(watch);
          done();
        });
      }),
    }),
    latitudeOf(step),
  );
  await stepTo(page, step, accuracy);
  await heard.evaluate(({ there }) => there);
}

/** Ends the walk, and says what it was. */
export async function endWalk(page: Page, kind = 'Tuần tra'): Promise<void> {
  await bar(page).getByRole('button', { name: 'Kết thúc' }).click();
  await bar(page).getByRole('button', { name: kind }).click();
}

/** Ends the walk and reads what the outbox gives back of it. */
export async function recordedFile(page: Page): Promise<string> {
  await endWalk(page);
  const saving = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^Lưu tuyen-.* ra tệp$/ })
    .first()
    .click();
  return readFile(await (await saving).path(), 'utf8');
}
