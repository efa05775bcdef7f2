import { describe, expect, it } from 'vitest';
import { noBrowser } from '../support/browser.ts';
import { drawn, layerSwitch, lookAt, mapAtRest, openMap } from './steps.ts';

describe.skipIf(noBrowser)('the layer panel', () => {
  it('shows and hides a layer on the map', async () => {
    const { page, close } = await openMap();
    expect((await drawn(page, 'border-post:icon')).length).toBeGreaterThan(0);
    await layerSwitch(page, 'Đồn biên phòng').uncheck();
    await mapAtRest(page);
    expect(await drawn(page, 'border-post:icon')).toEqual([]);
    await layerSwitch(page, 'Đồn biên phòng').check();
    await page.waitForFunction(
      () => globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['border-post:icon'] }).length === 12,
    );
    await close();
  });

  it('switches a group, which is neither on nor off while its layers differ', async () => {
    const { page, close } = await openMap();
    const group = page.getByRole('checkbox', { name: 'Biên giới', exact: true });
    const isMixed = () => group.evaluate((box: HTMLInputElement) => box.indeterminate);
    await layerSwitch(page, 'Mốc quốc giới').uncheck();
    expect(await isMixed()).toBe(true);
    await group.click();
    expect(await isMixed()).toBe(false);
    expect(await layerSwitch(page, 'Mốc quốc giới').isChecked()).toBe(true);
    await group.click();
    expect(await layerSwitch(page, 'Đường biên giới').isChecked()).toBe(false);
    await close();
  });

  it('counts what is in view, and explains every look of a layer', async () => {
    const { page, close } = await openMap();
    await page.getByRole('button', { name: 'Chú giải và tùy chọn: Đồn biên phòng' }).click();
    await page.getByText('12 trong khung nhìn, 12 cả tỉnh').last().waitFor();
    // Away and hidden; "the whole layer" brings all of it back.
    await lookAt(page, [106.7, 22.05], 13);
    await layerSwitch(page, 'Đồn biên phòng').uncheck();
    await page.getByRole('button', { name: 'Xem cả lớp' }).click();
    await page.waitForFunction(
      () => globalThis.phenDauMap?.queryRenderedFeatures({ layers: ['border-post:icon'] }).length === 12,
    );
    expect(await layerSwitch(page, 'Đồn biên phòng').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Chú giải và tùy chọn: Đường tuần tra, kiểm tra mốc' }).click();
    for (const word of ['Đường kiểm tra cột mốc', 'Bê tông', 'Đường mòn', 'Đang thi công']) {
      expect(await page.getByRole('listitem').filter({ hasText: word }).count(), word).toBeGreaterThan(0);
    }
    await close();
  });

  it('fades a layer by the keyboard', async () => {
    const { page, close } = await openMap();
    await page.getByRole('button', { name: 'Chú giải và tùy chọn: Đồn biên phòng' }).click();
    await page.getByRole('slider', { name: 'Độ đậm: Đồn biên phòng' }).focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      () => globalThis.phenDauMap?.getPaintProperty('border-post:icon', 'icon-opacity') === 0.1,
    );
    expect(await page.waitForFunction(() => location.hash.includes('opacity=border-post:10'))).toBeTruthy();
    await close();
  });

  it('finds layers without accents', async () => {
    const { page, close } = await openMap();
    await page.getByRole('searchbox', { name: 'Tìm lớp' }).fill('den nang luong');
    await layerSwitch(page, 'Đèn năng lượng mặt trời').waitFor();
    expect(await layerSwitch(page, 'Đồn biên phòng').count()).toBe(0);
    await close();
  });

  it('says why a layer is locked, and names none that an account may not see', async () => {
    const officer = await openMap({ account: 'officer' });
    expect(await officer.page.getByText('Nội bộ: chỉ tài khoản được cấp quyền').count()).toBeGreaterThan(0);
    expect(await officer.page.getByText('Công trình quốc phòng').count()).toBe(0);
    await officer.close();
    const viewer = await openMap({ account: 'viewer' });
    expect(await viewer.page.getByText('Vùng, khu vực').count()).toBe(0);
    expect(await viewer.page.getByText('Nội bộ').count()).toBe(0);
    await viewer.close();
    const commander = await openMap({ account: 'commander' });
    expect(await commander.page.getByText('Công trình quốc phòng').count()).toBe(1);
    expect((await drawn(commander.page, 'defence-work:icon')).length).toBeGreaterThan(0);
    await commander.close();
  });
});
