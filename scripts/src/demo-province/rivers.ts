import { type Place, toPlace } from './frame.ts';
import { cornersCut } from './polyline.ts';

// Rough courses through the towns they pass, so that towns stand in valleys; the detail comes from the generated relief.
const courses: readonly (readonly (readonly [longitude: number, latitude: number])[])[] = [
  [
    [107.24, 21.63],
    [107.12, 21.62],
    [107.04, 21.68],
    [106.93, 21.755],
    [106.86, 21.8],
    [106.765, 21.85],
    [106.71, 21.9],
    [106.63, 21.93],
    [106.6, 22.0],
    [106.612, 22.058],
    [106.55, 22.15],
    [106.47, 22.252],
    [106.55, 22.29],
    [106.7, 22.3],
    [106.85, 22.35],
    [107.37, 22.38],
  ],
  [
    [106.37, 21.93],
    [106.37, 22.0],
    [106.43, 22.12],
    [106.47, 22.252],
  ],
  [
    [106.69, 21.75],
    [106.578, 21.657],
    [106.503, 21.573],
    [106.4, 21.47],
    [106.2, 21.28],
  ],
  [
    [106.3, 21.88],
    [106.26, 21.72],
    [106.31, 21.6],
    [106.345, 21.505],
    [106.4, 21.46],
  ],
  [
    [107.11, 21.56],
    [107.03, 21.45],
    [106.85, 21.335],
    [106.57, 21.374],
    [106.4, 21.2],
  ],
  [
    [106.955, 21.7],
    [106.94, 21.74],
  ],
  [
    [107.0, 21.83],
    [106.96, 21.79],
    [106.925, 21.758],
  ],
];

/** The main valleys of the demonstration province, as lines through them. */
export const riverCourses: readonly (readonly Place[])[] = courses.map((course) =>
  cornersCut(
    course.map(([longitude, latitude]) => toPlace(longitude, latitude)),
    4,
  ),
);
