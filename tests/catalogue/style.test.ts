import { buildStyle, palettes, restrictedPaint, type StyleInput } from '@phen-dau/web';
import { beforeAll, describe, expect, test } from 'vitest';
import { sharedServer, type TestServer } from '../support/server.ts';

interface VectorLayer {
  readonly id: string;
  readonly fields: Record<string, string>;
}
interface Described {
  readonly tiles: string[];
  readonly vector_layers: VectorLayer[];
}
type Drawn = ReturnType<typeof buildStyle>['layers'][number];

/** Set by the web while it draws, not by the tiles. */
const notFromTiles = new Set(['from', 'to']);

describe('the style draws what the server has, and nothing else', () => {
  let server: TestServer;
  let layers: StyleInput['catalogue'];
  const described = new Map<string, Described>();

  beforeAll(async () => {
    server = await sharedServer();
    const { ask } = await server.signIn('commander');
    const json = async <T>(path: string): Promise<T> => (await (await ask(path)).json()) as T;
    ({ layers } = await json<{ layers: StyleInput['catalogue'] }>('/api/layers'));
    for (const id of ['basemap', ...layers.map((layer) => layer.id)]) {
      described.set(id, await json<Described>(`/tiles/${id}.json`));
    }
  });

  const built = (): Drawn[] =>
    buildStyle({
      catalogue: layers,
      layers: {},
      extraPaint: restrictedPaint,
      basemap: described.get('basemap'),
      base: 'map',
      palette: palettes.light,
      asOf: undefined,
      everyState: false,
      tool: 'none',
      sketch: [],
      lit: new Set(),
      fontFiles: {
        plain: { latin: '/l.woff2', vietnamese: '/v.woff2' },
        strong: { latin: '/ls.woff2', vietnamese: '/vs.woff2' },
      },
      origin: server.origin,
    }).layers;

  test('every layer of the most cleared reader is drawn', () => {
    const drawn = new Set(built().flatMap((layer) => ('source-layer' in layer ? [layer['source-layer']] : [])));
    expect(layers.map(({ id }) => id).filter((id) => !drawn.has(id))).toEqual([]);
  });

  test('the default base map reaches as far as one may look', () => {
    expect(built().map(({ id }) => id)).not.toContain('base:frame');
  });

  test('no drawn layer names a source layer or an attribute that the tiles do not carry', () => {
    const unknown = built().flatMap((layer) => {
      if (!('source-layer' in layer) || !layer['source-layer']) return [];
      // Labels of areas travel as a layer of points with the attributes of the areas.
      const name = layer['source-layer'].replace(/:label$/, '');
      const tiles = described.get(name) ?? described.get('basemap');
      const fields = tiles?.vector_layers.find(({ id }) => id === name)?.fields;
      if (!fields) return [`${layer.id}: no layer ${name} in ${layer.source}`];
      return attributesOf(layer)
        .filter((key) => !(key in fields) && !notFromTiles.has(key))
        .map((key) => `${layer.id}: no attribute ${key} in ${name}`);
    });
    expect(unknown).toEqual([]);
  });
});

/** The keys of every `["get", key]` and `["has", key]` of a layer. */
function attributesOf(layer: Drawn): string[] {
  const keys: string[] = [];
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
      return;
    }
    const [operator, key] = value;
    if ((operator === 'get' || operator === 'has') && value.length === 2 && typeof key === 'string') keys.push(key);
    else value.forEach(walk);
  };
  walk({ ...layer });
  return keys;
}
