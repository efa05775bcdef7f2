import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { surveySamples } from '../intake/survey-samples.ts';
import { noBrowser, openPage } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { told } from './steps-review.ts';

describe.skipIf(noBrowser)('the files of a Shapefile chosen together', () => {
  // Of its own: what is sent stays.
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.close());

  const parts = Object.entries(unzipSync(surveySamples()['a.zip'] ?? new Uint8Array()));
  const table = { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('code,lon,lat\nD-1,106.7,21.9') };

  it('are one survey, which the server reads with attributes and coordinate system', async () => {
    const { page, close } = await openPage(server, { account: 'surveyor', path: '/#place=surveys' });
    const files = parts.map(([name, bytes]) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
    await page
      .getByLabel('Gửi khảo sát')
      .last()
      .setInputFiles([...files, table]);
    const rows = page.locator('.outbox-row');
    await rows.nth(1).waitFor();
    expect(await rows.locator('strong').allInnerTexts()).toEqual(['a.zip', 'b.csv']);
    const zip = rows.filter({ hasText: 'a.zip' });
    await zip.getByLabel('Cho lớp').selectOption('solar-lamp');
    await zip.getByRole('button', { name: 'Gửi', exact: true }).click();
    await zip.waitFor({ state: 'detached' });
    const { ask } = await server.signIn('surveyor');
    const { surveys } = await told<{ surveys: { id: string; fileName: string }[] }>(await ask('/api/surveys'));
    const sent = surveys.find(({ fileName }) => fileName === 'a.zip');
    const survey = await told<{ receipt: { format: string; read: number }; issues: { code: string }[] }>(
      await ask(`/api/surveys/${sent?.id}`),
    );
    expect(survey.receipt).toMatchObject({ format: 'shapefile', read: 2 });
    expect(survey.issues.map(({ code }) => code)).not.toContain('part-missing');
    await close();
  });

  it('say what is missing when they are not all there', async () => {
    const { page, close } = await openPage(server, { account: 'surveyor', path: '/#place=surveys' });
    const only = (ending: string) =>
      parts
        .filter(([name]) => name.endsWith(ending))
        .map(([name, bytes]) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
    const input = page.getByLabel('Gửi khảo sát').last();
    await input.setInputFiles(only('.dbf'));
    await page.getByText('a.dbf chỉ là một phần của Shapefile: thiếu a.shp').waitFor();
    await input.setInputFiles([...only('.shp'), table]);
    await page.getByText('a.shp thiếu .dbf, .prj').waitFor();
    await page.locator('.outbox-row').nth(1).waitFor();
    await close();
  });
});
