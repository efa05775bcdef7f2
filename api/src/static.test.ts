import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from './testing/api.ts';

const folder = mkdtempSync(`${tmpdir()}/phen-dau-web-`);
const script = `console.log(${'1+'.repeat(2000)}1)`;
let api: TestApi;
beforeAll(async () => {
  mkdirSync(`${folder}/assets`);
  writeFileSync(`${folder}/index.html`, '<!doctype html><title>Phên Dậu</title>');
  writeFileSync(`${folder}/assets/index-abc123.js`, script);
  writeFileSync(`${folder}/assets/index-abc123.js.map`, '{"sources":["secret.ts"]}');
  writeFileSync(`${folder}/assets/restricted-abc123.js`, 'export const paint = 1');
  writeFileSync(`${folder}/favicon.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>');
  api = await testApi({ webFolder: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the web application', () => {
  it('answers without sign-in, under a policy that lets nothing in from elsewhere', async () => {
    const page = await api.anonymous('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('lets hashed files be kept for ever, packed as the browser can unpack', async () => {
    const asset = '/assets/index-abc123.js';
    const plain = await api.anonymous(asset);
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await plain.text()).toBe(script);
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const packed = await api.anonymous(asset, { headers: { 'accept-encoding': accepted } });
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect((await packed.arrayBuffer()).byteLength).toBeLessThan(500);
    }
    const tag = plain.headers.get('etag') ?? '';
    expect((await api.anonymous(asset, { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('has no other files: no maps, no sources, no way out of the folder, no page in place of a missing file', async () => {
    for (const path of [
      '/assets/index-abc123.js.map',
      '/assets/',
      '/assets/none.js',
      '/.git/config',
      '/package.json',
      '/index.html',
      '/..%2f..%2fetc%2fpasswd',
      '/assets/../../secret',
      '//assets/restricted-abc123.js',
      '/assets//restricted-abc123.js',
      '/ban-do',
    ]) {
      expect((await api.anonymous(path)).status, path).toBe(404);
    }
  });

  it('shows what paints restricted layers to restricted clearance only', async () => {
    const path = '/assets/restricted-abc123.js';
    expect((await api.anonymous(path)).status).toBe(404);
    expect((await api.holding((await api.as('administrator', 'internal')).cookie)(path)).status).toBe(404);
    const commander = await api.as('planner', 'restricted');
    const response = await commander(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toContain('Cookie');
  });
});
