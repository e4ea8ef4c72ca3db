import type { Environment, Quality, Which } from './model.ts';

/** Requests to a service in an environment, and how it answers them. */
export interface Profile extends Quality {
  requestsPerSecond: number;
}

/** Any service in an environment where nothing else is said. */
const ELSEWHERE: Record<Environment, Profile> = {
  dev: { requestsPerSecond: 0.5, errorRatio: 0.002, slowRatio: 0.01 },
  staging: { requestsPerSecond: 4, errorRatio: 0.0015, slowRatio: 0.006 },
  canary: { requestsPerSecond: 2, errorRatio: 0.0003, slowRatio: 0.003 },
  prod: { requestsPerSecond: 20, errorRatio: 0.0003, slowRatio: 0.003 },
};

/** Three times what its objective of 99.9 % allows. */
const BURNING: Profile = {
  requestsPerSecond: 60,
  errorRatio: 0.003,
  slowRatio: 0.0035,
};

const SILENT: Profile = { requestsPerSecond: 0, errorRatio: 0, slowRatio: 0 };

const DEMO: Readonly<
  Record<string, Partial<Record<Environment, Profile>> | undefined>
> = {
  checkout: { prod: BURNING },
  payments: {
    prod: { requestsPerSecond: 40, errorRatio: 0.00031, slowRatio: 0.004 },
  },
  search: {
    prod: { requestsPerSecond: 80, errorRatio: 0.0012, slowRatio: 0.012 },
  },
  inventory: { dev: SILENT, staging: SILENT, canary: SILENT, prod: SILENT },
  recommendations: {
    prod: { requestsPerSecond: 30, errorRatio: 0.002, slowRatio: 0.02 },
  },
  storefront: {
    prod: { requestsPerSecond: 120, errorRatio: 0.0004, slowRatio: 0.005 },
  },
};

/** What a demo service gets in an environment; undefined for a service that is none. */
export function demoProfile(
  service: string,
  environment: Environment,
): Profile | undefined {
  const own = DEMO[service];
  return own && (own[environment] ?? ELSEWHERE[environment]);
}

/** What a Rollout gets that asks for traffic by itself. */
export function profileFor(
  environment: Environment,
  requestsPerSecond: number,
): Profile {
  return { ...ELSEWHERE[environment], requestsPerSecond };
}

/** The series that are gone when the demo starts. */
export const GONE: readonly Which[] = [
  { service: 'recommendations', environment: 'prod' },
];
