const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const unknown = 'unknown';

const units = [
  { ms: DAY, short: 'd' },
  { ms: HOUR, short: 'h' },
  { ms: MINUTE, short: 'm' },
  { ms: SECOND, short: 's' },
];

/** Writes a duration with its two largest units: `26 m 41 s`. @public */
export function formatDuration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return unknown;
  if (ms < 0) return `\u2212${formatDuration(-ms)}`;
  const whole = Math.floor(ms / SECOND) * SECOND;
  const first = units.findIndex(unit => whole >= unit.ms);
  const [large, small] = units.slice(first === -1 ? 3 : first);
  if (!large) return '0 s';
  const count = Math.floor(whole / large.ms);
  const rest = small ? Math.floor((whole % large.ms) / small.ms) : 0;
  const head = `${count} ${large.short}`;
  return rest > 0 && small ? `${head} ${rest} ${small.short}` : head;
}

/** Writes an estimate: `about 21 min`. @public */
export function aboutDuration(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) return unknown;
  if (ms < 45 * SECOND) return 'less than a minute';
  if (ms < 90 * MINUTE)
    return `about ${Math.max(1, Math.round(ms / MINUTE))} min`;
  if (ms < 36 * HOUR) return `about ${Math.round(ms / HOUR)} h`;
  return `about ${Math.round(ms / DAY)} d`;
}

/** Writes a span with one unit: `9 s`, `4 min`, `26 h`, `3 d`. @public */
export function formatSpan(ms: number | undefined): string {
  if (ms === undefined || !Number.isFinite(ms)) return unknown;
  const span = Math.abs(ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < 2 * DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}
