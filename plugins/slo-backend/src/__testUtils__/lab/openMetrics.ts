/** A series, with times in seconds. */
export type RawSeries = {
  name: string;
  labels: Readonly<Record<string, string>>;
  points: ReadonlyArray<readonly [at: number, value: number]>;
};

function plain(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
}

/** Series as a text in the OpenMetrics format. */
export function openMetrics(all: readonly RawSeries[]): string {
  const sorted = [...all].sort((a, b) => a.name.localeCompare(b.name));
  const lines = sorted.flatMap(({ name, labels, points }) => {
    const set = Object.entries(labels).map(
      ([label, value]) => `${label}=${JSON.stringify(value)}`,
    );
    const series = `${name}{${set.join(',')}}`;
    return points.map(([at, value]) => `${series} ${plain(value)} ${at}`);
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
