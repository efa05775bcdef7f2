import { fieldMessages } from '../../messages/use-field-messages.ts';
import { flyTo } from '../../state/actions.ts';
import { type Fix, initialRecording, type RecordingProblem, useRecording } from '../../state/recording.ts';
import { getState, useStore } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';
import { addFiles } from '../surveys/outbox.ts';
import { readItems } from '../surveys/outbox-database.ts';
import { outboxAccount } from '../surveys/outbox-view.ts';
import { gpxOf } from './gpx.ts';
import {
  findRecording,
  keepFix,
  keepMark,
  keepRecording,
  type RecordingItem,
  readMarkPhotos,
  readRecording,
  removeRecording,
} from './recording-database.ts';
import { keepScreenOn } from './screen.ts';
import { emptyLine, extended, type TrackLine } from './track-line.ts';

/** A device in the open knows its place to within this; under trees it may need minutes to. */
const gateMetres = 25;

let item: RecordingItem | undefined;
let line: TrackLine = emptyLine;
let stretch = 0;
let isApart = true;
let watch: number | undefined;

let starting: Promise<void> | undefined;

/**
 * Begins a recording, or goes on with the one that is paused. The device may ask the person whether it may tell. A second press
 * while the first is at work is the same press.
 */
export function startRecording(): Promise<void> {
  starting ??= start().finally(() => {
    starting = undefined;
  });
  return starting;
}

async function start(): Promise<void> {
  // What is on its way into the outbox is not gone on with.
  if (ending) return;
  const account = outboxAccount();
  if (account === undefined) return;
  if (!isSecureContext || !navigator.geolocation) return fail('insecure');
  await takeUpLeft(account);
  if (account !== outboxAccount()) return;
  // Asked once; without it the browser may clear what is kept when the disk is full.
  void navigator.storage?.persist?.();
  if (!item) {
    const fresh = { key: crypto.randomUUID(), account, startedAt: Date.now(), gateMetres };
    try {
      await keepRecording(fresh);
    } catch {
      return fail('not-kept');
    }
    if (account !== outboxAccount()) return;
    item = fresh;
    line = emptyLine;
    stretch = 0;
    useRecording.setState({ ...initialRecording, key: fresh.key, startedAt: fresh.startedAt });
  } else {
    stretch += 1;
  }
  isApart = true;
  useRecording.setState({ state: 'recording', isFound: false, problem: undefined });
  watch ??= navigator.geolocation.watchPosition(hear, refuse, { enableHighAccuracy: true, maximumAge: 0 });
  keepScreenOn(true);
}

/** Stops listening to the device; what was walked is kept. */
export function pauseRecording(): void {
  stopWatching();
  useRecording.setState({ state: 'paused' });
}

/** Marks the place where the device is now, with the photos taken there. */
export async function markPlace(note: string, photos: readonly File[] = []): Promise<void> {
  const { last, key } = useRecording.getState();
  if (!last || key === undefined) return;
  const { position, accuracyMetres } = last;
  const contents = await Promise.all(
    // A copy of its own: the camera's file is let go with the page that asked for it.
    photos.map(async (file) => ({ name: file.name, content: new Blob([await file.arrayBuffer()]) })),
  );
  await keepMark({ recording: key, position, accuracyMetres, at: Date.now(), note }, contents);
  useRecording.setState(({ marks }) => ({ marks: [...marks, position] }));
}

let ending: Promise<boolean> | undefined;

/**
 * Puts the track into the outbox as a file; only when it lies there is the recording let go. True when it does. A second press
 * while the first is at work is the same press.
 */
export function finishRecording(): Promise<boolean> {
  ending ??= finish().finally(() => {
    ending = undefined;
  });
  return ending;
}

async function finish(): Promise<boolean> {
  const recording = item;
  if (!recording) return false;
  const { key, account, startedAt } = recording;
  pauseRecording();
  const { fixes, marks } = await readRecording(key);
  const name = `${fieldMessages[getState().language].fileName}-${stamp(startedAt)}.gpx`;
  // In the file the marks stand before the track, in their order: a photo finds its mark by its place among them.
  const photos = (await readMarkPhotos(key)).map(({ photo, mark, index }) => ({
    ...{ name: photo.name, content: photo.content, feature: index, position: mark.position },
    takenAt: new Date(mark.at).toISOString(),
  }));
  if (account !== outboxAccount()) return false;
  await addFiles([new File([gpxOf(recording, fixes, marks)], name, { type: 'application/gpx+xml' })], {
    ...{ layer: 'survey-track', photos },
  });
  if (!(await readItems(account)).some((each) => each.name === name)) return false;
  await letGo(key);
  notify('done', fieldMessages[getState().language].inOutbox(name));
  return true;
}

