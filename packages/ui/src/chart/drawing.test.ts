import { toneColors } from '../components/tones';
import { moved, nearest } from './cursor';
import { labelsOf, markerLabels, spread } from './labels';
import { areaOf, scalesOf } from './scales';
import type { ChartLine } from './series';
import { strokesOf } from './strokes';
import { summaryOf, tickWriter } from './words';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse('2026-11-01T00:00:00Z');

const line = (label: string, last: number): ChartLine => ({
  key: label,
  label,
  role: 'main',
  points: [
    [start, 0],
    [start + DAY, last],
  ],
});

function labels(width: number) {
  const area = areaOf({ width, height: 220 });
  const lines = [line('left', 1), line('even spending', 1)];
  const thresholds = [{ value: 1, label: 'page' }];
  const range: [number, number] = [start, start + DAY];
  const scales = scalesOf({ area, range, lines, thresholds, include: [0] });
  return { area, all: labelsOf({ area, width, scales, lines, thresholds }) };
}

describe('labels', () => {
  it.each([300, 480, 900])('stand apart and inside at %d pixels', width => {
    const { area, all } = labels(width);
    expect(all.map(({ text }) => text)).toEqual([
      'left',
      'even spending',
      'page',
    ]);
    const sides = new Map<string, number[]>();
    for (const { x, y } of all) {
      sides.set(`${x}`, [...(sides.get(`${x}`) ?? []), y]);
      expect(y).toBeGreaterThanOrEqual(area.top - 9);
      expect(y).toBeLessThanOrEqual(area.bottom);
    }
    for (const ys of sides.values()) {
      ys.sort((a, b) => a - b);
      ys.slice(1).forEach((y, index) =>
        expect(y - (ys[index] ?? 0)).toBeGreaterThanOrEqual(13.9),
      );
    }
  });

  it('keep their order when they are moved', () => {
    expect(spread([50, 48, 100], 14, [0, 200])).toEqual([62, 48, 100]);
  });

  it('move up where there is no room below', () => {
    expect(spread([95, 96], 14, [0, 100])).toEqual([86, 100]);
  });

  it('of markers leave out what another would cover, and turn at the edge', () => {
    const area = areaOf({ width: 400, height: 220 });
    const placed = markerLabels(
      [100, 110, 375].map(at => ({ at, label: '1.8.2' })),
      { area, x: at => at },
    );
    expect(placed.map(({ x, anchor }) => [x, anchor])).toEqual([
      [104, 'start'],
      [371, 'end'],
    ]);
  });
});

describe('the cursor', () => {
  it('finds the moment beside the pointer', () => {
    expect(nearest([0, 10, 20], 14)).toBe(1);
    expect(nearest([0, 10, 20], 16)).toBe(2);
    expect(nearest([0, 10, 20], -5)).toBe(0);
  });

  it('is moved by its keys alone, and not over the ends', () => {
    expect(moved('ArrowRight', 3, 3)).toBe(3);
    expect(moved('ArrowLeft', 3, 3)).toBe(2);
    expect(moved('PageDown', 3, 20)).toBe(0);
    expect(moved('PageUp', 3, 20)).toBe(13);
    expect(moved('End', 3, 20)).toBe(20);
    expect(moved('Tab', 3, 20)).toBeUndefined();
  });
});

describe('ticks', () => {
  const at = start + 14 * HOUR;

  it('are days over weeks, in the zone of the reader', () => {
    const range = [start, start + 30 * DAY] as const;
    expect(tickWriter(range, 'UTC')(at)).toBe('1 Nov');
    expect(tickWriter(range, 'Asia/Tokyo')(at + 2 * HOUR)).toBe('2 Nov');
  });

  it('are hours over days, with the day at midnight', () => {
    const write = tickWriter([start, start + 2 * DAY], 'UTC');
    expect(write(at)).toBe('14:00');
    expect(write(start)).toBe('1 Nov');
  });

  it('are months over years', () => {
    expect(tickWriter([start - 800 * DAY, start], 'UTC')(at)).toBe('Nov 2026');
  });
});

describe('the summary', () => {
  it('tells what a line came to, and not what is only held against it', () => {
    const chart = {
      lines: [
        line('left', 0.4),
        { ...line('even', 0), role: 'reference' as const },
      ],
      thresholds: [],
      markers: [{ at: start, label: '1.8.2' }],
      formatValue: (value: number) => `${value * 100} %`,
    };
    expect(summaryOf(chart)).toMatch(
      /^left: 40 % at last, 0 % to 40 %\. Marked: 1\.8\.2, 1 Nov 2026/,
    );
  });
});

it.each(['light', 'dark'] as const)(
  'lines of the %s theme differ by more than their color',
  theme => {
    const strokes = Object.values(strokesOf(toneColors[theme]));
    const dashes = strokes.map(
      ({ strokeDasharray = '', strokeWidth }) =>
        `${strokeDasharray} ${strokeWidth}`,
    );
    expect(new Set(dashes).size).toBe(strokes.length);
  },
);
