/** The attributes of a feature while they are collected. */
export type Properties = Record<string, unknown>;

/** Sets an attribute under its name in NFC. A name never reaches the object's prototype; the first value of a name stays. */
export function setProperty(properties: Properties, name: string, value: unknown): void {
  const key = name.normalize('NFC').trim();
  if (key === '' || Object.hasOwn(properties, key)) return;
  const plain = typeof value === 'string' ? value.normalize('NFC') : value;
  // Setting this one by its name would set the prototype.
  if (key === '__proto__') Object.defineProperty(properties, key, { value: plain, enumerable: true });
  else properties[key] = plain;
}

/** The same attributes with names and texts in NFC; the object itself when nothing changes. */
export function normalisedProperties(given: Readonly<Properties>): Readonly<Properties> {
  let changes = false;
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (key !== key.normalize('NFC').trim() || (typeof value === 'string' && value !== value.normalize('NFC'))) {
      changes = true;
      break;
    }
  }
  if (!changes) return given;
  const properties: Properties = {};
  for (const key of Object.keys(given)) setProperty(properties, key, given[key]);
  return properties;
}
