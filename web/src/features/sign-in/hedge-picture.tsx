/** A row of bamboo along the foot of the page, drawn from a fixed list so that it is the same every time. */
const culms = [
  [4, 58],
  [9, 74],
  [15, 50],
  [21, 88],
  [28, 66],
  [34, 79],
  [41, 54],
  [47, 92],
  [54, 70],
  [60, 60],
  [67, 84],
  [73, 52],
  [80, 76],
  [86, 64],
  [92, 90],
  [98, 57],
] as const;
const nodeEvery = 13;

export function HedgePicture() {
  return (
    <svg className="hedge" viewBox="0 0 102 100" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      {culms.map(([x, height]) => (
        <path key={x} d={culm(x, height)} />
      ))}
      {culms.map(([x, height], index) => (
        <path key={x} d={leaf(x, 100 - height, index % 2 === 0 ? 1 : -1)} />
      ))}
      <path className="hedge-band" d="M-2 82.500 104 74v3.200L-2 85.700z" />
      <path className="hedge-band" d="M-2 68 104 76.500v3.200L-2 71.200z" />
    </svg>
  );
}

/** One culm as its segments, each a little apart from the next: the gaps are the nodes. */
function culm(x: number, height: number): string {
  const parts: string[] = [];
  for (let top = 100 - height; top < 100; top += nodeEvery) {
    parts.push(`M${x - 0.9} ${top}h1.800v${Math.min(nodeEvery - 0.7, 100 - top)}h-1.800z`);
  }
  return parts.join('');
}

const leaf = (x: number, y: number, side: 1 | -1) =>
  `M${x} ${y}c${side * 0.6}-3.500 ${side * 2.6}-5.600 ${side * 6}-6.200c${side * -0.3} 3.400 ${side * -2.4} 5.600 ${side * -6} 6.200zM${x} ${y + nodeEvery}c${side * -0.5}-2.600 ${side * -2}-4.200 ${side * -4.6}-4.800c${side * 0.2} 2.700 ${side * 1.8} 4.300 ${side * 4.6} 4.800z`;
