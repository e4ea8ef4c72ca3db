import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import { StateMark, useLook, useNow } from '@greenlight/ui';
import { sloApiRef } from '../../api/sloApiRef';
import { leftWords, statusWords } from '../../view/words';
import { sharedWorstLoader } from './worstBudgets';
import type { Worst } from './worstBudgets';

/** All cells read again at the same moment, and so with one request. */
const EVERY_MS = 60_000;

type Known = Worst | { state: 'reading' };

function useWorst(entityRef: string): Known {
  const api = useApi(sloApiRef);
  const turn = useNow(EVERY_MS);
  const [known, setKnown] = useState<{ entityRef: string; worst: Worst }>();
  useEffect(() => {
    let shown = true;
    const show = (worst: Worst) => shown && setKnown({ entityRef, worst });
    sharedWorstLoader(api)
      .load(entityRef)
      .then(show, (error: Error) =>
        show({ state: 'unknown', reason: error.message }),
      );
    return () => {
      shown = false;
    };
  }, [api, entityRef, turn]);
  return known?.entityRef === entityRef ? known.worst : { state: 'reading' };
}

/** The worst budget of an entity, in a table of entities. */
export function BudgetCell({ entityRef }: { entityRef: string }) {
  const look = useLook();
  const known = useWorst(entityRef);
  switch (known.state) {
    case 'reading':
      return <span className={look.hidden}>reading</span>;
    case 'none':
      return (
        <span className={look.muted}>
          <span aria-hidden>—</span>
          <span className={look.hidden}>no objective</span>
        </span>
      );
    case 'unknown':
      return (
        <span title={known.reason}>
          <StateMark tone="unknown" word="Unknown" />
        </span>
      );
    default:
      return <Budget row={known.row} />;
  }
}

function Budget({ row }: { row: ServiceRow }) {
  const look = useLook();
  const { remaining } = row.worst;
  return (
    <span title={`${row.worst.name}: ${row.because}`}>
      <StateMark {...statusWords[row.status]}>
        {remaining !== undefined && (
          <span className={look.figures}>{leftWords(remaining)}</span>
        )}
      </StateMark>
    </span>
  );
}
