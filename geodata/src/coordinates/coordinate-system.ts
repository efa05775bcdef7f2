import proj4, { type Converter } from 'proj4';
import { findVn2000Zone, vn2000Definition, vn2000GeographicDefinition, vn2000Zones } from './vn2000.ts';

/** A coordinate system a file may be in. */
export interface CoordinateSystem {
  /** `EPSG:9215`, or the text it was given by when it has no code. */
  readonly code: string;
  readonly name: string;
  /** What proj4 takes; null: WGS 84 longitude and latitude already. */
  readonly definition: string | null;
  /** Whether its coordinates are degrees. */
  readonly geographic: boolean;
}

export const wgs84: CoordinateSystem = { code: 'EPSG:4326', name: 'WGS 84', definition: null, geographic: true };

/** Systems that are WGS 84 to within the accuracy of any survey here, longitude first as files have it. */
const sameAsWgs84 = new Set([4326, 4979, 4490, 4258]);

/**
 * The coordinate system a text names: `EPSG:9215`, `9215`, an OGC URN or address, `CRS84`, a PROJ string or WKT. Null when it
 * is none we can transform.
 */
export function findCoordinateSystem(text: string): CoordinateSystem | null {
  const stated = text.trim();
  if (/^(?:.*[:/])?(?:OGC:)?(?:1\.3[:/])?CRS84h?$/i.test(stated) || /^WGS\s?84$/i.test(stated)) return wgs84;
  const code = codeOfSystem(stated);
  if (code !== null) return byCode(code);
  return /^\+proj=|^[A-Z]+\[/.test(stated) ? byDefinition(stated) : null;
}

/** The EPSG code a text names, whether or not its system is known here; null when it names none. */
export const codeOfSystem = (text: string): number | null => codeIn(text.trim()) ?? namedCodeIn(text.trim());

/** Why a system that a database describes cannot be used: nothing is guessed in place of what is missing. */
export type Unsupported = 'crs-grid-file' | 'crs-no-shift' | 'crs-projection' | 'crs-disagrees';

/**
 * A system as `spatial_ref_sys` describes it, for codes that are not known here: `projText` is its PROJ text, `wkt` has its name.
 * One that needs a grid file, or has another ellipsoid and no way to WGS 84, is not usable: it would be off without a word.
 */
export function describedSystem(code: number, projText: string, wkt: string): CoordinateSystem | Unsupported {
  const definition = projText.trim();
  if (/\+(?:nad|geoid)grids=(?!@null)/.test(definition)) return 'crs-grid-file';
  try {
    const { datum, a, b } = new proj4.Proj(definition) as { datum?: { datum_type?: number }; a?: number; b?: number };
    if (datum?.datum_type === gridShift) return 'crs-grid-file';
    const isOfWgs84 = Math.abs((a ?? 0) - 6_378_137) < 1 && Math.abs((b ?? 0) - 6_356_752.3) < 1;
    if (datum?.datum_type === noDatum && !isOfWgs84) return 'crs-no-shift';
    const name = /^\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? `EPSG:${code}`;
    const system = known(`EPSG:${code}`, definition);
    return system ? { ...system, name } : 'crs-projection';
  } catch {
    return 'crs-projection';
  }
}

/** proj4's numbers for a datum it reaches by a file of shifts, and for one it knows no way from. */
const gridShift = 3;
const noDatum = 5;

/** Turns coordinates of a system into WGS 84 [longitude, latitude]; NaN for what is outside the system or not finite. */
export function toWgs84(system: CoordinateSystem): (x: number, y: number) => [longitude: number, latitude: number] {
  if (system.definition === null) return (x, y) => [x, y];
  const converter = converterOf(system.definition);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
    const [longitude = Number.NaN, latitude = Number.NaN] = converter.inverse([x, y]);
    return [longitude, latitude];
  };
}

const converters = new Map<string, Converter>();

/** Making one takes longer than moving a hundred positions with it, and a file is tried in some forty systems. */
function converterOf(definition: string): Converter {
  const known = converters.get(definition);
  if (known) return known;
  const made = proj4(definition);
  // Definitions come out of files too: there is no end to them.
  if (converters.size < 100) converters.set(definition, made);
  return made;
}

