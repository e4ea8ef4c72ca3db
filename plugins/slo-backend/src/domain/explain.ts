import { remainingScaled } from '@greenlight/backstage-plugin-slo-common';
import type {
  Budget,
  Burn,
  Evidence,
  Explanation,
  Forecast,
  Measured,
  ObjectiveDetail,
} from '@greenlight/backstage-plugin-slo-common';
import { quotedText } from './promql';
import { BAD_TILE, TILE, tiles } from './queries';

const SRE =
  'Google SRE workbook: "Implementing SLOs" (budget) and "Alerting on SLOs" (burn rate).';

type Told = Omit<ObjectiveDetail, 'explanations'>;
type Link = (query: string) => string | undefined;

/** How each number on the page came about. */
export function explain(detail: Told, linkTo: Link): Explanation[] {
  const read = evidenceFrom(detail, linkTo);
  return [
    ...budgetExplanations(detail, read),
    ...detail.burns.map(burn => burnExplanation(burn, detail, read)),
    ...forecastExplanations(detail, read),
  ];
}

type Read = ReturnType<typeof evidenceFrom>;

function evidenceFrom({ objective, budget }: Told, linkTo: Link) {
  const { id, target, window, entityRef, environment } = objective;
  const whose = `{slo_id=${quotedText(id)},entity_ref=${quotedText(
    entityRef,
  )},environment=${quotedText(environment)}}`;
  const newestAt = budget.state === 'measured' ? budget.newestAt : undefined;
  const from = (
    symbol: string,
    meaning: string,
    value: number | undefined,
    unit: Evidence['unit'],
    query: string,
  ): Evidence => ({
    symbol,
    meaning,
    value,
    unit,
    query,
    ...(newestAt && { newestAt }),
    ...(linkTo(query) && { url: linkTo(query) }),
  });
  const events = budget.state === 'measured' ? budget.events : undefined;
  return {
    bad: from(
      'bad',
      `bad events within ${window.text}`,
      events?.bad,
      'events',
      `slo:bad_events:sum${window.text}${whose}`,
    ),
    total: from(
      'total',
      `all events within ${window.text}`,
      events?.total,
      'events',
      `slo:total_events:sum${window.text}${whose}`,
    ),
    budget: {
      symbol: 'B',
      meaning: `share that may fail: 1 − ${target.ratio.text}`,
      value: target.budget.value,
      unit: 'ratio' as const,
    },
    ratio: (over: string, value: number | undefined) =>
      from(
        `e(${over})`,
        `share of bad events within ${over}`,
        value,
        'ratio',
        `slo:sli_error:ratio_rate${over}${whose}`,
      ),
    hour: (kind: 'bad' | 'total', value: number | undefined) =>
      from(
        `${kind}(1h)`,
        `${kind === 'bad' ? 'bad' : 'all'} events within 1h`,
        value,
        'events',
        `sum_over_time(${kind === 'bad' ? BAD_TILE : TILE}${whose}[${
          tiles['1h']
        }])`,
      ),
  };
}

function budgetExplanations(
  { budget, objective }: Told,
  read: Read,
): Explanation[] {
  const { events } =
    budget.state === 'measured' ? budget : { events: undefined };
  const B = objective.target.budget.text;
  const numbers = events
    ? { bad: short(events.bad), total: short(events.total) }
    : { bad: 'bad', total: 'total' };
  const evidence = [read.bad, read.total, read.budget];
  const consumed = `${numbers.bad} / (${B} · ${numbers.total})`;
  const result = (pick: 'attained' | 'consumed') =>
    budget.state === 'measured'
      ? measured(budget[pick], 'ratio')
      : unknown(budget.reason);
  return [
    {
      of: 'attained',
      title: 'Attained',
      formula: '1 − bad / total',
      filled: `1 − ${numbers.bad} / ${numbers.total}`,
      result: result('attained'),
      evidence: [read.bad, read.total],
      source: SRE,
    },
    {
      of: 'consumed',
      title: 'Budget consumed',
      formula: 'C = bad / (B · total)',
      filled: consumed,
      result: result('consumed'),
      evidence,
      source: SRE,
    },
    remainingExplanation(budget, consumed, evidence),
  ];
}

