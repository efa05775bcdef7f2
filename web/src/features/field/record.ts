import { fieldMessages } from '../../messages/use-field-messages.ts';
import { flyTo } from '../../state/actions.ts';
import {
  type Fix,
  initialRecording,
  type RecordingItem,
  type RecordingProblem,
  useRecording,
} from '../../state/recording.ts';
import { getState, useStore } from '../../state/store.ts';
import { notify } from '../../ui/notices.tsx';
import { outboxAccount } from '../outbox/outbox-view.ts';
import { freshSeconds, gateMetres, positionNow } from './position-now.ts';
import {
  findRecording,
  keepFix,
  keepMark,
  keepRecording,
  readRecording,
  removeRecording,
} from './recording-database.ts';
import { putIntoOutbox, saveAsFiles } from './recording-end.ts';
import { keepScreenOn } from './screen.ts';
import { emptyLine, extended, type TrackLine } from './track-line.ts';

const accurately = { enableHighAccuracy: true, maximumAge: 0 } as const;

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
  keepRecordings();
  await takeUpLeft(account);
  if (account !== ownerHere()) return;
  // Asked once; without it the browser may clear what is kept when the disk is full.
  void navigator.storage?.persist?.();
  if (!item) {
    const fresh = { key: crypto.randomUUID(), account, startedAt: Date.now(), gateMetres };
    try {
      await keepRecording(fresh);
    } catch {
      return fail('not-kept');
    }
    if (account !== ownerHere()) return;
    item = fresh;
    line = emptyLine;
    stretch = 0;
    useRecording.setState({ ...initialRecording, key: fresh.key, startedAt: fresh.startedAt });
  } else {
    stretch += 1;
  }
  isApart = true;
  useRecording.setState({ state: 'recording', isFound: false, problem: undefined });
  watch ??= navigator.geolocation.watchPosition(hear, refuse, accurately);
  keepScreenOn(true);
}

/** Stops listening to the device; what was walked is kept. */
export function pauseRecording(): void {
  stopWatching();
  useRecording.setState({ state: 'paused' });
}

interface MarkedPlace {
  readonly note: string;
  /** The layer of points of which it is one; undefined for a note alone. */
  readonly layer: string | undefined;
  readonly photos: readonly File[];
}

/** Marks the place the device has given last, with the photos taken there; whether it is good enough has been asked before. */
export async function markPlace({ note, layer, photos }: MarkedPlace): Promise<void> {
  const recording = useRecording.getState();
  const { last, key } = recording;
  const now = positionNow(recording);
  if (!last || !now || key === undefined) return;
  const { position, accuracyMetres } = last;
  const positionAgeSeconds = Math.round(now.ageSeconds);
  const age = now.ageSeconds > freshSeconds && { positionAgeSeconds };
  const contents = await Promise.all(
    // A copy of its own: the camera's file is let go with the page that asked for it.
    photos.map(async (file) => ({ name: file.name, content: new Blob([await file.arrayBuffer()]) })),
  );
  const mark = { recording: key, position, accuracyMetres, at: Date.now(), note, ...age, ...(layer && { layer }) };
  if (!(await keepMark(mark, contents))) return endedElsewhere(key);
  useRecording.setState(({ marks }) => ({ marks: [...marks, position] }));
}

/** Asks where the device is now: one that stands still may tell nothing by itself. */
export const askPosition = () => navigator.geolocation.getCurrentPosition(hear, () => undefined, accurately);

let ending: Promise<boolean> | undefined;

/**
 * Puts the walk into the outbox, as a file for each of its layers; in the same moment the recording is let go. True when they
 * lie there. A second press while the first is at work is the same press. `kind` as its person has said it.
 */
export function finishRecording(kind: string | undefined): Promise<boolean> {
  const recording = item;
  ending ??= finish(kind)
    .catch(() => false)
    .then((isMoved) => {
      if (!isMoved && recording && item === recording) useRecording.setState({ problem: 'not-moved' });
      return isMoved;
    })
    .finally(() => {
      ending = undefined;
    });
  return ending;
}

