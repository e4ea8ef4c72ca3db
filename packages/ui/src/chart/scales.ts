import { scaleLinear, scaleTime } from '@visx/scale';
import { valueRange } from './series';
import type { ChartLine, ChartThreshold } from './series';

/** Width and height of a drawing in pixels. */
export type Size = { width: number; height: number };

/** From this width on there is room for labels beside the lines. */
const WIDE = 520;
const LABELS = 118;

/** The part of a drawing that the lines are in. */
export type Area = {
  top: number;
  right: number;
  bottom: number;
  left: number;
  /** Whether labels stand beside the lines rather than on them. */
  beside: boolean;
};

/** Where the lines of a drawing are, in its pixels. */
export function areaOf({ width, height }: Size): Area {
  const beside = width >= WIDE;
  const left = 56;
  return {
    top: 20,
    left,
    right: Math.max(left + 1, width - (beside ? LABELS : 20)),
    bottom: height - 26,
    beside,
  };
}

/** Turns moments and values into pixels. */
export type Scales = {
  x: ReturnType<typeof scaleTime<number>>;
  y: ReturnType<typeof scaleLinear<number>>;
};

/** The scales of a drawing, which hold its thresholds too. */
export function scalesOf(input: {
  area: Area;
  range: [number, number];
  lines: readonly ChartLine[];
  thresholds: readonly ChartThreshold[];
  include: readonly number[];
}): Scales {
  const { area, range, lines, thresholds, include } = input;
  const also = [...thresholds.map(({ value }) => value), ...include];
  return {
    x: scaleTime({ domain: range, range: [area.left, area.right] }),
    y: scaleLinear({
      domain: valueRange(lines, also),
      range: [area.bottom, area.top],
      nice: 4,
    }),
  };
}

/** How many moments an axis has room for. */
export function timeTicks({ left, right }: Area): number {
  return Math.max(2, Math.min(8, Math.floor((right - left) / 56)));
}
