/**
 * Coordinates are kept as signed 32-bit integers: the web-mercator world is 2^32 units wide, its middle is 0, y grows
 * southwards. One unit is 0.93 cm at the equator. Half the memory of doubles, and a tile coordinate is one subtraction
 * and one shift away.
 */
export const worldUnits = 2 ** 32;
const halfWorld = 2 ** 31;

/** Latitudes beyond this are outside the square mercator world; they are moved onto its edge. */
export const mercatorLatitudeLimit = 85.051128779806604;

/** Longitude in degrees to mercator units. */
export function mercatorX(longitude: number): number {
  return clampToWorld(Math.round((longitude / 360) * worldUnits));
}

/** Latitude in degrees to mercator units. */
export function mercatorY(latitude: number): number {
  if (latitude >= mercatorLatitudeLimit) return -halfWorld;
  if (latitude <= -mercatorLatitudeLimit) return halfWorld - 1;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return clampToWorld(Math.round((-0.25 * Math.log((1 + sine) / (1 - sine)) * worldUnits) / Math.PI));
}

/** Degrees of a place given as share (0 to 1) of the world's width, from the antimeridian eastwards. */
export const longitudeOfMercatorShare = (share: number) => share * 360 - 180;

/** Degrees of a place given as share (0 to 1) of the world's height, from the north edge southwards. */
export const latitudeOfMercatorShare = (share: number) =>
  (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI;

function clampToWorld(units: number): number {
  return units < -halfWorld ? -halfWorld : Math.min(units, halfWorld - 1);
}
