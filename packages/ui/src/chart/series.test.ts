import {
  lonely,
  moments,
  newestOf,
  timeRange,
  valueAt,
  valueRange,
  withGaps,
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
  it('spans all lines, and has a width for a single moment', () => {
    expect(timeRange([line([[5, 1]]), line([[9, 1]])])).toEqual([5, 9]);
    expect(timeRange([line([[5, 1]])])).toEqual([4, 6]);
  });

  it('is not there without a value', () => {
    expect(timeRange([])).toBeUndefined();
    expect(timeRange([line([[5, null]])])).toBeUndefined();
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

describe('withGaps', () => {
  it('does not join points that are further apart than allowed', () => {
    const [cut] = withGaps([
      {
        ...line([
          [0, 1],
          [10, 1],
          [40, 1],
        ]),
        gapMs: 15,
      },
    ]);
    expect(cut?.points).toEqual([
      [0, 1],
      [10, 1],
      [25, null],
      [40, 1],
    ]);
  });

  it('takes what is no number for a gap', () => {
    const [cut] = withGaps([
      line([
        [0, NaN],
        [1, Infinity],
        [2, 3],
      ]),
    ]);
    expect(cut?.points.map(([, value]) => value)).toEqual([null, null, 3]);
  });
});

describe('lonely', () => {
  it('finds the points that no line would show', () => {
    expect(
      lonely([
        [0, 1],
        [1, null],
        [2, 2],
        [3, null],
        [4, 3],
        [5, 4],
      ]),
    ).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });
});

describe('newestOf', () => {
  const measured = line([
    [5, 1],
    [7, null],
  ]);
  const even = { ...line([[9, 0]]), role: 'reference' as const };

  it('is the newest value that was measured, not of a line beside it', () => {
    expect(newestOf([measured, even])).toBe(5);
    expect(newestOf([even])).toBe(9);
  });
});
