/** The card's measures, fetched on their own: geodesics are not needed to open the map. */
export { geometryAreaSquareMetres, geometryLengthMetres } from '@phen-dau/geodata';