function remainingExplanation(
  budget: Budget,
  consumed: string,
  evidence: Evidence[],
): Explanation {
  const told = {
    of: 'remaining',
    title: 'Budget left',
    source: `${SRE} Events are counted in tiles of five minutes that do not overlap, and added up; nothing is averaged.`,
  };
  const whole = {
    ...told,
    formula: 'R = 1 − bad / (B · total)',
    filled: `1 − ${consumed}`,
    evidence,
  };
  if (budget.state === 'unknown') {
    return { ...whole, result: unknown(budget.reason) };
  }
  const result = measured(remainingScaled(budget), 'ratio');
  if (budget.consumedScaled === budget.consumed) return { ...whole, result };
  const { ratio } = budget.coverage;
  return {
    ...told,
    formula: 'R = 1 − cov · bad / (B · total)',
    filled: `1 − ${short(ratio)} · ${consumed}`,
    result,
    evidence: [
      ...evidence,
      {
        symbol: 'cov',
        meaning:
          'share of the window that was seen; what was not counts as traffic without errors',
        value: ratio,
        unit: 'ratio',
      },
    ],
  };
}

function burnExplanation(
  burn: Burn,
  { objective }: Told,
  read: Read,
): Explanation {
  const known = burn.state === 'measured' ? burn : undefined;
  const B = objective.target.budget.text;
  return {
    of: `burn:${burn.window}`,
    title: `Burn rate over ${burn.window}`,
    formula: `e(${burn.window}) / B`,
    filled: `${known ? short(known.errorRatio) : `e(${burn.window})`} / ${B}`,
    result: known
      ? measured(known.rate, 'rate')
      : unknown((burn as Extract<Burn, { state: 'unknown' }>).reason),
    evidence: [
      read.ratio(burn.window, known?.errorRatio),
      read.budget,
      ...(known?.atLeast === undefined
        ? []
        : [
            {
              symbol: 'at least',
              meaning:
                'one-sided 95 % Clopper-Pearson lower bound of the burn rate: what these events prove',
              value: known.atLeast,
              unit: 'rate' as const,
            },
          ]),
    ],
    source: SRE,
  };
}

function forecastExplanations(detail: Told, read: Read): Explanation[] {
  const { budget, burns, objective } = detail;
  const fast = burns.find(({ window }) => window === '1h');
  const rate = fast?.state === 'measured' ? fast : undefined;
  const P = objective.window.text;
  const left = budget.state === 'measured' ? short(remainingScaled(budget)) : 'R';
  const hour = [
    read.hour('bad', rate?.events?.bad),
    read.hour('total', rate?.events?.total),
  ];
  return [
    {
      of: 'exhaustion',
      title: 'Exhausted at the rate of the last hour',
      formula: 'R · P / burn(1h)',
      filled: `${left} · ${P} / ${rate ? short(rate.rate) : 'burn(1h)'}`,
      result: forecastResult(detail.exhaustion),
      evidence: [read.bad, read.total, read.budget, ...hour],
      source:
        'From what is left, not from a full budget. Old errors that leave the window are not counted.',
    },
    {
      of: 'rollingExhaustion',
      title: 'Exhausted, counting what leaves the window',
      formula:
        'first Δ with (Σ bad after now − P + Δ + β·Δ) / (B · (Σ total after now − P + Δ + ν·Δ)) ≥ 1',
      filled: `β and ν are bad and all events per second of the last hour; P = ${P}, B = ${objective.target.budget.text}`,
      result: forecastResult(detail.rollingExhaustion),
      evidence: hour,
      source:
        'The recorded events are replayed forward, so that old errors leave the window while new ones come.',
    },
    {
      of: 'recovery',
      title: 'Recovery',
      formula: `first Δ with R ≥ ${detail.recoveryThreshold}, where β = 0`,
      filled: `P = ${P}, B = ${objective.target.budget.text}`,
      result: forecastResult(detail.recovery),
      evidence: hour,
      source:
        'If nothing fails from now on and traffic stays as it is: when enough old errors have left the window.',
    },
  ];
}

type Result = Measured<{ value: number; unit: Evidence['unit'] }>;

function measured(value: number, unit: Evidence['unit']): Result {
  return { state: 'measured', value, unit };
}

function unknown(
  reason: Extract<Result, { state: 'unknown' }>['reason'],
): Result {
  return { state: 'unknown', reason };
}

function forecastResult(forecast: Forecast): Result {
  switch (forecast.state) {
    case 'at':
      return measured(forecast.seconds, 'seconds');
    case 'gone':
      return measured(0, 'seconds');
    case 'never':
      return unknown({ code: 'notRead', sentence: forecast.because });
    default:
      return unknown(forecast.reason);
  }
}

/** A number in a formula: as exact as it helps. */
function short(value: number): string {
  return String(Number(value.toPrecision(8)));
}
