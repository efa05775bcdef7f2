/** Formats that are called the same in every language. */
const properNames: Readonly<Record<string, string>> = {
  gpx: 'GPX',
  kml: 'KML',
  kmz: 'KMZ',
  geojson: 'GeoJSON',
  shapefile: 'Shapefile',
  flatgeobuf: 'FlatGeobuf',
};

/** What a format is called; `words` are those of the reader's language for the others. */
export const formatName = (format: string, words: Readonly<Record<string, string>>): string =>
  words[format] ?? properNames[format] ?? format;
