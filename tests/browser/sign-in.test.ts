import { describe, expect, it } from 'vitest';
import { noBrowser, openPage } from '../support/browser.ts';
import { sharedServer, startTestServer } from '../support/server.ts';
import { faults, layerSwitch, mapAtRest } from './steps.ts';

describe.skipIf(noBrowser)('the door', () => {
  it('shows the product, says that the data are generated, and nothing of the province', async () => {
    const opened = await openPage(await sharedServer());
    await opened.page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    await opened.page.getByText('Dữ liệu minh họa, do máy tạo ra').waitFor();
    expect(await opened.page.locator('canvas').count()).toBe(0);
    expect(faults(opened)).toEqual([]);
    await opened.close();
  });

  it('says plainly that a name or password is wrong, and keeps the name', async () => {
    const { page, close } = await openPage(await sharedServer());
    await page.getByLabel('Tên tài khoản').fill('nobody');
    await page.getByLabel('Mật khẩu', { exact: true }).fill('not the password');
    await page.keyboard.press('Enter');
    await page.getByText('Tên tài khoản hoặc mật khẩu không đúng.').waitFor();
    expect(await page.getByLabel('Tên tài khoản').inputValue()).toBe('nobody');
    await close();
  });

  it('opens to the map with the keyboard alone, and closes again', async () => {
    const server = await sharedServer();
    const { page, close } = await openPage(server);
    // The name has the focus already.
    await page.getByLabel('Tên tài khoản').waitFor();
    await page.keyboard.type('viewer');
    await page.keyboard.press('Tab');
    await page.keyboard.type(server.password);
    await page.keyboard.press('Enter');
    await mapAtRest(page);
    await page.getByRole('button', { name: 'Tài khoản viewer' }).click();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    expect(await page.locator('canvas').count()).toBe(0);
    await close();
  });

  it('stands open where the operator lets anyone read: the open layers without an account, and a way to sign in', async () => {
    const server = await startTestServer({ environment: { PUBLIC_READ: '1' } });
    const { page, close } = await openPage(server);
    await mapAtRest(page);
    await layerSwitch(page, 'Mốc quốc giới').waitFor();
    expect(await page.getByText('Vùng, khu vực').count()).toBe(0);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByLabel('Tên tài khoản').waitFor();
    await close();
    await server.close();
  });

  it('speaks English when asked', async () => {
    const { page, close } = await openPage(await sharedServer());
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await close();
  });
});
