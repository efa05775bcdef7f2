import { chromium } from 'playwright-core';
const [, , password, ...which] = process.argv;
const origin = 'http://127.0.0.1:18660';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-quic', '--disable-dev-shm-usage', '--disable-background-networking'] });
async function open(width: number, height: number, path: string, scheme: 'light' | 'dark', language = 'vi') {
  const context = await browser.newContext({ viewport: { width, height }, locale: language === 'vi' ? 'vi-VN' : 'en-GB', timezoneId: 'Asia/Ho_Chi_Minh', colorScheme: scheme, hasTouch: width < 600, reducedMotion: 'reduce' });
  const r = await context.request.post(`${origin}/api/auth/sign-in`, { data: { username: 'officer', password }, headers: { origin } });
  if (!r.ok()) throw new Error(String(r.status()));
  const page = await context.newPage();
  page.on('console', (m) => m.type() === 'error' && console.log('console:', m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  await page.goto(`${origin}${path}`);
  return { page, context };
}
const settle = (page: any, ms = 2500) => page.waitForTimeout(ms);
const shots: Record<string, () => Promise<void>> = {
  async province() {
    const { page, context } = await open(1440, 900, '/#place=coverage', 'light');
    const t0 = Date.now();
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).first().click({ timeout: 60000 });
    await page.locator('.province tbody th button').first().waitFor({ timeout: 60000 });
    await settle(page, 1500);
    await page.screenshot({ path: '/tmp/coverage/province-early.png' });
    await settle(page, 12000);
    await page.screenshot({ path: '/tmp/coverage/province-lit.png' });
    await page.getByRole('columnheader', { name: 'Biên giới' }).getByRole('button').click();
    await page.getByText('Đổi tham số').click();
    await settle(page, 6000);
    await page.screenshot({ path: '/tmp/coverage/province-network.png' });
    await page.getByRole('slider', { name: 'Khoảng cách từ biên giới đến đường' }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await settle(page, 3000);
    await page.screenshot({ path: '/tmp/coverage/province-slid.png' });
    await page.getByRole('radio', { name: 'Cách tính' }).check();
    await page.getByRole('radio', { name: 'Lần đi' }).check();
    await settle(page, 5000);
    await page.screenshot({ path: '/tmp/coverage/province-method.png' });
    await page.getByRole('radio', { name: 'Tầm với' }).check();
    await page.getByRole('radio', { name: 'Theo đồn' }).check();
    await settle(page, 5000);
    await page.screenshot({ path: '/tmp/coverage/province-reach.png' });
    await context.close();
  },
  async pending() {
    const { page, context } = await open(1440, 900, '/', 'light');
    await page.route('**/api/coverage/trend*', async (route: any) => {
      const response = await route.fetch(); const json = await response.json();
      const months = json.months; const keep = months.slice(-9);
      await route.fulfill({ response, json: { months: keep, pending: months.slice(0, -9).map((m: any) => m.month) } });
    });
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).first().click({ timeout: 60000 });
    await page.locator('.province tbody th button').first().waitFor({ timeout: 60000 });
    await page.getByRole('columnheader', { name: 'Biên giới' }).getByRole('button').click();
    await settle(page, 7000);
    await page.screenshot({ path: '/tmp/coverage/pending.png' });
    await page.getByRole('radio', { name: 'Đèn' }).check();
    await page.getByText('Đổi tham số').click();
    await settle(page, 4000);
    await page.screenshot({ path: '/tmp/coverage/province2.png' });
    await context.close();
  },
  async way() {
    const { page, context } = await open(1440, 900, '/', 'light');
    await page.locator('[data-measure=lit]').waitFor({ timeout: 60000 });
    await page.getByRole('tab', { name: 'Tầm với' }).click();
    await settle(page, 4000);
    await page.locator('.rows .row').filter({ hasText: 'đi bộ' }).first().click();
    await settle(page, 5000);
    await page.screenshot({ path: '/tmp/coverage/way.png' });
    console.log(await page.evaluate(() => [(globalThis as any).phenDauMap?.queryRenderedFeatures({ layers: ['coverage:way'] }).length, (globalThis as any).phenDauMap?.queryRenderedFeatures({ layers: ['coverage:leg'] }).length]));
    await context.close();
  },
  async phone() {
    const { page, context } = await open(390, 844, '/#place=coverage', 'dark');
    await page.getByRole('button', { name: 'Cả tỉnh', exact: true }).first().click({ timeout: 60000 });
    await page.locator('.province tbody th button').first().waitFor({ timeout: 60000 });
    await settle(page, 8000);
    await page.screenshot({ path: '/tmp/coverage/phone.png' });
    await page.getByRole('button', { name: 'Kéo cao bảng' }).click();
    await page.getByText('Đổi tham số').click();
    await page.getByRole('slider', { name: 'Tầm chiếu của đèn' }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await settle(page, 3000);
    await page.screenshot({ path: '/tmp/coverage/phone-tall.png' });
    await context.close();
  },
};
for (const name of which) await shots[name]!();
await browser.close();
