import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TestServer } from './server.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why no browser test can run here, or undefined when they can: `describe.skipIf(noBrowser)`. */
export const noBrowser: string | undefined = existsSync(executablePath) ? undefined : `There is no ${executablePath}`;

/** WebGL runs in software without any flag; these keep the browser from asking anything of the network. */
const flags = [
  '--no-sandbox',
  // The popup of its address bar is a page of 400 scripts, made ready anew for every window: a second of processor time.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** A machine that draws by software, and is shared, may take a minute over what takes a second elsewhere. */
const patienceMilliseconds = 120_000;

export interface OpenPage {
  readonly page: Page;
  /** Errors of the console and uncaught exceptions, as they come. */
  readonly consoleErrors: string[];
  /** `host:port` of everything the page asked for. */
  readonly requestedHosts: Set<string>;
  /** Lets the part come that was held back. */
  release(): void;
  close(): Promise<void>;
}

export interface OpenPageOptions {
  /** CSS pixels; 1440 x 900 when absent. Below 600 wide the page is a touch device. */
  readonly width?: number;
  readonly height?: number;
  /** Signs in as this account before the page is opened. */
  readonly account?: Parameters<TestServer['signIn']>[0];
  /** Path, query and hash; `/` when absent. */
  readonly path?: string;
  readonly language?: 'vi' | 'en';
  readonly colorScheme?: 'light' | 'dark';
  /** The name of a script that stays on its way until `release`, as on a slow network. */
  readonly heldBack?: string;
}

let browser: Promise<Browser> | undefined;

/** What a page needs of a server: an address, and accounts only where one signs in. */
type PageServer = Pick<TestServer, 'origin'> & Partial<Pick<TestServer, 'signIn'>>;

/** Opens a page of the server in a context of its own; the browser itself is shared by the run and ends with it. */
export async function openPage(server: PageServer, options: OpenPageOptions = {}): Promise<OpenPage> {
  browser ??= chromium.launch({ executablePath, headless: true, args: flags });
  const { width = 1440, height = 900, language = 'vi', colorScheme = 'light', account, path = '/', heldBack } = options;
  const context = await (await browser).newContext({
    viewport: { width, height },
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme,
    hasTouch: width < 600,
    reducedMotion: 'reduce',
  });
  if (account) {
    if (!server.signIn) throw new Error('This server has no accounts');
    const { cookie } = await server.signIn(account);
    await context.addCookies(cookie.split('; ').map((pair) => cookieOf(pair, server.origin)));
  }
  context.setDefaultTimeout(patienceMilliseconds);
  const page = await context.newPage();
  const consoleErrors: string[] = [];
  const requestedHosts = new Set<string>();
  page.on('console', (message) => message.type() === 'error' && consoleErrors.push(message.text()));
  page.on('pageerror', (error) => consoleErrors.push(String(error)));
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith('http') || protocol.startsWith('ws')) requestedHosts.add(host);
  });
  const { promise: released, resolve: release } = withResolvers();
  if (heldBack !== undefined) {
    await page.route(`**/assets/${heldBack}-*.js`, async (route) => {
      await released;
      await route.continue();
    });
  }
  await page.goto(new URL(path, server.origin).href);
  return { page, consoleErrors, requestedHosts, release, close: () => context.close() };
}

/** A promise and what keeps it; the runtime has none of its own yet. */
export function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function cookieOf(pair: string, url: string): { name: string; value: string; url: string } {
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
}
