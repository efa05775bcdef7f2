import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { Point } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { BasemapDescription } from '../api/types.ts';
import { ribbons } from '../state/coverage.ts';
import { layerDescriptions } from '../support/layer-descriptions.ts';
import { buildStyle, provinceSource, type StyleInput, timeFilter } from './build-style.ts';
import type { CoveragePicture } from './coverage-style.ts';
import { restrictedPaint } from './paint/restricted.ts';
import { palettes } from './palette.ts';
import type { SurveyPicture } from './survey-style.ts';

const vector = (...ids: string[]): BasemapDescription => ({
  tiles: ['/tiles/basemap/{z}/{x}/{y}.mvt'],
  bounds: [104.8, 20.3, 108.6, 23.2],
  vector_layers: ids.map((id) => ({ id })),
});
const basemaps: Record<string, BasemapDescription | undefined> = {
  'no base map': undefined,
  'our own base map': vector('land', 'water', 'country', 'boundary', 'province', 'terrain', 'stream', 'place'),
  'our own base map without relief': vector('land', 'water', 'country', 'boundary', 'place'),
  'a Protomaps archive': vector('earth', 'landcover', 'landuse', 'water', 'roads', 'buildings', 'boundaries', 'places'),
  'an OpenMapTiles archive': vector(
    'water',
    'waterway',
    'landcover',
    'transportation',
    'building',
    'boundary',
    'place',
  ),
  'an archive of unknown layers': vector('something'),
  'a picture archive': { tiles: ['/tiles/basemap/{z}/{x}/{y}.webp'], minzoom: 0, maxzoom: 12 },
};
const usual: StyleInput = {
  catalogue: layerDescriptions('internal'),
  layers: {},
  extraPaint: {},
  basemap: basemaps['our own base map'],
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
  origin: 'http://127.0.0.1:8080',
};
const problemsOf = (input: StyleInput) =>
  validateStyleMin(buildStyle(input) as unknown as StyleSpecification).map((error) => error.message);

