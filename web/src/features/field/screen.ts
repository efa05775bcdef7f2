let wanted = false;
let lock: WakeLockSentinel | undefined;

/**
 * Keeps the screen from locking while somebody walks: a browser tells no positions to a page behind a locked screen. Where it
 * cannot, or the person locks it themselves, the line has a gap there, and what was recorded before is safe.
 */
export function keepScreenOn(isWanted: boolean): void {
  wanted = isWanted;
  if (isWanted) void take();
  else void lock?.release().catch(() => undefined);
}

async function take(): Promise<void> {
  if (!wanted || document.visibilityState !== 'visible' || (lock && !lock.released)) return;
  // Refused when the battery is low, and absent from older browsers.
  lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
}

// The browser takes the lock back whenever the page is hidden.
document.addEventListener('visibilitychange', () => void take());
