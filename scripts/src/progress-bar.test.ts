import { describe, expect, it } from 'vitest';
import { progressBar } from './progress-bar.ts';

/** What is written to a terminal of this width, or to something that is none. */
function terminal(columns: number, isTTY = true) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, bar: progressBar(stream as unknown as NodeJS.WriteStream) };
}

describe('the bar of a long command', () => {
  it('grows on one line of a terminal, shows its last state, and is taken away', () => {
    const { written, bar } = terminal(80);
    bar.show(0.5, '120 features');
    bar.show(1, '240 features');
    bar.end();
    const [half = '', whole = '', gone] = written;
    expect(half).toBe(`\r\u001b[K${'█'.repeat(15)}${'░'.repeat(15)} 50 % 120 features`);
    expect(whole).toContain(`${'█'.repeat(30)} 100 % 240 features`);
    expect(gone).toBe('\r\u001b[K');
    expect(written.join('')).not.toContain('\n');
  });

  it('draws a tenth of a second apart, stays within the line, and says nothing into a file', () => {
    const narrow = terminal(20);
    for (let step = 1; step <= 50; step++) narrow.bar.show(step / 100, 'features');
    expect(narrow.written.length).toBeLessThan(5);
    expect(narrow.written[0]?.replace('\r\u001b[K', '').length).toBeLessThan(20);
    const file = terminal(80, false);
    file.bar.show(0.5, 'features');
    file.bar.end();
    expect(file.written).toEqual([]);
  });
});
