import Flatbush from 'flatbush';
import type { LineNetwork } from './line-network.ts';

/**
 * A packed R-tree over the segments of a network, in the candidate plane of `point-grid.ts`. Lines of uneven length favour
 * a tree over a grid. Build it once and keep it: at 600,000 segments the build costs five times the question.
 */
export interface SegmentIndex {
  readonly network: LineNetwork;
  /** First vertex of each indexed segment. */
  readonly vertices: Uint32Array;
  readonly tree: Flatbush | null;
  readonly xScale: number;
  readonly slack: number;
}

/** Indexes every segment of the lines `keep` accepts (all when left out); segments of zero length count, they still reach. */
export function indexSegments(network: LineNetwork, keep?: (line: number) => boolean): SegmentIndex {
  const { longitude, arc, parallel, count } = network.positions;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let vertex = 0; vertex < count; vertex++) {
    least = Math.min(least, parallel[vertex] as number);
    most = Math.max(most, parallel[vertex] as number);
  }
  const xScale = count > 0 ? (least + most) / 2 : 1;
  const vertices = new Uint32Array(count);
  let segments = 0;
  for (let line = 0; line < network.lineCount; line++) {
    if (keep && !keep(line)) continue;
    const end = network.lineStarts[line + 1] as number;
    for (let vertex = network.lineStarts[line] as number; vertex < end; vertex++) {
      if (network.startsSegment[vertex] === 1) vertices[segments++] = vertex;
    }
  }
  if (segments === 0) return { network, vertices: vertices.slice(0, 0), tree: null, xScale, slack: 1 };
  const tree = new Flatbush(segments);
  for (let segment = 0; segment < segments; segment++) {
    const vertex = vertices[segment] as number;
    const x0 = (longitude[vertex] as number) * xScale;
    const x1 = (longitude[vertex + 1] as number) * xScale;
    const y0 = arc[vertex] as number;
    const y1 = arc[vertex + 1] as number;
    tree.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }
  tree.finish();
  return { network, vertices: vertices.slice(0, segments), tree, xScale, slack: xScale / least };
}
