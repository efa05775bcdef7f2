import { counted } from './counted.ts';
import type { FieldMessages } from './use-field-messages.ts';

/** Words of work in the field in English. */
export const fieldEn: FieldMessages = {
  title: 'Record a track',
  start: 'Record a track by GPS',
  more: 'Each position is written to this device as it comes; no lost network or flat battery takes it away.',
  pause: 'Pause',
  resume: 'Go on',
  mark: 'Mark this place',
  markKind: 'This is',
  markOnlyNote: 'A note only (goes with the track)',
  markNote: 'Note',
  unnamedMark: (number) => `Mark ${number}`,
  markKeep: 'Keep this mark',
  markNotKept:
    'This device could not keep the mark (its storage may be full). Note and photos are still here; free some space, then keep it again.',
  markWaiting: (metres, age) => `Waiting for a better position: ±${metres} m, ${age} old. Stay where you are.`,
  markWaitingFirst: 'Waiting for the first position. Stay where you are.',
  markAnyway: 'Take this position anyway',
  markStopWaiting: 'Not yet',
  age: (seconds) =>
    seconds < 60
      ? counted(seconds, 'second', 'seconds')
      : seconds < 3600
        ? counted(Math.floor(seconds / 60), 'minute', 'minutes')
        : counted(Math.floor(seconds / 3600), 'hour', 'hours'),
  cancel: 'Cancel',
  finish: 'Finish',
  kind: 'What was this track?',
  kindMore:
    'Patrol effort (patrols, km, hours) counts patrols alone. If you are not sure, say it later: you are asked again before review.',
  kindLater: 'Later',
  save: 'Save to file',
  notSaved: 'The track could not be read to save it; it is still on this device.',
  discard: 'Discard this track',
  discardSure: 'Discard the recorded track for good? It cannot be brought back.',
  discardNow: 'Discard',
  keep: 'Keep it',
  state: { recording: 'Recording', paused: 'Paused' },
  length: 'Walked',
  time: 'Time',
  accuracy: 'Accuracy',
  marks: 'Marks',
  waiting: 'Waiting for a GPS signal…',
  inaccurate: (count) =>
    `${counted(count, 'inaccurate position is', 'inaccurate positions are')} kept but not drawn into the track`,
  interrupted: 'This track was interrupted. Go on with it, or finish it to send what there is.',
  sessionEnded: {
    recording:
      'Your track goes on being recorded and is kept on this device. Sign in with the same account to see all of it.',
    paused: 'Your paused track is kept on this device. Sign in with the same account to see all of it.',
  },
  fileName: 'track',
  inOutbox: (name, others) =>
    others > 0
      ? `${name} and ${counted(others, 'file', 'files')} of marks lie in the outbox`
      : `${name} lies in the outbox`,
  offline: {
    save: 'Save this area for offline',
    saveAgain: 'Save this area anew',
    saving: 'Saving the area',
    remove: 'Remove from this device',
    more: 'This page and the map of what is in view will open without a network. Signing out removes the saved area.',
    pageKept:
      'A track or unsent files are on this device, so this page opens without a network. Save the area to have its map too. Signing out removes the saved area.',
    saved: (moment, tiles, megabytes) =>
      `Saved ${moment}: ${tiles} tiles, ${megabytes} MB. With a network the map always shows what is new.`,
    problem: {
      insecure: 'Browsers keep pages only over https. Open the page by the https address of the server.',
      'too-large': 'This area is too large to save. Zoom in to where you will go, then save.',
      protected: 'An account that reads restricted data keeps nothing on a device. Use a surveyor’s account.',
      failed:
        'The area could not be saved whole (no network, or the storage is full). The one before it is still there.',
    },
  },
  problem: {
    denied: 'The browser may not use your position. Allow it for this page, then record again.',
    'no-position': 'The device has no position yet; still waiting.',
    insecure: 'Browsers give positions only over https. Open the page by the https address of the server.',
    'not-kept':
      'This device keeps no data (its storage is full, or this is a private window), so nothing can be recorded.',
    withdrawn:
      'The browser may no longer use your position, so recording has stopped. What was recorded is kept; allow positions for this page, then go on.',
    full: 'The storage of this device is full, so recording has stopped. What was recorded is kept; save it to a file, or free some space and go on.',
    'not-moved':
      'The track could not be put into the outbox (the storage may be full); it is still on this device. Save it to a file, or free some space and finish again.',
    ended: 'This track has been finished or discarded in another window.',
  },
};