/** Throws the recording away. */
export async function discardRecording(): Promise<void> {
  if (!item) return;
  stopWatching();
  await letGo(item.key);
}

/** The bar goes last: who sees it gone may close the page, and must not be offered the same walk again. */
async function letGo(key: string): Promise<void> {
  await removeRecording(key);
  if (item?.key !== key) return;
  item = undefined;
  useRecording.setState(initialRecording);
}

/**
 * Shows whoever signs in the recording that they left, by a reload, a crash or an empty battery, as paused; another person's is
 * neither shown nor touched. Returns how to stop.
 */
export function keepRecordings(): () => void {
  const look = () => void takeUpLeft(outboxAccount());
  const stop = useStore.subscribe(look);
  look();
  return stop;
}

let looked: { readonly account: string | undefined; readonly end: Promise<void> } = {
  ...{ account: undefined, end: Promise.resolve() },
};

/** Looks once for each account that comes, whether its bar asks first or its person begins to record; whoever asks again waits along. */
function takeUpLeft(account: string | undefined): Promise<void> {
  if (looked.account !== account) looked = { account, end: takeUp(account) };
  return looked.end;
}

async function readLeft(account: string) {
  const found = await findRecording(account);
  return found && { found, ...(await readRecording(found.key)) };
}

async function takeUp(account: string | undefined): Promise<void> {
  if (watch !== undefined) stopWatching();
  item = undefined;
  useRecording.setState(initialRecording);
  if (account === undefined) return;
  // What cannot be read now cannot be added to either: the person is told when they begin to record.
  const left = await readLeft(account).catch(() => undefined);
  if (!left || looked.account !== account) return;
  const { found, fixes, marks } = left;
  item = found;
  line = emptyLine;
  stretch = 0;
  let inaccurate = 0;
  for (const fix of fixes) {
    if (fix.accuracyMetres > found.gateMetres) inaccurate += 1;
    else line = extended(line, fix, { isApart: fix.stretch !== stretch });
    stretch = fix.stretch;
  }
  useRecording.setState({
    ...initialRecording,
    ...{ state: 'paused', key: found.key, startedAt: found.startedAt, marks: marks.map(({ position }) => position) },
    ...{ stretches: line.stretches, lengthMetres: line.lengthMetres, last: line.last, fixes: fixes.length, inaccurate },
    isFound: true,
  });
}

function hear({ coords, timestamp }: GeolocationPosition): void {
  if (!item || useRecording.getState().state !== 'recording') return;
  const fix: Fix = {
    position: [coords.longitude, coords.latitude],
    elevationMetres: coords.altitude,
    accuracyMetres: coords.accuracy,
    at: timestamp,
  };
  keepFix({ ...fix, recording: item.key, stretch }).catch(() => fail('not-kept'));
  const isFirst = line.stretches.length === 0;
  if (fix.accuracyMetres > item.gateMetres) {
    useRecording.setState(({ fixes, inaccurate }) => ({
      ...{ fixes: fixes + 1, inaccurate: inaccurate + 1, last: fix, problem: undefined },
    }));
    return;
  }
  line = extended(line, fix, { isApart });
  isApart = false;
  useRecording.setState(({ fixes }) => ({
    ...{ stretches: line.stretches, lengthMetres: line.lengthMetres },
    ...{ fixes: fixes + 1, last: fix, problem: undefined },
  }));
  if (isFirst) flyTo(fix.position, 15.5);
}

function refuse({ code, PERMISSION_DENIED }: GeolocationPositionError): void {
  // Without a position now there may be one in a minute: the device is listened to on.
  if (code !== PERMISSION_DENIED) useRecording.setState({ problem: 'no-position' });
  else fail('denied');
}

/** Says what is in the way, and stops: a recording that records nothing must not look like one. */
function fail(problem: RecordingProblem): void {
  stopWatching();
  useRecording.setState(({ key }) => ({ state: key === undefined ? 'off' : 'paused', problem }));
}

function stopWatching(): void {
  if (watch !== undefined) navigator.geolocation.clearWatch(watch);
  watch = undefined;
  keepScreenOn(false);
}

/** `20261122-0730`, by the clock of the device. */
function stamp(moment: number): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}-${two(date.getHours())}${two(date.getMinutes())}`;
}
