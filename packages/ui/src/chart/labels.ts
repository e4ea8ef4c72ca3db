import { middleTruncate } from '../format/truncate';
import type { Area, Scales } from './scales';
import { lastKnown } from './series';
import type { ChartLine, ChartMarker, ChartThreshold } from './series';

const LINE = 14;
/** So far a label stands above its line, where it stands on it. */
const ABOVE = 9;
const CHARACTER = 6.6;

/** A label, at the middle of its text's height. */
export type Label = {
  key: string;
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'end';
};

/**
 * Moves labels that stand on each other apart, in their order, and keeps all
 * of them within bounds as far as they have room.
 */
export function spread(
  wanted: readonly number[],
  distance: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = wanted
    .map((y, index) => ({ y, index }))
    .sort((a, b) => a.y - b.y || a.index - b.index);
  const placed = [...wanted];
  let free = low;
  for (const { y, index } of order) {
    placed[index] = Math.max(y, free);
    free = (placed[index] ?? y) + distance;
  }
  let ceiling = high;
  for (const { index } of order.reverse()) {
    placed[index] = Math.min(placed[index] ?? ceiling, ceiling);
    ceiling = (placed[index] ?? ceiling) - distance;
  }
  return placed;
}

function cut(text: string, width: number): string {
  return middleTruncate(text, Math.max(4, Math.floor(width / CHARACTER)));
}

type Named = { key: string; label: string; y: number };

function ends(lines: readonly ChartLine[], { y }: Scales): Named[] {
  return lines.flatMap(({ key, label, points }) => {
    const last = lastKnown(points);
    return last ? [{ key, label, y: y(last[1]) }] : [];
  });
}

/** What a threshold is called among labels. */
export const thresholdKey = ({ value, label }: ChartThreshold) =>
  `threshold ${value} ${label}`;

/** Labels of lines and thresholds: beside them, or on them where it is narrow. */
export function labelsOf(input: {
  area: Area;
  width: number;
  scales: Scales;
  lines: readonly ChartLine[];
  thresholds: readonly ChartThreshold[];
}): Label[] {
  const { area, width, scales, lines, thresholds } = input;
  const named = ends(lines, scales);
  const held = thresholds.map(one => ({
    key: thresholdKey(one),
    label: one.label,
    y: scales.y(one.value),
  }));
  const bounds = [area.top - ABOVE, area.bottom] as const;
  if (area.beside) {
    const all = [...named, ...held];
    const ys = all.map(({ y }) => y);
    return labelled(all, spread(ys, LINE, bounds), {
      x: area.right + 8,
      anchor: 'start',
      room: width - area.right - 8,
    });
  }
  const room = (area.right - area.left) / 2;
  const above = (all: Named[]) => {
    const ys = all.map(({ y }) => y - ABOVE);
    return spread(ys, LINE, bounds);
  };
  return [
    ...labelled(named, above(named), {
      x: area.right - 2,
      anchor: 'end',
      room,
    }),
    ...labelled(held, above(held), { x: area.left + 4, anchor: 'start', room }),
  ];
}

function labelled(
  named: readonly Named[],
  ys: readonly number[],
  { x, anchor, room }: Pick<Label, 'x' | 'anchor'> & { room: number },
): Label[] {
  return named.map(({ key, label, y }, index) => ({
    key,
    text: cut(label, room),
    x,
    y: ys[index] ?? y,
    anchor,
  }));
}

/** Labels of markers, at the top; one that another would cover is left out. */
export function markerLabels(
  markers: readonly ChartMarker[],
  { area, x }: { area: Area; x: (at: number) => number },
): Label[] {
  let free = -Infinity;
  return [...markers]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, label }): Label[] => {
      const text = middleTruncate(label, 18);
      const width = text.length * CHARACTER;
      const place = x(at);
      const turned = place + width > area.right;
      const from = turned ? place - width - 4 : place + 4;
      if (from < free) return [];
      free = from + width + 4;
      return [
        {
          key: `${at} ${label}`,
          text,
          x: turned ? place - 4 : place + 4,
          y: area.top,
          anchor: turned ? 'end' : 'start',
        },
      ];
    });
}
