import {
  budgetOfRatio,
  burnOfRatio,
  naiveExhaustion,
  statusOf,
} from '@greenlight/backstage-plugin-slo-common';
import type {
  Burn,
  FiringAlert,
  Objective,
  ObjectiveSummary,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import { clockNotes, isFresh, staleness } from '../freshness';
import { unmeasured } from '../summarize';
import { seenSecondsOf, valueOf } from './records';
import type { ForeignRecord } from './records';

const WEIGHED_BY_TIME =
  'Recorded by Sloth as a mean of ratios: every five minutes weigh the same, however many events fell into them.';
const WEIGHED_BY_EVENTS = 'Recorded by Pyrra, as a ratio without its events.';

/** Names of the values that a budget and its burn rates are made of. */
function namesOf({ source, window }: Objective) {
  return source === 'sloth'
    ? {
        period: `slo:sli_error:ratio_rate${window.text}`,
        burns: ['slo:sli_error:ratio_rate1h', 'slo:sli_error:ratio_rate6h'],
      }
    : { period: 'pyrra_availability', burns: ['pyrra1h', 'pyrra6h'] };
}

const several = (name: string): UnknownReason => ({
  code: 'conflict',
  sentence: `${name} is recorded at several places, and ratios without events cannot be added`,
});

/** The share of bad events within the window. */
function errorRatioOf(record: ForeignRecord, objective: Objective) {
  const { period } = namesOf(objective);
  const value = valueOf(record, period);
  if (value === 'several') return several(period);
  if (value !== undefined) {
    return objective.source === 'pyrra' ? 1 - value : value;
  }
  const reason: UnknownReason = {
    code: 'neverSeen',
    sentence: `no ratio over ${objective.window.text} has been recorded yet`,
  };
  return reason;
}

function burnsOf(record: ForeignRecord, objective: Objective): [Burn, Burn] {
  const [fast = '', slow = ''] = namesOf(objective).burns;
  const burn = (window: string, name: string) => {
    const value = valueOf(record, name);
    const errorRatio = value === 'several' ? undefined : value;
    return burnOfRatio({ target: objective.target, window, errorRatio });
  };
  return [burn('1h', fast), burn('6h', slow)];
}

/** Why an objective of others cannot be measured, if it cannot. */
function missing(
  record: ForeignRecord,
  contradicted: boolean,
): UnknownReason | undefined {
  if (contradicted) {
    return {
      code: 'conflict',
      sentence: 'it is recorded with different objectives at the same time',
    };
  }
  const newest = valueOf(record, 'newest');
  if (newest === 'several') return several('it');
  const ages = { ...agesOf(record), evaluatedAt: record.evaluatedAt };
  return isFresh(ages) ? undefined : staleness({ ...ages, failing: undefined });
}

function agesOf(record: ForeignRecord): { newestAt?: number } {
  const newest = valueOf(record, 'newest');
  return typeof newest === 'number' ? { newestAt: newest * 1000 } : {};
}

/** One objective of others, as far as its ratios say. */
export function summarizeForeign(input: {
  record: ForeignRecord;
  objective: Objective;
  contradicted: boolean;
  alerts: FiringAlert[];
  known: ObjectiveSummary | undefined;
  now: number;
}): ObjectiveSummary {
  const { record, objective, contradicted, alerts, known, now } = input;
  const errorRatio = errorRatioOf(record, objective);
  const reason =
    missing(record, contradicted) ??
    (typeof errorRatio === 'number' ? undefined : errorRatio);
  if (reason || typeof errorRatio !== 'number') {
    const why = reason ?? several('it');
    return unmeasured({ objective, reason: why, known, alerts });
  }
  const { newestAt = NaN } = agesOf(record);
  const { target, window } = objective;
  const seen = seenSecondsOf(record, window.seconds);
  const seenSeconds = seen ?? window.seconds;
  const budget = budgetOfRatio({
    target,
    window,
    errorRatio,
    coverage: { ratio: seenSeconds / window.seconds, seenSeconds },
    newestAt: new Date(newestAt).toISOString(),
  });
  const burns = burnsOf(record, objective);
  const [fast] = burns;
  return {
    objective,
    ...statusOf({ budget, fast, alerts }),
    budget,
    burns,
    exhaustion:
      budget.state === 'unknown'
        ? budget
        : naiveExhaustion({ budget, burn: fast, window, now: new Date(now) }),
    alerts,
    notes: [
      objective.source === 'sloth' ? WEIGHED_BY_TIME : WEIGHED_BY_EVENTS,
      ...(seen === undefined
        ? ['How much of the window was seen is not recorded.']
        : []),
      ...clockNotes(
        record.instance,
        { newestAt, evaluatedAt: record.evaluatedAt },
        now,
      ),
    ],
  };
}
