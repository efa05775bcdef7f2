import { createHash } from 'node:crypto';
import { catalogue, type Layer, layerById, propertiesSchema } from '@phen-dau/geodata';
import type { Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossingOf, isSimple, SegmentIndex } from './crossings.ts';
import { type Place, toPlace } from './frame.ts';
import { type DemonstrationProvince, makeDemonstrationProvince } from './index.ts';
import { itemAt } from './polyline.ts';
import { ofLayer, sumOf } from './reading.ts';
import { isInside } from './side.ts';

const digest = (province: DemonstrationProvince): string =>
  createHash('sha256').update(JSON.stringify(province)).digest('hex');

const placeOf = ([longitude = 0, latitude = 0]: Position): Place => toPlace(longitude, latitude);
const onMap = (position: Position): string => position.join(' ');

function positionsOf(geometry: DemonstrationProvince['features'][number]['geometry']): Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}

describe('The demonstration province', () => {
  let province: DemonstrationProvince;
  let provinceRing: Place[];
  let borderLine: Place[];
  beforeAll(() => {
    province = makeDemonstrationProvince(1);
    borderLine = ofLayer(province, 'border-line').flatMap(({ geometry }, index) =>
      geometry.coordinates
        .flat()
        .slice(index === 0 ? 0 : 1)
        .map(placeOf),
    );
    provinceRing = outlineOf(ofLayer(province, 'commune').filter(({ validTo }) => validTo === null));
  }, 120_000);

  it('is the same to the last decimal for the same seed, and another for another', () => {
    expect(digest(makeDemonstrationProvince(1))).toBe(digest(province));
    expect(digest(makeDemonstrationProvince(2))).not.toBe(digest(province));
  }, 120_000);

  it('fills every layer of the catalogue with the geometry it declares', () => {
    for (const layer of catalogue) {
      const features = province.features.filter((feature) => feature.layer === layer.id);
      expect(features.length, layer.id).toBeGreaterThan(0);
      for (const { geometry } of features) expect(geometry.type).toBe(layer.geometry);
    }
  });

  it('passes the schema of every layer, in every state, with names in composed form', () => {
    for (const feature of province.features) {
      const schema = propertiesSchema<Layer>(layerById(feature.layer));
      for (const state of [{}, ...(feature.earlier ?? []).map(({ properties }) => properties ?? {})]) {
        const parsed = schema.safeParse({ ...feature.properties, ...state });
        expect(parsed.error?.issues ?? [], `${feature.layer} ${feature.id}`).toEqual([]);
      }
      for (const value of Object.values(feature.properties)) {
        if (typeof value === 'string') expect(value).toBe(value.normalize('NFC'));
      }
    }
  });

  it('gives every feature an id of its own and refers only to features that come before', () => {
    const known = new Set<string>();
    for (const feature of province.features) {
      for (const [key, field] of Object.entries(layerById(feature.layer).fields)) {
        const value = (feature.properties as Record<string, unknown>)[key];
        if (field.refersTo && value !== null) expect(known.has(String(value)), `${feature.layer} ${key}`).toBe(true);
      }
      expect(known.has(feature.id)).toBe(false);
      known.add(feature.id);
    }
  });

  it('tells history without gaps, oldest first, up to the present state', () => {
    for (const { validFrom, validTo, earlier = [] } of province.features) {
      const days = [...earlier.flatMap((state) => [state.validFrom, state.validTo]), validFrom];
      for (let index = 1; index < days.length; index++) {
        const [before = '', day = ''] = [days[index - 1], days[index]];
        if (index % 2 === 1) expect(before < day).toBe(true);
        else expect(day).toBe(before);
      }
      if (validTo !== null) expect(validFrom < validTo).toBe(true);
    }
  });

  it('was poorer in 2019 than in 2025: less paved, less lit, fewer inspection roads', () => {
    const asOf = (day: string) => {
      const roads = ofLayer(province, 'patrol-road').flatMap((road) => {
        const state = [
          { validFrom: road.validFrom, validTo: road.validTo, properties: {} },
          ...(road.earlier ?? []),
        ].find((candidate) => candidate.validFrom <= day && (candidate.validTo === null || candidate.validTo > day));
        return state ? [{ properties: { ...road.properties, ...state.properties } }] : [];
      });
      const usable = roads.filter(({ properties }) => properties.status === 'usable');
      return {
        pavedMetres: sumOf(
          usable.filter(({ properties }) => properties.surface === 'concrete'),
          'length_metres',
        ),
        inspection: usable.filter(({ properties }) => properties.kind === 'inspection').length,
        lamps: ofLayer(province, 'solar-lamp').filter(({ properties }) => (properties.installed_on ?? '') <= day)
          .length,
      };
    };
    const [then, now] = [asOf('2019-06-30'), asOf('2025-12-31')];
    expect(then.pavedMetres).toBeLessThan(now.pavedMetres / 2);
    expect(then.inspection).toBe(0);
    expect(now.inspection).toBe(332);
    expect(then.lamps).toBe(0);
    expect(now.lamps).toBe(1_810);
  });

  it('draws one border line which does not cross itself, cut into sectors that share their ends', () => {
    expect(borderLine.length).toBeGreaterThan(9_000);
    expect(isSimple(borderLine)).toBe(true);
    const sectors = ofLayer(province, 'border-line').map(({ geometry }) => geometry.coordinates.flat());
    for (let index = 1; index < sectors.length; index++) {
      expect(itemAt(sectors, index)[0]).toEqual(itemAt(sectors, index - 1).at(-1));
    }
  });

  it('sets every marker on the line, in the order of its number', () => {
    const order = new Map(
      ofLayer(province, 'border-line')
        .flatMap(({ geometry }) => geometry.coordinates.flat())
        .map((position, index) => [onMap(position), index]),
    );
    const stands = ofLayer(province, 'border-marker').map(({ geometry }) => order.get(onMap(geometry.coordinates)));
    expect(stands).not.toContain(undefined);
    expect(new Set(stands).size).toBe(474);
    expect(stands).toEqual([...stands].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('knows Chi Ma, a village of the commune Mẫu Sơn, and lets others learn their new commune in July 2025', () => {
    const villages = ofLayer(province, 'village');
    const chiMa = villages.find(({ properties }) => properties.name === 'Chi Ma');
    expect(chiMa?.properties.commune_name).toBe('Mẫu Sơn');
    const moved = villages.filter(({ earlier }) => earlier?.some(({ properties }) => properties?.commune_name));
    expect(moved.length).toBeGreaterThan(20);
    for (const village of moved) expect(village.validFrom).toBe('2025-07-01');
  });

  it('ends every inspection road at its marker, exactly', () => {
    const markers = new Map(
      ofLayer(province, 'border-marker').map((marker) => [marker.id, onMap(marker.geometry.coordinates)]),
    );
    for (const { geometry, properties } of ofLayer(province, 'patrol-road')) {
      if (properties.kind !== 'inspection') continue;
      const last = geometry.coordinates.flat().at(-1) ?? [];
      expect(onMap(last)).toBe(markers.get(properties.marker_id ?? ''));
    }
  });

  it('joins all roads into one net by shared vertices', () => {
    const roads = ofLayer(province, 'patrol-road');
    const root = new Map<string, string>();
    const find = (key: string): string => {
      let at = key;
      for (let up = root.get(at) ?? at; up !== at; up = root.get(at) ?? at) at = up;
      return at;
    };
    for (const { id, geometry } of roads) {
      for (const position of geometry.coordinates.flat()) root.set(find(onMap(position)), find(id));
    }
    const parts = new Set(roads.map(({ id }) => find(id)));
    expect(parts.size).toBe(1);
  });

  it('lets no road cross another but at a shared vertex', () => {
    const roads = ofLayer(province, 'patrol-road').map(({ geometry }) => geometry.coordinates.flat());
    const index = new SegmentIndex(250);
    roads.forEach((road, line) => {
      index.add(road.map(placeOf), line);
    });
    const unjoined: string[] = [];
    roads.forEach((road, line) => {
      const places = road.map(placeOf);
      for (let at = 0; at < places.length - 1; at++) {
        const [a, b] = [itemAt(places, at), itemAt(places, at + 1)];
        for (const other of index.near(a, b)) {
          const crossing = other.line > line && crossingOf(a, b, other.from, other.to);
          if (!crossing) continue;
          const isShared = [a, b].some((end) =>
            [other.from, other.to].some((end2) => end[0] === end2[0] && end[1] === end2[1]),
          );
          if (!isShared) unjoined.push(`${line}/${other.line}`);
        }
      }
    });
    expect(unjoined).toEqual([]);
  });

  it('keeps every work inside the province and lets no road meet the border but at a marker', () => {
    const own = ['border-line', 'border-marker', 'commune'];
    const stones = new Set(borderLine.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`));
    const edge = new SegmentIndex(400);
    edge.add([...provinceRing, itemAt(provinceRing, 0)], 0);
    const stray: string[] = [];
    for (const feature of province.features) {
      if (own.includes(feature.layer)) continue;
      if (feature.layer === 'resettlement-site' && feature.properties.name === 'Lục Chắn') continue;
      const places = positionsOf(feature.geometry).map(placeOf);
      // A border belt runs along the line itself; nothing else has more than its end on it.
      const isBelt = feature.layer === 'zone' && feature.properties.kind === 'border_belt';
      const off = places.filter(([x, y]) => !stones.has(`${x.toFixed(2)} ${y.toFixed(2)}`));
      const asked = isBelt ? off : off.slice(0, 1);
      const leaves = !isBelt && places.length > 1 && edge.isCrossedBy(places, 1);
      if (leaves || asked.length === 0 || !asked.every((place) => isInside(place, provinceRing))) {
        stray.push(`${feature.layer} ${JSON.stringify(feature.properties)}`);
      }
    }
    expect(stray).toEqual([]);
    const border = new SegmentIndex(250);
    border.add(borderLine, 0);
    for (const layer of ['patrol-road', 'bamboo-belt', 'survey-track'] as const) {
      for (const { geometry, properties } of ofLayer(province, layer)) {
        const crosses = border.isCrossedBy(geometry.coordinates.flat().map(placeOf), 1);
        expect(crosses, properties.name).toBe(false);
      }
    }
  }, 60_000);

  it('divides the province into communes without gaps or overlaps, before the reform and since', () => {
    const communes = ofLayer(province, 'commune');
    for (const units of [communes.filter(({ validTo }) => validTo), communes.filter(({ validTo }) => !validTo)]) {
      const sides = new Map<string, number>();
      for (const { geometry } of units) {
        const ring = geometry.coordinates.flat(2);
        expect(isSimple(ring.map(placeOf), 500)).toBe(true);
        for (let at = 1; at < ring.length; at++) {
          const side = `${onMap(itemAt(ring, at - 1))} ${onMap(itemAt(ring, at))}`;
          sides.set(side, (sides.get(side) ?? 0) + 1);
        }
      }
      // All rings run the same way round, so a shared side comes once in each direction and never twice in one.
      expect(Math.max(...sides.values())).toBe(1);
      const open = [...sides.keys()].filter((side) => {
        const [x1, y1, x2, y2] = side.split(' ');
        return !sides.has(`${x2} ${y2} ${x1} ${y1}`);
      });
      expect(chainLength(open)).toBe(open.length);
    }
    const names = communes.filter(({ validTo }) => !validTo).map(({ properties }) => properties.name);
    expect(names).toEqual(
      expect.arrayContaining(['Quốc Khánh', 'Đồng Đăng', 'Mẫu Sơn', 'Kiên Mộc', 'Bắc Xa', 'Chi Lăng']),
    );
  });
});

/** The sides of one ring followed from the first to where it closes; their number. */
function chainLength(sides: readonly string[]): number {
  const next = new Map(
    sides.map((side) => {
      const [x1, y1, x2, y2] = side.split(' ');
      return [`${x1} ${y1}`, `${x2} ${y2}`];
    }),
  );
  const start = [...next.keys()][0] ?? '';
  let steps = 0;
  for (let at: string | undefined = start; at !== undefined && (steps === 0 || at !== start); at = next.get(at))
    steps++;
  return steps;
}

/** The ring around all communes: the sides that no two of them share. */
function outlineOf(communes: readonly { geometry: { coordinates: Position[][][] } }[]): Place[] {
  const next = new Map<string, Position>();
  for (const { geometry } of communes) {
    const ring = geometry.coordinates.flat(2);
    for (let at = 1; at < ring.length; at++) {
      const [from, to] = [itemAt(ring, at - 1), itemAt(ring, at)];
      if (next.get(onMap(to)) && onMap(next.get(onMap(to)) ?? []) === onMap(from)) continue;
      next.set(`${onMap(from)}>${onMap(to)}`, to);
    }
  }
  const open = new Map<string, Position>();
  for (const [key, to] of next) {
    const [from = '', end = ''] = key.split('>');
    if (!next.has(`${end}>${from}`)) open.set(from, to);
  }
  const start = [...open.keys()][0] ?? '';
  const ring: Place[] = [];
  for (let at = start; ring.length === 0 || at !== start; ) {
    const to = open.get(at);
    if (!to || ring.length > open.size) break;
    ring.push(placeOf(to));
    at = onMap(to);
  }
  return ring;
}
