/** Tiles that a reading looks at: six hours of them, and the one that is being written. */
const TILES = 73;
const TILE_SECONDS = 300;
/** Points of what is read as it is now; some lie ahead, because a measurement takes a while. */
const NOW = [-2, -1, 0, 1, 2];
const EVENTS = 3_000;
const BAD = 2;

/** More text at once would not fit into one string. */
const AT_ONCE = 2_500;

const RATIOS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];
/** What the rules record besides, and a reading does not ask for. */
const BESIDES = [
  'slo:sli_total:rate5m',
  'slo:sli_bad:rate5m',
  'slo:objective:ratio',
  'slo:error_budget:ratio',
  'slo:time_period:days',
  'slo:current_burn_rate:ratio',
  'slo:period_error_budget_consumed:ratio',
  'slo:period_error_budget_remaining:ratio',
];

/** Name of one of the measured objectives. */
export const idOf = (index: number) => `service-${index}-availability`;

/**
 * What the rules of so many objectives have recorded, as texts in the
 * OpenMetrics format. The last objective has had no tile for an hour.
 */
export function recordedSeries(objectives: number, now: number): string[] {
  const tile = Math.floor(now / 1000 / TILE_SECONDS) * TILE_SECONDS;
  const texts: string[] = [];
  for (let from = 0; from < objectives; from += AT_ONCE) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(objectives, from + AT_ONCE); i++) {
      const newest = i === objectives - 1 ? tile - 3600 : tile;
      lines.push(...linesOf(i, { tile, newest }));
    }
    lines.push('# EOF', '');
    texts.push(lines.join('\n'));
  }
  return texts;
}

function linesOf(
  index: number,
  { tile, newest }: { tile: number; newest: number },
): string[] {
  const service = `service-${index}`;
  const labels =
    `slo_id="${idOf(
      index,
    )}",slo_name="Availability",slo_service="${service}",` +
    `entity_ref="component:default/${service}",environment="prod",` +
    `team="team-${index % 50}",spec_hash="0123456789ab"`;
  const points = (
    name: string,
    value: string | number,
    { at, more = '' }: { at: readonly number[]; more?: string },
  ) => at.map(time => `${name}{${labels}${more}} ${value} ${time}`);
  const recent = NOW.map(step => tile + step * TILE_SECONDS);
  const tiles = Array.from(
    { length: TILES },
    (_, back) => newest - (TILES - 1 - back) * TILE_SECONDS,
  );
  const described =
    ',objective="99.9",window="30d",budgeting_method="Occurrences",' +
    'weighting="events",generator="greenlight",version="1"';
  return [
    ...points('slo:info', 1, { at: recent, more: described }),
    ...points('slo:total_events:increase5m', EVENTS, { at: tiles }),
    ...points('slo:bad_events:increase5m', BAD, { at: tiles }),
    ...points('slo:total_events:sum30d', EVENTS * 8_640, { at: recent }),
    ...points('slo:bad_events:sum30d', BAD * 8_640, { at: recent }),
    ...points('slo:window_coverage:ratio', 1, { at: recent }),
    ...RATIOS.flatMap(window =>
      points(`slo:sli_error:ratio_rate${window}`, BAD / EVENTS, {
        at: recent,
        more: `,slo_window="${window}"`,
      }),
    ),
    ...BESIDES.flatMap(name => points(name, 1, { at: [tile] })),
  ];
}
