import { useId } from 'react';

/** One stretch of the hedge, in pixels: where each culm stands and how tall it is. Drawn from a list, the same every time. */
const culms = [
  { x: 14, height: 250 },
  { x: 46, height: 330 },
  { x: 78, height: 210 },
  { x: 108, height: 376 },
  { x: 142, height: 284 },
  { x: 174, height: 340 },
  { x: 204, height: 232 },
  { x: 238, height: 306 },
] as const;
const stretch = 256;
const ground = 420;
const culmWidth = 9;
const nodeEvery = 58;

/** A bamboo hedge along the foot of the page. */
export function HedgePicture() {
  const pattern = useId();
  return (
    <svg className="hedge" width="100%" height={ground} aria-hidden="true">
      <defs>
        <pattern id={pattern} width={stretch} height={ground} patternUnits="userSpaceOnUse">
          {culms.map(({ x, height }) => (
            <path key={x} d={culm(x, ground - height)} />
          ))}
          {culms.flatMap(({ x, height }, index) =>
            // Leaves reach over the edge of the stretch and so are drawn from the neighbouring ones as well.
            [x - stretch, x, x + stretch].map((copy) => (
              <path key={copy} d={leaves(copy, ground - height, index % 2 === 0 ? 1 : -1)} />
            )),
          )}
          <path className="hedge-band" d={`M-4 ${ground - 150}h${stretch + 8}v11h-${stretch + 8}z`} />
          <path className="hedge-band" d={`M-4 ${ground - 62}h${stretch + 8}v11h-${stretch + 8}z`} />
        </pattern>
      </defs>
      <rect width="100%" height={ground} fill={`url(#${pattern})`} />
    </svg>
  );
}

/** One culm as its segments, each a little apart from the next: the gaps are the nodes. */
function culm(x: number, top: number): string {
  const parts: string[] = [];
  for (let y = top; y < ground; y += nodeEvery) {
    parts.push(`M${x - culmWidth / 2} ${y}h${culmWidth}v${Math.min(nodeEvery - 3.5, ground - y)}h-${culmWidth}z`);
  }
  return parts.join('');
}

/** Two leaves at the top and one at the first node, to the left or the right. */
function leaves(x: number, y: number, side: 1 | -1): string {
  const leaf = (startY: number, toX: number, toY: number) =>
    `M${x} ${startY}q${toX * 0.15} ${toY * 0.85} ${toX} ${toY}q${toX * -0.25} ${toY * -0.95} ${-toX} ${-toY}z`;
  return [leaf(y, side * 30, -26), leaf(y + 2, side * -20, -30), leaf(y + nodeEvery, side * -34, -18)].join('');
}
