import type { methodVi } from './coverage-method-vi.ts';

/** How the numbers of coverage are computed, in English. */
export const methodEn: typeof methodVi = {
  reset: 'Back to the province’s',
  changed: 'Not the province’s values',
  becomes: (from, to) => `${from} → ${to}`,
  set: 'Set for the province',
  setTitle: 'Set the province’s parameters',
  setEffect:
    'From now on everybody sees figures computed with these values. Frozen months stay as they are. The audit says who set them.',
  setConfirm: 'Set for the province',
  setBusy: 'Setting…',
  setDone: 'The province’s parameters are set.',
  province: (value) => `the province uses ${value}`,
  slider: {
    border: 'Distance from the border to a road',
    access: 'Distance from a marker to a road',
    light: 'Reach of a lamp',
    gap: 'Shortest gap listed',
    minutes: 'Travel time',
    visits: 'Walked regularly: at least',
  },
  formula: {
    markers: (told) =>
      `Markers at most ${told.accessMetres} from a ${told.networkKinds} (${told.usableStatuses}), divided by all markers.`,
    network: (told) =>
      `Length of border at most ${told.borderMetres} from a ${told.networkKinds} (${told.usableStatuses}), divided by all its length.`,
    paved: (told) =>
      `Length of ${told.pavedKinds} (${told.usableStatuses}) with a surface of ${told.pavedSurfaces}, divided by the whole length of these roads.`,
    lit: (told) =>
      `Length of ${told.litKinds} (${told.usableStatuses}) at most ${told.lightMetres} from a lamp (${told.workingStatuses}), divided by the whole length of these roads. The reach of a lamp, not its illuminance.`,
    active: (told) =>
      `Length of ${told.activeKinds} (${told.usableStatuses}) that approved tracks went along in the period, each metre counted once, divided by the whole length of these roads. A track is on a road when it is at most ${told.matchMetres} from it and no other road is nearer by ${told.rivalMetres} or more; fixes farther apart than ${told.fixGapMetres} are not joined.`,
  },
  lamps: (told) =>
    `Lamps: all of the post but those ${told.removedStatuses}; those ${told.workingStatuses} are counted as light. Lamps per km: the latter at most ${told.lightMetres} from these roads, each at its nearest road, divided by their length. Apart: the median of the ways along the road between neighbouring lamps.`,
  regular: (told) =>
    `Walked regularly: the share of length with tracks of at least ${told.visitDays} of the period. A day begins at midnight, ${told.dayStartsMinutesEast}.`,
  reachTitle: 'Reach along roads',
  reach: (told) =>
    `Road (${told.usableStatuses}) that the post reaches in ${told.reachMinutes}, measured along roads and not as a circle. Speeds: ${told.speedsKmPerHour}; on foot from the post to the road, from the road to the marker and on any other surface ${told.offRoadKmPerHour}. Ends of roads at most ${told.joinMetres} from another road are joined to it. A place farther than ${told.snapMetres} from every road has no way, which is not 0 minutes. Times and kilometres are both of the quickest way.`,
  effort: (told) =>
    `Sums, unlike coverage: what is walked twice counts twice. Patrol days: one for each patrol and each day (${told.dayStartsMinutesEast}) it moved. Of devices of one patrol running at the same time one counts; fixes farther apart than ${told.fixGapMetres} are not joined, days never. A survey’s track covers a road but is no effort; tracks without a date count for nothing.`,
  all: 'All parameters',
  group: {
    distances: 'Distances',
    counted: 'What is counted',
    tracks: 'Patrol tracks',
    ways: 'Ways and times',
  },
  source: {
    distances: 'Defaults are the programmes’ own targets.',
    counted: 'Defaults are words of the register.',
    tracks: 'Defaults are assumptions about the error of a hand-held GPS receiver; days are local.',
    ways: 'Defaults are assumptions: a motorcycle on roads, on foot on footpaths.',
  },
  parameter: {
    borderMetres: 'Border has a road within',
    accessMetres: 'Marker has a road within',
    lightMetres: 'Reach of a lamp',
    gapMetres: 'Gaps are listed from',
    networkKinds: 'Roads that cover border and markers',
    pavedKinds: 'Roads asked whether paved',
    litKinds: 'Roads asked whether lit',
    activeKinds: 'Roads asked whether patrolled',
    pavedSurfaces: 'Paved surfaces',
    usableStatuses: 'Usable roads',
    workingStatuses: 'Lamps that give light',
    removedStatuses: 'Lamps left out',
    matchMetres: 'Track is on a road within',
    rivalMetres: 'Gives way to a road nearer by',
    fixGapMetres: 'Fixes not joined beyond',
    visitDays: 'Walked regularly from',
    dayStartsMinutesEast: 'Time zone of a day',
    joinMetres: 'Ends of roads joined within',
    snapMetres: 'Farthest place from a road',
    speedsKmPerHour: 'Speed by surface',
    offRoadKmPerHour: 'Speed on foot, off the road',
    reachMinutes: 'Reach that is drawn',
  },
  origin: { default: 'default', province: 'set by the province', tried: 'tried here' },
  nothing: 'none',
  administrator:
    'Parameters without a slider are set by a reviewer or administrator over the API (PUT /api/coverage/parameters), which the audit records.',
  exact:
    'Computed as chainage intervals on the WGS 84 ellipsoid; nothing is approximated by buffers. Only approved data count.',
  basis: 'Basis',
  asOf: 'As of',
  period: 'Patrol period',
  wholeTime: 'all time',
  fromTo: (from, to) => `${from} to ${to}`,
  dataVersion: 'Data version',
  rows: 'Features used',
  where: 'Computed',
  browser: 'in this browser, with the very functions of the server',
  server: 'on the server',
};
