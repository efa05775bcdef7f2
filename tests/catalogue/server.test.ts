import { readFile } from 'node:fs/promises';
import { catalogue, type Layer, layerIds, readableParts, tileFields } from '@phen-dau/geodata';
import { demonstrationAccounts } from '@phen-dau/scripts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testEngine } from '../support/database.ts';
import { type Ask, sharedServer } from '../support/server.ts';

const layers: readonly Layer[] = catalogue;

beforeAll(() => sharedServer());

async function asCommander(): Promise<Ask> {
  const server = await sharedServer();
  return (await server.signIn('commander')).ask;
}

async function json<T>(ask: Ask, path: string): Promise<T> {
  const answer = await ask(path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

describe('what the server says of layers follows the catalogue', () => {
  test('GET /api/health names the engine that is tested and the version of the product', async () => {
    const server = await sharedServer();
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await json(server.anonymous, '/api/health')).toMatchObject({
      version,
      database: { engine: testEngine },
      demonstration: true,
    });
  });

  test('a start prints the address, and every demonstration account with its role and clearance', async () => {
    const server = await sharedServer();
    await expect.poll(server.output).toContain(`password of all of them: ${server.password}`);
    const said = server.output();
    expect(said).toContain(`Phên Dậu is at ${server.origin}\n`);
    for (const { username, role, clearance } of demonstrationAccounts) {
      expect(said).toMatch(new RegExp(`^  ${username} +${role}, clearance ${clearance}$`, 'm'));
      const me = await json(await server.signIn(username).then(({ ask }) => ask), '/api/me');
      expect(me).toMatchObject({ username, role, clearance });
    }
  });

  test('GET /api/layers lists every layer and field in catalogue order, in both languages', async () => {
    const body = await json<{
      layers: { id: string; title: unknown; geometry: string; fields: { key: string; label: unknown }[] }[];
    }>(await asCommander(), '/api/layers');
    expect(
      body.layers.map(({ id, title, geometry, fields }) => ({
        id,
        title,
        geometry,
        fields: fields.map(({ key, label }) => ({ key, label })),
      })),
    ).toEqual(
      layers.map(({ id, title, geometry, fields }) => ({
        id,
        title,
        geometry,
        fields: Object.entries(fields).map(([key, { label }]) => ({ key, label })),
      })),
    );
  });

  test.each(layers)('the tiles of $id carry the fields that travel in tiles and no other', async (layer) => {
    const tileJson = await json<{
      vector_layers: { id: string; fields: Record<string, string> }[];
      minzoom: number;
      maxzoom: number;
    }>(await asCommander(), `/tiles/${layer.id}.json`);
    // An area has its label as a point beside it, with the same fields.
    const expected = layer.geometry === 'MultiPolygon' ? [layer.id, `${layer.id}:label`] : [layer.id];
    expect(tileJson.vector_layers.map(({ id }) => id)).toEqual(expected);
    for (const { fields } of tileJson.vector_layers) {
      expect(Object.keys(fields).sort()).toEqual(tileFields(layer).sort());
    }
    expect([tileJson.minzoom, tileJson.maxzoom]).toEqual([layer.minZoom, layer.maxZoom]);
  });

  test.each(['viewer', 'officer', 'commander'] as const)(
    'the OGC collections of %s are the layers that account may read',
    async (account) => {
      const server = await sharedServer();
      const { ask } = await server.signIn(account);
      const clearance = { viewer: 'open', officer: 'internal', commander: 'restricted' } as const;
      const { collections } = await json<{ collections: { id: string }[] }>(ask, '/ogc/collections?f=json');
      const readable = layers.filter((layer) => readableParts(layer, clearance[account]).length > 0);
      expect(collections.map(({ id }) => id)).toEqual(readable.map(({ id }) => id));
    },
  );

  test('the OpenAPI document describes every group of paths and every schema it refers to', async () => {
    const document = await json<{
      openapi: string;
      paths: Record<string, unknown>;
      components: { schemas: Record<string, unknown> };
    }>(await asCommander(), '/api/openapi.json');
    expect(document.openapi).toMatch(/^3\.1/);
    const paths = Object.keys(document.paths);
    for (const path of [
      '/api/health',
      '/api/layers',
      '/api/me',
      '/api/auth/sign-in',
      '/ogc/collections/{layer}/items',
      '/tiles/{layer}/{z}/{x}/{y}.mvt',
    ]) {
      expect(
        paths.some((each) => each.replaceAll(/\{(\w+)\}/g, '{$1}') === path),
        path,
      ).toBe(true);
    }
    const referred = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(referred.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  test('nothing an account without clearance can fetch names a restricted layer', async () => {
    const server = await sharedServer();
    const restricted = layerIds.filter((id) =>
      layers.some((layer) => layer.id === id && readableParts(layer, 'internal').length === 0),
    );
    expect(restricted).toEqual(['defence-work']);
    for (const account of ['viewer', 'admin'] as const) {
      const { ask } = await server.signIn(account);
      for (const path of [
        '/api/layers',
        '/ogc/collections?f=json',
        '/api/openapi.json',
        '/ogc/api?f=json',
        '/',
        '/ogc/?f=json',
      ]) {
        const answer = await ask(path);
        if (!answer.ok) continue;
        expect(await answer.text(), `${account} ${path}`).not.toMatch(/defence[-_]work|defence_zone|defence_land/);
      }
    }
  });
});
