import proj4, { type Converter } from 'proj4';

/** A plane grid of VN-2000: 18 three-degree zones (TM-3) named by their axis, and the two six-degree zones (UTM). */
export interface Vn2000Zone {
  readonly epsg: number;
  readonly kind: 'tm3' | 'utm';
  /** The zone's axis, degrees east of Greenwich. */
  readonly centralMeridianDegrees: number;
  /** As surveyors write it: `107°15′`, `UTM 48N`. */
  readonly name: string;
}

/** Plane coordinates as Vietnamese paper has them: X counts north, Y counts east, in metres. */
export interface Vn2000Coordinates {
  readonly xNorthMetres: number;
  readonly yEastMetres: number;
}

/**
 * VN-2000 to WGS 84 (Decision 05/2007, EPSG:6960). The decision gives coordinate-frame rotations; `+towgs84` wants
 * position-vector ones, so the three rotations change sign. Left as published they put every point 0.76 m off.
 */
export const vn2000Towgs84 =
  '-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278' as const;

const tm3 = (epsg: number, centralMeridianDegrees: number): Vn2000Zone => {
  const minutes = Math.round((centralMeridianDegrees % 1) * 60);
  const name = `${Math.floor(centralMeridianDegrees)}°${String(minutes).padStart(2, '0')}′`;
  return { epsg, kind: 'tm3', centralMeridianDegrees, name };
};

/** Every zone, from west to east, the UTM ones last. */
export const vn2000Zones: readonly Vn2000Zone[] = [
  tm3(5896, 102),
  tm3(9205, 103),
  tm3(9206, 104),
  tm3(9207, 104.5),
  tm3(9208, 104.75),
  tm3(5897, 105),
  tm3(9209, 105.5),
  tm3(9210, 105.75),
  tm3(9211, 106),
  tm3(9212, 106.25),
  tm3(9213, 106.5),
  tm3(9214, 107),
  tm3(9215, 107.25),
  tm3(9216, 107.5),
  tm3(5899, 107.75),
  tm3(5898, 108),
  tm3(9217, 108.25),
  tm3(9218, 108.5),
  { epsg: 3405, kind: 'utm', centralMeridianDegrees: 105, name: 'UTM 48N' },
  { epsg: 3406, kind: 'utm', centralMeridianDegrees: 111, name: 'UTM 49N' },
];

/** The zone with this EPSG code, or undefined. */
export const findVn2000Zone = (epsg: number): Vn2000Zone | undefined => vn2000Zones.find((zone) => zone.epsg === epsg);

/** The three-degree zone with this axis (degrees), or undefined when no zone has it. */
export const zoneOfMeridian = (degrees: number): Vn2000Zone | undefined =>
  vn2000Zones.find((zone) => zone.kind === 'tm3' && Math.abs(zone.centralMeridianDegrees - degrees) < 1e-9);

/** The PROJ definition of a zone: what proj4, PROJ and `spatial_ref_sys` take. */
export function vn2000Definition({ kind, centralMeridianDegrees }: Vn2000Zone): string {
  const scale = kind === 'utm' ? 0.9996 : 0.9999;
  return (
    `+proj=tmerc +lat_0=0 +lon_0=${centralMeridianDegrees} +k=${scale} +x_0=500000 +y_0=0 +ellps=WGS84 ` +
    `+towgs84=${vn2000Towgs84} +units=m +no_defs`
  );
}

/** VN-2000 latitude and longitude (EPSG:4756): 224 m from WGS 84 at Lạng Sơn, and easily taken for it. */
export const vn2000GeographicDefinition = `+proj=longlat +ellps=WGS84 +towgs84=${vn2000Towgs84} +no_defs`;

const converters = new Map<number, Converter>();

function converter(zone: Vn2000Zone): Converter {
  let found = converters.get(zone.epsg);
  if (!found) {
    found = proj4(vn2000Definition(zone));
    converters.set(zone.epsg, found);
  }
  return found;
}

/** WGS 84 [longitude, latitude] in degrees of plane coordinates in a zone; NaN where the coordinates are not finite. */
export function wgs84FromVn2000(
  { xNorthMetres, yEastMetres }: Vn2000Coordinates,
  zone: Vn2000Zone,
): [longitude: number, latitude: number] {
  if (!Number.isFinite(xNorthMetres) || !Number.isFinite(yEastMetres)) return [Number.NaN, Number.NaN];
  const [longitude = Number.NaN, latitude = Number.NaN] = converter(zone).inverse([yEastMetres, xNorthMetres]);
  return [longitude, latitude];
}

/** Plane coordinates in a zone of a WGS 84 position in degrees; NaN where the position is not finite. */
export function vn2000FromWgs84(longitude: number, latitude: number, zone: Vn2000Zone): Vn2000Coordinates {
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) {
    return { xNorthMetres: Number.NaN, yEastMetres: Number.NaN };
  }
  const [yEastMetres = Number.NaN, xNorthMetres = Number.NaN] = converter(zone).forward([longitude, latitude]);
  return { xNorthMetres, yEastMetres };
}
