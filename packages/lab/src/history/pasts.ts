import type { Environment } from '../traffic/model.ts';

/** What happened to a demo objective in the last 30 days. Hours are counted back from the start of the lab. */
export interface Past {
  sloId: string;
  service: string;
  environment: Environment;
  /** Which requests are bad. */
  bad: 'errorRatio' | 'slowRatio';
  /** The share of the traffic that is counted; the rest goes to the candidate. */
  share: number;
  /** It has failed as it fails now for these hours only; before, with `before` as its ratio. */
  change?: { hours: number; before: number };
  /** Recorded for these hours only. */
  youngHours?: number;
  /** Not recorded in these last hours. */
  goneHours?: number;
}

const OF_PROD = {
  environment: 'prod',
  bad: 'errorRatio',
  share: 0.9,
} as const;

/** One for each objective that is recorded. */
export const PASTS: readonly Past[] = [
  {
    ...OF_PROD,
    sloId: 'checkout-availability',
    service: 'checkout',
    // 720 hours that spend 82 % of what 99.9 % allows: 16 at three times the speed, the others a little below it.
    change: { hours: 16, before: 0.00077 },
  },
  {
    ...OF_PROD,
    sloId: 'checkout-latency',
    service: 'checkout',
    bad: 'slowRatio',
  },
  {
    ...OF_PROD,
    sloId: 'checkout-availability-staging',
    service: 'checkout',
    environment: 'staging',
    share: 1,
  },
  { ...OF_PROD, sloId: 'payments-availability', service: 'payments' },
  {
    ...OF_PROD,
    sloId: 'search-availability',
    service: 'search',
    youngHours: 24,
  },
  { ...OF_PROD, sloId: 'inventory-availability', service: 'inventory' },
  {
    ...OF_PROD,
    sloId: 'recommendations-availability',
    service: 'recommendations',
    goneHours: 1,
  },
];
