import { findCoordinateSystem } from '@phen-dau/geodata';

/** What a coordinate system is called; apart from the page, since projections come with it. */
export const nameOfSystem = (crs: string): string | undefined => findCoordinateSystem(crs)?.name;
