import { expect, it } from 'vitest';
import { statedAccuracyMetres } from './stated-accuracy.ts';

it('finds the accuracy of a place by what devices and people call it, and no other', () => {
  for (const name of ['accuracy', 'Accuracy', 'hAcc', 'horizontalAccuracy', 'horizontal_accuracy', 'gps_accuracy']) {
    expect(statedAccuracyMetres({ name: 'x', [name]: 312 }), name).toBe(312);
  }
  for (const name of ['Độ chính xác', 'Độ chính xác (m)', 'place-Accuracy', 'Accuracy (m)']) {
    expect(statedAccuracyMetres({ [name]: '31,5 m' }), name).toBe(31.5);
  }
  for (const name of ['verticalAccuracy', 'altitude_accuracy', 'account', 'accumulated', 'inaccuracy']) {
    expect(statedAccuracyMetres({ [name]: 312 }), name).toBeUndefined();
  }
  expect(statedAccuracyMetres({ accuracy: '' })).toBeUndefined();
  expect(statedAccuracyMetres({ accuracy: null })).toBeUndefined();
});
