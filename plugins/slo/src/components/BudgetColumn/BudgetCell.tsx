import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ServiceRow } from '@greenlight/backstage-plugin-slo-common';
import { StateMark, useLook } from '@greenlight/ui';
import { sloApiRef } from '../../api/sloApiRef';
import { leftWords, statusWords } from '../../view/words';
import { sharedWorstLoader } from './worstBudgets';

type Known =
  | { state: 'reading' }
  | { state: 'none' }
  | { state: 'failed'; reason: string }
  | { state: 'known'; row: ServiceRow };

function useWorst(entityRef: string): Known {
  const api = useApi(sloApiRef);
  const [known, setKnown] = useState<Known>({ state: 'reading' });
  useEffect(() => {
    let shown = true;
    const show = (next: Known) => shown && setKnown(next);
    sharedWorstLoader(api)
      .load(entityRef)
      .then(row => show(row ? { state: 'known', row } : { state: 'none' }))
      .catch(error => show({ state: 'failed', reason: String(error.message) }));
    return () => {
      shown = false;
    };
  }, [api, entityRef]);
  return known;
}

/** The worst budget of an entity, in a table of entities. */
export function BudgetCell({ entityRef }: { entityRef: string }) {
  const look = useLook();
  const known = useWorst(entityRef);
  switch (known.state) {
    case 'reading':
      return <span className={look.hidden}>reading</span>;
    case 'none':
      return <span className={look.muted}>—</span>;
    case 'failed':
      return (
        <span title={known.reason}>
          <StateMark tone="unknown" word="Unknown" />
        </span>
      );
    default:
      return <Worst row={known.row} />;
  }
}

function Worst({ row }: { row: ServiceRow }) {
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
