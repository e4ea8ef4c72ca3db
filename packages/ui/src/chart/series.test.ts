import {
  moments,
  nearest,
  spread,
  timeRange,
  valueAt,
  valueRange,
} from './series';
import type { ChartLine } from './series';

const line = (points: ChartLine['points']): ChartLine => ({
  key: 'left',
  label: 'left',
  role: 'main',
  points,
});

describe('valueRange', () => {
  it('holds every finite value and what is to be included', () => {
    const lines = [
      line([
        [0, 2],
        [1, null],
        [2, NaN],
        [3, 5],
      ]),
    ];
    expect(valueRange(lines, [0])).toEqual([0, 5]);
  });

  it('has a height for one value and for none', () => {
    expect(valueRange([line([[0, 3]])], [])).toEqual([2.5, 3.5]);
    expect(valueRange([line([])], [])).toEqual([0, 1]);
  });
});

describe('timeRange', () => {
  it('spans all lines, and is not there for a single moment', () => {
    expect(timeRange([line([[5, 1]]), line([[9, 1]])])).toEqual([5, 9]);
    expect(timeRange([line([[5, 1]])])).toBeUndefined();
    expect(timeRange([])).toBeUndefined();
  });
});

describe('moments', () => {
  it('gives each moment once, in order', () => {
    expect(
      moments([
        line([
          [2, 1],
          [1, 1],
        ]),
        line([[2, 3]]),
      ]),
    ).toEqual([1, 2]);
  });
});

describe('valueAt', () => {
  const sloped = line([
    [0, 0],
    [10, 10],
    [20, null],
    [30, 5],
  ]);

  it('lies between two points', () => {
    expect(valueAt(sloped, 4)).toBe(4);
    expect(valueAt(sloped, 10)).toBe(10);
  });

  it('knows no value in a gap or outside', () => {
    expect(valueAt(sloped, 15)).toBeNull();
    expect(valueAt(sloped, 20)).toBeNull();
    expect(valueAt(sloped, -1)).toBeNull();
    expect(valueAt(sloped, 31)).toBeNull();
  });
});

describe('nearest', () => {
  it('finds the moment beside the pointer', () => {
    expect(nearest([0, 10, 20], 14)).toBe(1);
    expect(nearest([0, 10, 20], 16)).toBe(2);
    expect(nearest([0, 10, 20], -5)).toBe(0);
  });
});

describe('spread', () => {
  it('moves labels apart and keeps their order', () => {
    expect(spread([50, 48, 100], 14)).toEqual([62, 48, 100]);
  });
});
