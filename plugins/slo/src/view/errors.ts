import { SloRequestError } from '@greenlight/backstage-plugin-slo-common';

/** An error as cause and fix. */
export type ErrorView = {
  kind: 'denied' | 'missing' | 'unreachable' | 'failed';
  title: string;
  cause: string;
  fix: string;
};

const kindsByName: Record<string, ErrorView['kind']> = {
  NotAllowedError: 'denied',
  AuthenticationError: 'denied',
  NotFoundError: 'missing',
};

function kindOf(error: Error): ErrorView['kind'] {
  const byName = kindsByName[error.name];
  if (byName) return byName;
  if (!(error instanceof SloRequestError)) return 'failed';
  if (error.status === 401 || error.status === 403) return 'denied';
  if (error.kind === 'unreachable' || error.kind === 'not-json') {
    return 'unreachable';
  }
  return 'failed';
}

const texts: Record<ErrorView['kind'], { title: string; fix: string }> = {
  denied: {
    title: 'You may not see the objectives of this service',
    fix: 'Ask its owner, or whoever keeps the permission policy of this portal, for slo.objective.read.',
  },
  missing: {
    title: 'The slo backend does not know this entity',
    fix: 'It may have been removed, or the catalog does not show it to you. Reload the page; if it stays so, check that the slo backend is installed.',
  },
  unreachable: {
    title: 'The slo backend cannot be reached',
    fix: 'The page tries again by itself. If it stays so, check that the portal’s backend runs and that you are signed in.',
  },
  failed: {
    title: 'The slo backend could not answer',
    fix: 'The page tries again by itself. If it stays so, the backend’s log says more.',
  },
};

/** An error as a card shows it. */
export function errorView(error: Error): ErrorView {
  const kind = kindOf(error);
  return {
    kind,
    ...texts[kind],
    cause: error.message || 'no reason was given',
  };
}
