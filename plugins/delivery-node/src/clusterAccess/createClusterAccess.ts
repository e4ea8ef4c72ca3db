import { ConflictError } from '@backstage/errors';
import type {
  ClusterAccess,
  ClusterAccessResult,
  ClusterAccessService,
} from './ClusterAccess';

const MODULE =
  '@greenlight/backstage-plugin-kubernetes-backend-module-delivery';
const LIBRARY = '@greenlight/backstage-plugin-delivery-node';

/**
 * Makes an empty hand-over point. The service ref does so by itself; tests use
 * it to play the Kubernetes plugin's part.
 *
 * @public
 */
export function createClusterAccess(options?: {
  /** Folders from which copies of this library were loaded. */
  copies?: () => string[];
}): ClusterAccessService {
  const copies = options?.copies ?? (() => []);
  const came = deferred<ClusterAccess>();
  const declined = deferred<string>();
  let announcedBy: string | undefined;
  let published = false;

  return {
    access: came.promise,
    announce(by) {
      announcedBy = by;
    },
    publish(access) {
      if (published) {
        throw new ConflictError(
          `The clusters were handed over to the delivery plugin twice. Install ${MODULE} once, and let no other module publish to the same service.`,
        );
      }
      published = true;
      came.resolve(access);
    },
    decline(reason) {
      declined.resolve(reason);
    },
    waitFor({ timeoutMs, signal }) {
      return firstOf<ClusterAccessResult>({
        outcomes: [
          came.promise.then(access => ({ came: true, access })),
          declined.promise.then(reason => ({ came: false, reason })),
        ],
        timeoutMs,
        signal,
        otherwise: () => ({
          came: false,
          reason: whyNothingCame({ timeoutMs, announcedBy, copies: copies() }),
        }),
      });
    },
  };
}

function whyNothingCame(facts: {
  timeoutMs: number;
  announcedBy: string | undefined;
  copies: string[];
}): string {
  const nothing = `No clusters were handed over by the Kubernetes plugin within ${
    facts.timeoutMs / 1000
  } s.`;
  if (facts.copies.length > 1) {
    return `${nothing} ${
      facts.copies.length
    } copies of ${LIBRARY} are loaded, so that the two sides do not meet: ${facts.copies.join(
      ', ',
    )}. Let one version of it be installed (yarn dedupe, or a resolution).`;
  }
  if (facts.announcedBy) {
    return `${nothing} The module ${facts.announcedBy} is installed, but the Kubernetes plugin did not call it: look for its start-up error in the log.`;
  }
  return `${nothing} Add @backstage/plugin-kubernetes-backend and ${MODULE} to the backend that runs the delivery plugin.`;
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function firstOf<T>(race: {
  outcomes: Promise<T>[];
  timeoutMs: number;
  signal: AbortSignal | undefined;
  otherwise: () => T;
}): Promise<T> {
  const end = deferred<T>();
  const giveUp = () => end.resolve(race.otherwise());
  if (race.signal?.aborted) {
    giveUp();
  }
  const timer = setTimeout(giveUp, race.timeoutMs);
  race.signal?.addEventListener('abort', giveUp);
  try {
    return await Promise.race([...race.outcomes, end.promise]);
  } finally {
    clearTimeout(timer);
    race.signal?.removeEventListener('abort', giveUp);
  }
}
