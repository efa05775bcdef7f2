import { counted } from './counted.ts';
import type { previewVi } from './surveys-preview-vi.ts';

/** Words about a file that is looked at before it is sent, in English. */
export const previewEn: typeof previewVi = {
  preview: {
    title: 'Preview',
    notSent: 'The file is on this device and not sent yet. This is what the device could read.',
    open: 'Preview',
    openOf: (name) => `Preview ${name}`,
    gone: 'This file is not in the outbox of this browser.',
    large: (size) => `A large file (${size}). Reading it on this device may take a while.`,
    read: 'Read the file',
    reading: 'Reading the file…',
    readingCount: (count) => `${counted(count, 'feature', 'features')} read…`,
    stop: 'Stop reading',
    stopped: 'Reading was stopped. The file is kept here.',
    again: 'Read again',
    failed:
      'This device cannot read the file: it is out of memory, or does not have the part that reads files. The file is kept; send it all the same and the server will read it, or save it to a file.',
    format: 'Format',
    shapes: 'Shapes',
    points: (count) => counted(count, 'point', 'points'),
    lines: (count) => counted(count, 'line', 'lines'),
    areas: (count) => counted(count, 'area', 'areas'),
    moments: 'Time',
    columns: 'Columns',
    moreColumns: (count) => `and ${count} more`,
    noLayer: 'Choose a layer to have attributes and shapes checked.',
    system: {
      open: (stated) =>
        stated === undefined
          ? 'not said; the server will ask you'
          : `the file says ${stated}, which is not sure; the server will ask you`,
      unknown: (stated) => `the file says ${stated ?? '?'}; the server will look it up`,
    },
    notDrawn: 'Not drawn on the map: a coordinate system is never guessed.',
    joined:
      'Columns are joined as the last time with such a file; once it is sent, press “Use the same” to join them so.',
    after:
      'Only the server can tell, once the file is sent: what repeats something in the register, which known roads were followed, who has sent this walk before. Then each finding above has buttons to mend it.',
    unreadable:
      'The file is kept here. Save it to a file, drop it, or send it all the same: the server keeps it as it is.',
    issue: {
      'crs-unconfirmed': () =>
        'The file lies nowhere on the map yet. Once it is sent, choose the right coordinate system.',
    },
  },
};