/** A picture with one of everything a coverage page draws. */
const coverage: CoveragePicture = {
  ribbon: 'visited',
  shapes: [
    {
      type: 'Feature',
      properties: { role: 'covered', recency: 2 },
      geometry: {
        type: 'LineString',
        coordinates: [
          [106, 21],
          [106.1, 21],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { role: 'chainage', stepMetres: 500, label: 'Km 0+500' },
      geometry: { type: 'Point', coordinates: [106, 21] },
    },
  ],
  focus: [],
};

/** A picture with one of everything the page of a survey draws. */
const point: Point = { type: 'Point', coordinates: [106, 21] };
const shape = <const Properties>(properties: Properties) => ({ type: 'Feature' as const, geometry: point, properties });
const survey: SurveyPicture = {
  kept: [shape({ index: 0, changes: true })],
  held: [shape({ index: 1 })],
  before: [shape({})],
  marks: [shape({ severity: 'error', issue: 'a' })],
  cuts: [shape({ taken: true })],
  proposals: [shape({ number: 1, isChosen: true }), shape({ label: '1' })],
  versions: [shape({ moment: 'current', isFaint: true }), shape({ label: 'Now' })],
  ghosts: [shape({ isDrawn: true, label: 'VN-2000' })],
  photos: [shape({})],
  focus: [shape({})],
};

describe('the style', () => {
  it('is valid with all that the page of a survey draws, which lies over the register', () => {
    for (const scheme of ['light', 'dark'] as const) {
      expect(problemsOf({ ...usual, palette: palettes[scheme], survey })).toEqual([]);
    }
    const ids = buildStyle({ ...usual, survey }).layers.map(({ id }) => id);
    expect(ids.indexOf('survey:kept-point')).toBeGreaterThan(ids.indexOf('border-post:label'));
  });

  it('is valid with a coverage ribbon of every kind, which lies over the roads and under the posts', () => {
    for (const ribbon of ribbons) {
      for (const scheme of ['light', 'dark'] as const) {
        expect(problemsOf({ ...usual, palette: palettes[scheme], coverage: { ...coverage, ribbon } })).toEqual([]);
      }
    }
    const ids = buildStyle({ ...usual, coverage }).layers.map(({ id }) => id);
    expect(ids.indexOf('coverage:gap')).toBeGreaterThan(ids.indexOf('patrol-road:paved'));
    expect(ids.indexOf('coverage:gap')).toBeLessThan(ids.indexOf('border-post:icon'));
    // Places are given from the top down: a chainage gives way to the post.
    expect(ids.indexOf('coverage:chainage-1000')).toBeLessThan(ids.indexOf('border-post:label'));
    expect(ids.indexOf('coverage:chainage-1000')).toBeLessThan(ids.indexOf('border-post:icon'));
    expect(ids.indexOf('coverage:chainage-1000')).toBeGreaterThan(ids.indexOf('village:label'));
    expect(ids.indexOf('coverage:focus-label')).toBeGreaterThan(ids.indexOf('border-post:icon'));
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const [name, basemap] of Object.entries(basemaps)) {
      it(`is valid on ${name}, ${scheme}`, () => {
        expect(problemsOf({ ...usual, palette: palettes[scheme], basemap })).toEqual([]);
      });
    }

    it(`is valid for every clearance, ${scheme}`, () => {
      for (const clearance of ['open', 'internal', 'restricted'] as const) {
        const extraPaint = clearance === 'restricted' ? restrictedPaint : {};
        const catalogue = layerDescriptions(clearance);
        expect(problemsOf({ ...usual, catalogue, extraPaint, palette: palettes[scheme] })).toEqual([]);
      }
    });
  }

  it('draws the edge of an area once, by a line of its own', () => {
    const catalogue = layerDescriptions('restricted');
    const { layers } = buildStyle({ ...usual, catalogue, extraPaint: restrictedPaint });
    const areas = layers.filter((layer) => layer.type === 'fill' && layer.source === provinceSource);
    expect(areas.length).toBeGreaterThan(3);
    for (const area of areas) {
      const layer = area.id.split(':')[0];
      expect(area.paint, area.id).toMatchObject({ 'fill-antialias': false });
      expect(layers.some(({ id, type }) => id.startsWith(`${layer}:`) && type === 'line')).toBe(true);
    }
  });

  it('is valid with every layer faded or hidden, on any day, while measuring', () => {
    const layers = Object.fromEntries(
      usual.catalogue.map(({ id }, index) => [id, { visible: index % 2 === 0, opacity: 0.4 }]),
    );
    const sketch = [
      [106.7, 21.9],
      [106.8, 21.9],
      [106.8, 22],
    ] as const;
    for (const tool of ['measure-line', 'measure-area'] as const) {
      expect(problemsOf({ ...usual, layers, asOf: '2022-03-31', everyState: true, tool, sketch })).toEqual([]);
    }
  });

  it('is valid while a track is being recorded, which lies over everything', () => {
    const last = { position: [106.7, 21.91], elevationMetres: null, accuracyMetres: 5, at: 0 } as const;
    const recording = { stretches: [[[106.7, 21.9] as const, last.position]], marks: [[106.7, 21.9] as const], last };
    expect(problemsOf({ ...usual, recording })).toEqual([]);
    expect(buildStyle({ ...usual, recording }).layers.at(-1)?.id).toBe('recording:here');
  });

  it('draws quiet land beyond a base map that ends where one may look, and nothing beyond one that does not', () => {
    const frames = (bounds: number[]) =>
      buildStyle({ ...usual, basemap: { tiles: [], ...basemaps['our own base map'], bounds } }).layers.filter(
        ({ id }) => id === 'base:frame',
      ).length;
    expect(frames([105, 21, 108, 23])).toBe(1);
    expect(frames([103, 20, 109, 24])).toBe(0);
  });

  it('draws a glow only in a layer with a feature that is selected or pointed at', () => {
    const opacities = (lit: string[]) =>
      buildStyle({ ...usual, lit: new Set(lit) }).layers.flatMap(({ id, paint }) =>
        id.startsWith('patrol-road:halo') ? Object.entries(paint ?? {}).filter(([key]) => key === 'line-opacity') : [],
      );
    expect(opacities(['border-marker'])).toEqual([['line-opacity', 0]]);
    expect(opacities(['patrol-road'])).toEqual([['line-opacity', 1]]);
  });

  it('draws a layer it has no paint for plainly instead of leaving it out', () => {
    const catalogue = layerDescriptions('restricted');
    expect(problemsOf({ ...usual, catalogue })).toEqual([]);
    const drawn = new Set(buildStyle({ ...usual, catalogue }).layers.map((layer) => layer.id.split(':')[0]));
    for (const { id } of catalogue) expect(drawn).toContain(id);
  });

  it('draws areas below lines, lines below points, those below names, and on top the icons that names give way to', () => {
    const order = buildStyle(usual).layers.map((layer) => layer.id);
    const at = (id: string) => {
      expect(order).toContain(id);
      return order.indexOf(id);
    };
    expect(at('zone:belt')).toBeLessThan(at('border-line:line'));
    expect(at('border-line:line')).toBeLessThan(at('patrol-road:paved'));
    expect(at('patrol-road:paved')).toBeLessThan(at('border-post:icon'));
    expect(at('solar-lamp:dot')).toBeLessThan(at('commune:label'));
    expect(at('commune:label')).toBeLessThan(at('border-post:label'));
    expect(at('border-post:label')).toBeLessThan(at('base:town'));
    expect(at('base:town')).toBeLessThan(at('border-post:icon'));
  });

  it('names an area by one point of its own and not in each piece that tiles cut', () => {
    const sourceLayerOf = (id: string) => {
      const layer = buildStyle(usual).layers.find((each) => each.id === id);
      return layer && 'source-layer' in layer ? layer['source-layer'] : undefined;
    };
    expect(sourceLayerOf('commune:label')).toBe('commune:label');
    expect(sourceLayerOf('commune:edge') ?? sourceLayerOf('commune:area')).toBe('commune');
    expect(sourceLayerOf('border-post:label')).toBe('border-post');
  });

  it('names every layer of the style once', () => {
    const ids = buildStyle({
      ...usual,
      catalogue: layerDescriptions('restricted'),
      extraPaint: restrictedPaint,
    }).layers;
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
  });

  it('asks only our own server for tiles and fonts', () => {
    const basemap = {
      ...vector('land', 'boundary', 'place'),
      tiles: ['https://elsewhere.example/tiles/{z}/{x}/{y}.mvt'],
    };
    const addresses = JSON.stringify(buildStyle({ ...usual, basemap })).match(/[a-z]+:\/\/[^/"]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(['http://127.0.0.1:8080']));
  });

  it('hides a layer without forgetting it, so that showing it again downloads nothing', () => {
    const hidden = buildStyle({ ...usual, layers: { commune: { visible: false, opacity: 1 } } });
    expect(hidden.sources).toEqual(buildStyle(usual).sources);
    const communes = hidden.layers.filter((layer) => layer.id.startsWith('commune:'));
    expect(communes.every((layer) => layer.layout?.visibility === 'none')).toBe(true);
  });

  it('asks for every state of a layer only while time is open, and then filters by the day', () => {
    const now = JSON.stringify(buildStyle(usual));
    expect(now).not.toContain('states=all');
    const then = JSON.stringify(buildStyle({ ...usual, everyState: true, asOf: '2021-06-30' }));
    expect(then).toContain('states=all');
    expect(then).toContain('20210630');
    expect(JSON.stringify(timeFilter(undefined, new Date(2024, 0, 9)))).toContain('20240109');
  });
});
