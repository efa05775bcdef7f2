/**
 * The id of feature number `index` among those that came together under the id of their file or their import: as unique as
 * that one, and in order, so that each enters the index of the primary key beside the one before and not at a random place.
 */
export const idIn = (origin: string, index: number): string =>
  `${origin.slice(0, 28)}${index.toString(16).padStart(8, '0')}`;
