import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSurvey, surveyLimits, unzipSafely } from '../intake/index.ts';
import { photoFormatOf } from './layout.ts';
import { type PhotoFacts, readPhoto } from './read-photo.ts';
import { ascii, samplePhoto } from './sample-photo.ts';
import { joinedPhoto, shownPhoto, splitPhoto } from './split-photo.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const bytesOf = (text: string) => Uint8Array.from(ascii(text));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const facts = (bytes: Uint8Array): PhotoFacts => {
  const { photo } = readPhoto(bytes, now);
  if (!photo) throw new Error('No photo');
  return photo;
};
const codes = (bytes: Uint8Array) => readPhoto(bytes, now).issues.map(({ code }) => code);
const shown = (bytes: Uint8Array) => {
  const { runs, format, orientation } = facts(bytes);
  return shownPhoto(splitPhoto(bytes, runs).picture, format, orientation);
};

const talkative = {
  notes: {
    ...{ orientation: 6, latitude: 21.98765, longitude: 106.54321, taken: '2025:03:01 10:20:30', offset: '+07:00' },
    ...{ directionDegrees: 271.5, makerNote: 'SECRET maker note' },
  },
  segments: [
    [0xe0, bytesOf('JFXX\0\x10SECRET preview')],
    [0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET xmp</x:xmpmeta>')],
    [0xed, bytesOf('Photoshop 3.0\x008BIM\x04\x04SECRET iptc')],
    [0xe2, bytesOf('MPF\0SECRET second picture')],
    [0xe2, bytesOf('ICC_PROFILE\0\x01\x01colours')],
    [0xee, bytesOf('Adobe\0\x64\0\0\0\0\0')],
    [0xeb, bytesOf('SECRET invented tomorrow')],
    [0xfe, bytesOf('SECRET comment')],
  ],
  trailing: bytesOf('\xff\xd8SECRET film behind the end\xff\xd9'),
} as const;

describe('what a device wrote into a photo', () => {
  it('is read: place, moment, direction and which way is up', () => {
    expect(facts(samplePhoto({ ...talkative, widthPixels: 64, heightPixels: 48 }))).toMatchObject({
      ...{ format: 'jpeg', widthPixels: 48, heightPixels: 64, orientation: 6 },
      position: [expect.closeTo(106.54321, 6), expect.closeTo(21.98765, 6)],
      takenAt: Date.parse('2025-03-01T10:20:30+07:00'),
      directionDegrees: 271.5,
    });
    expect(codes(samplePhoto(talkative))).toEqual([]);
  });

  it('counts as Vietnamese time where the clock names no zone', () => {
    const { takenAt } = facts(samplePhoto({ notes: { taken: '2025:03:01 10:20:30' } }));
    expect(takenAt).toBe(Date.parse('2025-03-01T03:20:30Z'));
  });

  it('is doubted where it cannot be true', () => {
    const place = (latitude: number, longitude: number) => codes(samplePhoto({ notes: { latitude, longitude } }));
    expect(place(0, 0)).toEqual(['photo-position-unusable']);
    expect(place(91, 106)).toEqual(['photo-position-unusable']);
    expect(place(21, 181)).toEqual(['photo-position-unusable']);
    expect(codes(samplePhoto({ notes: { latitude: 21 } }))).toEqual(['photo-position-unusable']);
    for (const taken of ['2031:01:01 00:00:00', '1970:01:01 00:00:00', '2025:13:41 10:00:00', 'yesterday']) {
      expect(codes(samplePhoto({ notes: { taken } })), taken).toEqual(['photo-time-unusable']);
    }
    expect(codes(samplePhoto({ notes: { taken: '0000:00:00 00:00:00' } }))).toEqual([]);
    expect(facts(samplePhoto({ notes: { orientation: 77, directionDegrees: 500 } }))).toMatchObject({
      ...{ orientation: 1, directionDegrees: null },
    });
  });

  it('never stops the reading: divisions by nothing, directories in a circle, counts without end', () => {
    const photo = samplePhoto(talkative);
    const at = textOf(photo).indexOf('Exif\0\0') + 6;
    const changed = (change: (view: DataView) => void) => {
      const copy = photo.slice();
      change(new DataView(copy.buffer));
      return copy;
    };
    const inMain = at + 8 + 2;
    const circle = changed((view) => view.setUint32(inMain + 12 * 2 + 8, 8));
    const endless = changed((view) => view.setUint32(inMain + 4, 0xffffffff));
    const nowhere = changed((view) => view.setUint32(at + 4, 0xfffffff0));
    const manyEntries = changed((view) => view.setUint16(at + 8, 0xffff));
    for (const hostile of [circle, endless, nowhere, manyEntries]) expect(facts(hostile).format).toBe('jpeg');
    const zeros = changed((view) => {
      for (let place = at; place < at + 400; place++) {
        if (view.getUint32(place) === 1e6) view.setUint32(place, 0);
      }
    });
    expect(facts(zeros).position).toBeNull();
    expect(codes(zeros)).toContain('photo-position-unusable');
  });
});

describe('a picture as it is shown', () => {
  it('has nothing of what the device wrote, but stands upright in its own colours', () => {
    const photo = samplePhoto(talkative);
    const picture = shown(photo);
    const text = textOf(picture);
    for (const trace of ['SECRET', 'Phen Dau test', '2025:03:01', 'GPS', 'http', 'JFXX', 'Photoshop', 'MPF']) {
      expect(text, trace).not.toContain(trace);
    }
    expect(text).toContain('ICC_PROFILE');
    expect(text).toContain('Adobe');
    expect(facts(picture)).toMatchObject({ orientation: 6, position: null, takenAt: null, widthPixels: 48 });
    expect([...picture.subarray(-2)]).toEqual([0xff, 0xd9]);
    const scan = (bytes: Uint8Array) => textOf(bytes).slice(textOf(bytes).indexOf('\xff\xda'));
    expect(scan(photo).startsWith(scan(picture))).toBe(true);
  });

  it('of a PNG keeps pixels and colours only', () => {
    const photo = samplePng();
    const text = textOf(shown(photo));
    expect(text).not.toContain('SECRET');
    expect(text).not.toContain('tEXt');
    expect(text.endsWith('IEND\xae\x42\x60\x82')).toBe(true);
    expect(facts(photo)).toMatchObject({ format: 'png', widthPixels: 1, heightPixels: 1 });
  });

  it('and what was taken out of it together are the original, byte for byte', () => {
    for (const photo of [samplePhoto(talkative), samplePhoto(), samplePhoto(talkative).slice(0, -36), samplePng()]) {
      const { runs } = facts(photo);
      expect(runs.reduce((sum, length) => sum + length, 0)).toBe(photo.length);
      expect(joinedPhoto(splitPhoto(photo, runs), runs)).toEqual(photo);
    }
  });
});

describe('a file that is no photo', () => {
  it('is refused in words that say what to do', () => {
    const reason = (bytes: Uint8Array) => readPhoto(bytes, now).issues[0];
    expect(reason(new Uint8Array())).toMatchObject({ code: 'file-empty' });
    expect(reason(bytesOf('<gpx/>'))?.context).toEqual({ reason: 'photo-other' });
    expect(reason(bytesOf('\0\0\0\x18ftypheic\0\0\0\0'))?.context).toEqual({ reason: 'photo-heic' });
    expect(reason(bytesOf('RIFF\0\0\0\0WEBPVP8 '))?.context).toEqual({ reason: 'photo-webp' });
    expect(reason(samplePhoto().slice(0, 40))?.context).toEqual({ reason: 'photo-damaged' });
    expect(reason(samplePhoto({ widthPixels: 0 }))?.context).toEqual({ reason: 'photo-damaged' });
    const huge = samplePhoto();
    const frame = textOf(huge).indexOf('\xff\xc0');
    new DataView(huge.buffer).setUint32(frame + 5, 0xffffffff);
    expect(reason(huge)).toMatchObject({ code: 'photo-too-large', context: { found: 4295, limit: 120 } });
  });

  it('or is cut off, is kept as far as it goes when some of the picture is there', () => {
    const photo = samplePhoto({ notes: { latitude: 21.9, longitude: 106.7 } });
    const cut = photo.slice(0, -8);
    expect(codes(cut)).toEqual(['photo-cut-off']);
    expect(facts(cut).position).not.toBeNull();
  });

  it('never makes the reader throw', () => {
    const photo = samplePhoto(talkative);
    fc.assert(
      fc.property(fc.nat(photo.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, noise) => {
        const damaged = photo.slice();
        damaged.set(noise.subarray(0, photo.length - at), at);
        const { photo: read } = readPhoto(damaged, now);
        if (!read) return;
        expect(Buffer.compare(joinedPhoto(splitPhoto(damaged, read.runs), read.runs), damaged)).toBe(0);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        readPhoto(Uint8Array.from([0xff, 0xd8, 0xff, ...noise]), now);
        readPhoto(Uint8Array.from([...samplePng().subarray(0, 8), ...noise]), now);
        photoFormatOf(noise);
      }),
    );
  });
});

describe('a photo as a survey file', () => {
  const read = (bytes: Uint8Array) => readSurvey(bytes, 'IMG_0001.jpg', surveyLimits, { unzip: unzipSafely });

  it('is a point where the device stood', async () => {
    expect(await read(samplePhoto(talkative))).toMatchObject({
      ...{ format: 'photo', statedCrs: 'EPSG:4326', issues: [] },
      features: [
        {
          kind: 'waypoint',
          geometry: { type: 'Point', coordinates: [expect.closeTo(106.54321, 6), expect.closeTo(21.98765, 6)] },
          properties: { time: '2025-03-01T03:20:30.000Z', direction: 271.5 },
        },
      ],
    });
  });

  it('without a place is held, and says why', async () => {
    const content = await read(samplePhoto());
    expect(content.features).toEqual([]);
    expect(content.issues).toMatchObject([{ code: 'photo-without-position', severity: 'error', feature: 0 }]);
  });
});

/** One grey pixel, with a text and something behind the end. */
function samplePng(): Uint8Array {
  const chunk = (type: string, content: readonly number[], sum: readonly number[]) => [
    ...[0, 0, 0, content.length, ...ascii(type), ...content, ...sum],
  ];
  return Uint8Array.from([
    ...[0x89, ...ascii('PNG\r\n\x1a\n')],
    ...chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0], [0x3a, 0x7e, 0x9b, 0x55]),
    ...chunk('tEXt', ascii('Comment\0SECRET'), [0, 0, 0, 0]),
    ...chunk('IDAT', [0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81], [0x77, 0xcd, 0x72, 0xb6]),
    ...chunk('IEND', [], [0xae, 0x42, 0x60, 0x82]),
    ...ascii('SECRET'),
  ]);
}
