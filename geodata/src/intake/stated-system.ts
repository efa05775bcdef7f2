import { zoneOfMeridian } from '../coordinates/vn2000.ts';
import { foldDiacritics } from '../text.ts';

/**
 * The system the lines above a table name: `VN-2000, kinh tuyến trục 107°15'`, `WGS84`, `EPSG:9215`. Undefined where they name
 * none, and where they say anything of a meridian that is not understood to its end: a meridian read by half lies up to 45'
 * beside the one that is meant, so the person is asked instead.
 */
export function statedSystem(lines: readonly string[]): string | undefined {
  const plain = lines.map((line) => foldDiacritics(line).normalize('NFC'));
  const text = plain.join('\n');
  const code = /epsg\s*:?\s*(\d{4,5})/.exec(text)?.[1];
  if (code !== undefined) return `EPSG:${code}`;
  const isOnlyWgs84 = /wgs\s*-?\s*84/.test(text) && !/vn\s*-?\s*2000/.test(text);
  if (plain.some((line) => meridianWords.test(line))) {
    // A grid of WGS 84 with the axis of a zone lies 200 m beside it.
    if (sixDegrees.test(text) || isOnlyWgs84) return undefined;
    const meridians = new Set(plain.flatMap(meridiansOf));
    const [only] = meridians;
    const zone = meridians.size === 1 && only ? zoneOfMeridian(only) : undefined;
    return zone && `EPSG:${zone.epsg}`;
  }
  return isOnlyWgs84 && !/utm/.test(text) ? 'EPSG:4326' : undefined;
}

const meridianWords = /\bktt|kinh tuyen|central meridian/;

/** A table of a six-degree zone has another scale; `múi 6 độ`, `UTM`, `k0 = 0,9996`. */
const sixDegrees =
  /\butm\b|0[.,]9996|(?:\bmui|\bzone)\D{0,14}\b(?:6|sau)\b|\b(?:6|sau|six)[\s-]*(?:°|º|do\b|deg)|\b(?:48|49)\s*[nb]\b/;

const degreeSign = String.raw`\s*(?:[°º˚]|do\b|degrees?\b|deg\b\.?|d(?![a-z])|o(?![a-z]))`;
const minuteSign = String.raw`\s*(?:['’‘′´\u0060]|phut\b|minutes?\b|mins?\b\.?|p(?![a-z])|m(?![a-z]))`;
const secondSign = String.raw`\s*(?:"|''|’’|′′|″|”|giay\b|seconds?\b|secs?\b\.?|s(?![a-z]))`;
const meridian = new RegExp(
  String.raw`(?:\bkttw?\b|kinh tuyen(?: truc| trung uong)?|central meridian)` +
    // Between the words and the number stands nothing but a sign or a small word.
    String.raw`[\s:=(\-–]*(?:la\b|is\b)?[\s:=(]*` +
    // Minutes need the sign of the degrees before them or their own behind: 107 15 may be anything.
    String.raw`(\d{2,3}(?:[.,]\d+)?)(?:${degreeSign}(?:\s*(\d{1,2})(?:${minuteSign}(?:\s*0{1,2}(?:[.,]0+)?${secondSign})?)?(?!\d|[.,]\d))?|\s+(\d{1,2})${minuteSign})?`,
  'g',
);

/** What may stand behind a meridian in its line without changing it: the width of the zone, the datum, the scale. */
const understoodBehind =
  /(?:\bmui(?: chieu)?|\bzone)?\s*\b3\s*(?:[°º˚]|-?\s*do\b|-?\s*deg(?:ree)?s?\b)|(?:\bmui(?: chieu)?|\bzone)\s*3\b|\bvn\s*-?\s*2000\b|k\s*0?\s*=?\s*0[.,]9999\b/g;

/** The meridians a line names, in degrees; NaN for one that is not understood to its end. */
function meridiansOf(line: string): number[] {
  if (!meridianWords.test(line)) return [];
  const found = [...line.matchAll(meridian)];
  if (found.length === 0) return [Number.NaN];
  return found.map(({ 0: whole, 1: degrees = '', 2: behindSign, 3: alone, index }, at) => {
    const behind = line.slice(index + whole.length, found[at + 1]?.index);
    const minutes = behindSign ?? alone;
    // 107.25° and 15' at once is no way to write an angle.
    if (!isEnd(behind) || (minutes !== undefined && /[.,]/.test(degrees))) return Number.NaN;
    return Number(degrees.replace(',', '.')) + Number(minutes ?? 0) / 60;
  });
}

/** Whether what stands behind a meridian adds nothing to it. */
function isEnd(behind: string): boolean {
  if (/^[^\s,;.)\]\t–-]/.test(behind) || /^[.,]\d/.test(behind)) return false;
  const rest = behind.replace(understoodBehind, ' ');
  return !/\d|['’′″"°º˚+]|\bruoi\b|\bhalf\b|\bphut\b|\bminutes?\b|\bmin\b|\bgiay\b|\bkem\b|\bphan tu\b|\bquarter/.test(
    rest,
  );
}