async function finish(kind: string | undefined): Promise<boolean> {
  const recording = item;
  if (!recording) return false;
  pauseRecording();
  const files = await putIntoOutbox(recording, kind, { isWanted: () => recording.account === ownerHere() });
  if (!files) return false;
  forget(recording.key);
  const [track] = files;
  if (track) notify('done', fieldMessages[getState().language].inOutbox(track.file.name, files.length - 1));
  return true;
}

/** Gives what was recorded back as files, and goes on keeping it. */
export const saveRecording = async (): Promise<void> => {
  if (item) await saveAsFiles(item);
};

/** Throws the recording away. */
export async function discardRecording(): Promise<void> {
  if (!item) return;
  stopWatching();
  const { key } = item;
  await removeRecording(key);
  forget(key);
}

/** Takes its bar away, last of all: who sees it gone may close the page, and must not be offered the same walk again. */
function forget(key: string, problem?: RecordingProblem): void {
  if (item?.key !== key) return;
  item = undefined;
  useRecording.setState({ ...initialRecording, problem });
}

let isKeeping = false;

/**
 * Shows whoever signs in the recording that they left, by a reload, a crash or an empty battery, as paused; another person's is
 * neither shown nor touched. For as long as the page lives, whatever stands on it: who signs in next may have no part here.
 */
export function keepRecordings(): void {
  const look = () => void takeUpLeft(ownerHere());
  if (!isKeeping) useStore.subscribe(look);
  isKeeping = true;
  look();
}

/**
 * Whose recording goes on here: of who is signed in, and of who was, when their session ended without them. A walk lasts longer
 * than a session, and lies on this device; only they themselves stop it, or another who signs in.
 */
function ownerHere(): string | undefined {
  const { session } = getState();
  return session.state === 'anonymous' && session.expired ? looked.account : outboxAccount();
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
    ...{ stretches: line.stretches, lengthMetres: line.lengthMetres, fixes: fixes.length, inaccurate },
    ...{ last: fixes.at(-1), isFound: true },
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
  const { last } = useRecording.getState();
  // The same told twice, to who watches and to who asks, is neither a second position nor a fresh one.
  if (last && last.at === fix.at && String(last.position) === String(fix.position)) return;
  const { key } = item;
  keepFix({ ...fix, recording: key, stretch }).then(
    (isKept) => isKept || endedElsewhere(key),
    (error: unknown) => fail(isFull(error) ? 'full' : 'not-kept'),
  );
  const heard = { byDay: Date.now(), bySteadyClock: performance.now() };
  const isFirst = line.stretches.length === 0;
  if (fix.accuracyMetres > item.gateMetres) {
    useRecording.setState(({ fixes, inaccurate }) => ({
      ...{ fixes: fixes + 1, inaccurate: inaccurate + 1, last: fix, heard, problem: undefined },
    }));
    return;
  }
  line = extended(line, fix, { isApart });
  isApart = false;
  useRecording.setState(({ fixes }) => ({
    ...{ stretches: line.stretches, lengthMetres: line.lengthMetres },
    ...{ fixes: fixes + 1, last: fix, heard, problem: undefined },
  }));
  if (isFirst) flyTo(fix.position, 15.5);
}

function refuse({ code, PERMISSION_DENIED }: GeolocationPositionError): void {
  // Without a position now there may be one in a minute: the device is listened to on.
  if (code !== PERMISSION_DENIED) useRecording.setState({ problem: 'no-position' });
  else fail(useRecording.getState().fixes > 0 ? 'withdrawn' : 'denied');
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError';

/** Says what is in the way, and stops: a recording that records nothing must not look like one. */
function fail(problem: RecordingProblem): void {
  stopWatching();
  useRecording.setState(({ key }) => ({ state: key === undefined ? 'off' : 'paused', problem }));
}

/** What another window has ended records nothing more, and must not look as if it did. */
function endedElsewhere(key: string): void {
  if (item?.key !== key || ending) return;
  stopWatching();
  forget(key, 'ended');
}

function stopWatching(): void {
  if (watch === undefined) return;
  navigator.geolocation.clearWatch(watch);
  watch = undefined;
  keepScreenOn(false);
}
