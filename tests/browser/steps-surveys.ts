import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Headings of a device of its own; one status is misspelt, the last lamp stands in another country. The others are near markers. */
export const lamps = (mark: string) =>
  [
    'ma_den,loai,tinh_trang,lon,lat',
    `${mark}-1,patrol,working,106.52550,22.42252`,
    `${mark}-2,patrol,brokn,106.52667,22.42628`,
    `${mark}-3,patrol,working,99.1,15.2`,
  ].join('\n');
/** VN-2000, 107°15′. */
export const lampsInMetres = (mark: string) =>
  [
    'code,kind,status,X,Y',
    `${mark}-1,patrol,working,2480543.568,425089.552`,
    `${mark}-2,patrol,working,2480329.305,425079.107`,
    `${mark}-3,patrol,working,2480117.573,425140.711`,
  ].join('\n');

/** Drops a file in the middle of the map. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  const held = await fileHeld(page, name, text);
  // A mouse that holds a file tells so again and again, also while the page is still coming.
  const invited = async () => {
    await page.dispatchEvent('.map-view', 'dragover', { dataTransfer: held });
    return page.getByText('Thả tệp để gửi khảo sát').isVisible();
  };
  await expect.poll(invited).toBe(true);
  await page.dispatchEvent('.map-view', 'drop', { dataTransfer: held });
}

/** A file as the mouse holds it. */
export const fileHeld = (page: Page, name: string, text: string) =>
  page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content ?? ''], fileName ?? ''));
      return transfer;
    },
    [name, text],
  );

/** How many features of a style layer are drawn now. */
export const countDrawn = (page: Page, styleLayer: string): Promise<number> =>
  page.evaluate((layer) => globalThis.phenDauMap?.queryRenderedFeatures({ layers: [layer] }).length ?? 0, styleLayer);
