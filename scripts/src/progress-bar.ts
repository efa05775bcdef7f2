/** A bar on one line of a terminal; says nothing where the output is a file or a pipe. */
export interface ProgressBar {
  /** Share done, 0 to 1, and what stands behind the bar. */
  show(share: number, text: string): void;
  /** Takes the bar away. */
  end(): void;
}

const width = 30;

/** Draws on standard error, so that the output proper stays clean; at most ten times a second. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, end: () => {} };
  let shown = 0;
  return {
    show(share, text) {
      const now = Date.now();
      if (now - shown < 100 && share < 1) return;
      shown = now;
      const done = Math.round(Math.min(1, Math.max(0, share)) * width);
      const line = `${'█'.repeat(done)}${'░'.repeat(width - done)} ${Math.floor(share * 100)} % ${text}`;
      stream.write(`\r\u001b[K${line.slice(0, Math.max(10, (stream.columns || 80) - 1))}`);
    },
    end: () => void stream.write('\r\u001b[K'),
  };
}
