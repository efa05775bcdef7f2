/** The attributes of a feature while they are collected. */
export type Properties = Record<string, unknown>;

/** Sets an attribute under its name in NFC. A name never reaches the object's prototype; the first value of a name stays. */
export function setProperty(properties: Properties, name: string, value: unknown): void {
  const key = composed(name).trim();
  if (key === '' || Object.hasOwn(properties, key)) return;
  const plain = typeof value === 'string' ? composed(value) : value;
  // Setting this one by its name would set the prototype.
  if (key === '__proto__') Object.defineProperty(properties, key, { value: plain, enumerable: true });
  else properties[key] = plain;
}

/** The text in NFC. Below U+0300 there is nothing to compose, and asking cost more than looking. */
function composed(text: string): string {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x300) return text.normalize('NFC');
  return text;
}

/** The same attributes with names and texts in NFC; the object itself when nothing changes. */
export function normalisedProperties(given: Readonly<Properties>): Readonly<Properties> {
  let changes = false;
  for (const key of Object.keys(given)) {
    const value = given[key];
    if (key !== composed(key).trim() || (typeof value === 'string' && value !== composed(value))) {
      changes = true;
      break;
    }
  }
  if (!changes) return given;
  const properties: Properties = {};
  for (const key of Object.keys(given)) setProperty(properties, key, given[key]);
  return properties;
}