function codeIn(stated: string): number | null {
  const direct = /^(?:EPSG:{1,2})?(\d{4,6})$/i.exec(stated)?.[1];
  const address = /EPSG[:/](?:[\d.]*)[:/](\d{4,6})$/i.exec(stated)?.[1];
  // The last authority of a WKT is that of the whole system, not of its datum or unit.
  const wkt = /(?:AUTHORITY\["EPSG","|ID\["EPSG",)(\d{4,6})"?\]\]\s*$/i.exec(stated)?.[1];
  const code = direct ?? address ?? wkt;
  return code === undefined ? null : Number(code);
}

/**
 * The code of a WKT that has a name only, as every `.prj` of ESRI's kind does. VN-2000 taken as it stands would be read without
 * the datum shift, 224 m off, for such a text has no room for one.
 */
function namedCodeIn(wkt: string): number | null {
  const name = /^(?:GEOGCS|PROJCS|GEOGCRS|PROJCRS)\s*\[\s*"([^"]*)"/.exec(wkt)?.[1];
  if (name === undefined) return null;
  if (/VN[\s_-]?2000/i.test(wkt)) return /^GEO/.test(wkt) ? 4756 : vn2000ZoneCode(wkt);
  if (!/^(?:GCS_)?WGS[\s_]*(?:19)?84/i.test(name)) return null;
  if (/^GEO/.test(wkt)) return 4326;
  const [, zone, side = ''] = /UTM[\s_]*zone[\s_]*(\d{1,2})([NS])/i.exec(name) ?? [];
  return zone === undefined ? null : (side.toUpperCase() === 'N' ? 32600 : 32700) + Number(zone);
}

function vn2000ZoneCode(wkt: string): number | null {
  const parameter = (names: string) =>
    Number(new RegExp(`"(?:${names})"\\s*,\\s*(-?[\\d.]+)`, 'i').exec(wkt)?.[1] ?? Number.NaN);
  const meridian = parameter('Central_Meridian|Longitude_Of_Origin|Longitude of natural origin');
  const kind = parameter('Scale_Factor|Scale factor at natural origin') === 0.9996 ? 'utm' : 'tm3';
  const zone = vn2000Zones.find(
    (each) => each.kind === kind && Math.abs(each.centralMeridianDegrees - meridian) < 1e-6,
  );
  return zone?.epsg ?? null;
}

function byCode(code: number): CoordinateSystem | null {
  if (sameAsWgs84.has(code)) return { ...wgs84, code: `EPSG:${code}` };
  const zone = findVn2000Zone(code);
  if (zone) {
    return {
      code: `EPSG:${code}`,
      name: `VN-2000 ${zone.name}`,
      definition: vn2000Definition(zone),
      geographic: false,
    };
  }
  if (code === 4756) {
    return { code: 'EPSG:4756', name: 'VN-2000', definition: vn2000GeographicDefinition, geographic: true };
  }
  // proj4 knows web Mercator, every WGS 84 UTM zone and a few more by their code, and none of them by name.
  const system = proj4.defs(`EPSG:${code}`) ? known(`EPSG:${code}`, `EPSG:${code}`) : null;
  return system && { ...system, name: nameOfCode(code) ?? system.name };
}

function nameOfCode(code: number): string | null {
  if (code === 3857) return 'WGS 84 / Web Mercator';
  const zone = code % 100;
  if (zone < 1 || zone > 60) return null;
  const side = { 326: 'N', 327: 'S' }[Math.floor(code / 100)];
  return side === undefined ? null : `WGS 84 / UTM ${zone}${side}`;
}

function byDefinition(definition: string): CoordinateSystem | null {
  try {
    return known(definition.slice(0, 200), definition);
  } catch {
    return null;
  }
}

function known(code: string, definition: string): CoordinateSystem | null {
  const { projName, title, name } = new proj4.Proj(definition) as { projName?: string; title?: string; name?: string };
  return {
    code,
    name: title ?? name ?? code,
    definition,
    geographic: projName === 'longlat' || /^GEO/.test(definition),
  };
}
