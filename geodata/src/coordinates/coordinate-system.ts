import proj4 from 'proj4';
import { findVn2000Zone, vn2000Definition, vn2000GeographicDefinition } from './vn2000.ts';

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
  const code = codeIn(stated);
  if (code !== null) return byCode(code);
  return /^\+proj=|^[A-Z]+\[/.test(stated) ? byDefinition(stated) : null;
}

/** Turns coordinates of a system into WGS 84 [longitude, latitude]; NaN for what is outside the system or not finite. */
export function toWgs84(system: CoordinateSystem): (x: number, y: number) => [longitude: number, latitude: number] {
  if (system.definition === null) return (x, y) => [x, y];
  const converter = proj4(system.definition);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
    const [longitude = Number.NaN, latitude = Number.NaN] = converter.inverse([x, y]);
    return [longitude, latitude];
  };
}

function codeIn(stated: string): number | null {
  const direct = /^(?:EPSG:{1,2})?(\d{4,6})$/i.exec(stated)?.[1];
  const address = /EPSG[:/](?:[\d.]*)[:/](\d{4,6})$/i.exec(stated)?.[1];
  // The last authority of a WKT is that of the whole system, not of its datum or unit.
  const wkt = /(?:AUTHORITY\["EPSG","|ID\["EPSG",)(\d{4,6})"?\]\]\s*$/i.exec(stated)?.[1];
  const code = direct ?? address ?? wkt;
  return code === undefined ? null : Number(code);
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
  // proj4 knows web Mercator, every WGS 84 UTM zone and a few more by their code.
  return proj4.defs(`EPSG:${code}`) ? known(`EPSG:${code}`, `EPSG:${code}`) : null;
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
