/**
 * The WGS 84 ellipsoid in the forms the measures need.
 *
 * Distances up to some kilometres are computed in a local plane whose error is of third order in distance / Earth radius:
 * a point at latitude φ and longitude λ lies, seen from an origin (φ₀, λ₀), at
 *   x = N(φ) cos φ · Δλ            (on the point's own parallel, not the origin's)
 *   y = S(φ) − S(φ₀) + ½ N(φ) sin φ cos φ · Δλ²
 * with S the meridian arc. This is the start of the transverse Mercator series (Snyder, Map Projections, USGS PP 1395,
 * eq. 8-9 and 8-10). A frame with one scale for both ends was tried: 8 mm off at 500 m north, which is more than we allow.
 */
const semiMajorAxisMetres = 6378137;
const flattening = 1 / 298.257223563;
const eccentricitySquared = flattening * (2 - flattening);
export const radiansPerDegree = Math.PI / 180;
export const degreesPerRadian = 180 / Math.PI;

/** N(φ) cos φ: the radius of the parallel at a latitude with this sine and cosine, metres a radian of longitude. */
export function parallelRadiusMetres(sine: number, cosine: number): number {
  return (semiMajorAxisMetres * cosine) / Math.sqrt(1 - eccentricitySquared * sine * sine);
}

const n = flattening / (2 - flattening);
const arcScale = semiMajorAxisMetres / (1 + n);
const arc0 = 1 + n ** 2 / 4 + n ** 4 / 64;
const arc2 = -(3 / 2) * (n - n ** 3 / 8);
const arc4 = (15 / 16) * (n ** 2 - n ** 4 / 4);
const arc6 = -(35 / 48) * n ** 3;
const arc8 = (315 / 512) * n ** 4;

/** S(φ): length of the meridian from the equator, metres (Helmert's series in the third flattening, error < 0.1 µm;
 * multiple angles by the double-angle recurrence, so that a position costs one sine and one cosine). */
export function meridianArcMetres(latitudeRadians: number, sine: number, cosine: number): number {
  const sine2 = 2 * sine * cosine;
  const cosine2 = 1 - 2 * sine * sine;
  const sine4 = 2 * sine2 * cosine2;
  const cosine4 = 1 - 2 * sine2 * sine2;
  const sine6 = sine4 * cosine2 + cosine4 * sine2;
  const sine8 = 2 * sine4 * cosine4;
  return arcScale * (arc0 * latitudeRadians + arc2 * sine2 + arc4 * sine4 + arc6 * sine6 + arc8 * sine8);
}

/** Degrees of latitude that `metres` of meridian are at a latitude (degrees). */
export function latitudeStep(metres: number, latitude: number): number {
  const sine = Math.sin(latitude * radiansPerDegree);
  const meridianRadius =
    (semiMajorAxisMetres * (1 - eccentricitySquared)) / (1 - eccentricitySquared * sine * sine) ** 1.5;
  return (metres / meridianRadius) * degreesPerRadian;
}
