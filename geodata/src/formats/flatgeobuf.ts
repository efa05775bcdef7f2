import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { ByteSource } from './byte-source.ts';
import { type FlatHeader, readFlatFeature, readFlatHeader } from './flatgeobuf-feature.ts';
import { indexBytes, longestHeaderBytes, magic } from './flatgeobuf-layout.ts';
import { defaultReadLimits, type Format, type ReadBatch, type SourceFeature } from './format.ts';

/**
 * FlatGeobuf 3 (and 2), indexed or not, read front to back. The `flatgeobuf` package is the yardstick of the tests but not the
 * reader: it stops a whole file at one bad value or missing geometry (TypeError), takes a false header length for an empty
 * file, never ends on an index over no features, and believes every length in a hostile message.
 */
export const flatgeobuf: Format = {
  name: 'flatgeobuf',
  title: say('FlatGeobuf', 'FlatGeobuf'),
  extensions: ['.fgb'],
  detect: (firstBytes) => magic.slice(0, 3).every((byte, at) => firstBytes[at] === byte),
  async *read(bytes, limits = defaultReadLimits) {
    const source = new ByteSource(bytes);
    const failed = (issue: Issue): ReadBatch => ({ features: [], issues: [issue], bytesRead: source.bytesTaken });
    const start = await source.take(magic.length + 4);
    if (!start) {
      yield failed({
        code: source.bytesSeen === 0 ? 'file-empty' : 'file-truncated',
        severity: 'error',
        context: { read: 0 },
      });
      return;
    }
    // Version 2 differs in nothing that is read here; older ones are drafts.
    if (!flatgeobuf.detect(start) || (start[3] !== 3 && start[3] !== 2)) {
      yield failed(unreadable('not-flatgeobuf', 0));
      return;
    }
    const headerBytes = new DataView(start.buffer, start.byteOffset).getUint32(magic.length, true);
    if (headerBytes < 8 || headerBytes > longestHeaderBytes) {
      yield failed(unreadable('header', magic.length));
      return;
    }
    const message = await source.take(headerBytes);
    if (!message) {
      yield failed({ code: 'file-truncated', severity: 'error', context: { read: 0 } });
      return;
    }
    const header = soundHeader(message);
    if (!header) {
      yield failed(unreadable('header', magic.length));
      return;
    }
    yield {
      features: [],
      issues: [],
      bytesRead: source.bytesTaken,
      ...(header.statedCrs !== null && { statedCrs: header.statedCrs }),
      ...(header.featuresCount > 0 && { announcedFeatures: header.featuresCount }),
    };
    if (
      header.indexNodeSize > 0 &&
      !(await source.skip(indexBytes(header.featuresCount, Math.max(header.indexNodeSize, 2))))
    ) {
      yield failed({ code: 'file-truncated', severity: 'error', context: { read: 0 } });
      return;
    }
    yield* readFeatures(source, header, limits.featureBytes);
  },
};

async function* readFeatures(
  source: ByteSource,
  header: FlatHeader,
  featureBytes: number,
): AsyncGenerator<ReadBatch, void, void> {
  let index = 0;
  let features: SourceFeature[] = [];
  let issues: Issue[] = [];
  let ended = false;
  while (!ended) {
    const size = source.peek(4) ?? (await source.fill(4));
    if (!size || size.length < 4) {
      ended = true;
      const missing = header.featuresCount > 0 && index < header.featuresCount;
      if (size?.length || missing) {
        issues.push({ code: 'file-truncated', severity: 'error', context: { read: index } });
      }
    } else {
      const length = 4 + new DataView(size.buffer, size.byteOffset).getUint32(0, true);
      if (length > featureBytes) {
        ended = true;
        issues.push(unreadable('feature-too-large', source.bytesTaken));
      } else {
        const message = source.takeHeld(length) ?? (await source.take(length));
        if (!message) {
          ended = true;
          issues.push({ code: 'file-truncated', severity: 'error', context: { read: index } });
        } else {
          try {
            features.push({ index, id: null, ...readFlatFeature(message, header) });
          } catch {
            const context = { reason: 'broken-message' };
            issues.push({ code: 'feature-unreadable', severity: 'error', feature: index, context });
          }
          index++;
        }
      }
    }
    if (ended || features.length + issues.length >= 2000 || source.held === 0) {
      yield { features, issues, bytesRead: source.bytesTaken };
      features = [];
      issues = [];
    }
  }
}

/** The header, or null when the message is broken or its numbers make no sense. */
function soundHeader(message: Uint8Array): FlatHeader | null {
  const prefixed = new Uint8Array(4 + message.length);
  prefixed.set(message, 4);
  try {
    const header = readFlatHeader(prefixed);
    return Number.isSafeInteger(header.featuresCount) && header.featuresCount < 2 ** 40 ? header : null;
  } catch {
    return null;
  }
}

const unreadable = (reason: string, offset: number): Issue => ({
  code: 'file-unreadable',
  severity: 'error',
  context: { reason, offset },
});
