export * from './basemap.ts';
export * from './province.ts';
export * from './types.ts';
