import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import {
  formatFactor,
  formatPercent,
  Stale,
  StateMark,
  TimeSeriesChart,
  useLook,
} from '@greenlight/ui';
import type {
  Explanation,
  ObjectiveDetail,
} from '@greenlight/backstage-plugin-slo-common';
import type { StaleView } from '../../view/freshness';
import { leftWords, windowWords } from '../../view/words';
import { Explain } from './Explain';
import { PairTable } from './PairTable';
import {
  burnChart,
  burnDownChart,
  figuresOf,
  firingOf,
  pairRows,
  rowOf,
} from './toView';
import type { ChartView } from './toView';
import { Why } from './Why';

const useStyles = makeStyles(
  theme => ({
    figures: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
      gap: theme.spacing(1.5),
      margin: theme.spacing(2, 0),
      '& dd': { margin: 0 },
    },
    charts: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
      gap: theme.spacing(3),
    },
    heading: { margin: theme.spacing(2, 0, 1) },
    list: { listStyle: 'none', margin: theme.spacing(1, 0), padding: 0 },
  }),
  { name: 'GreenlightObjectivePanel' },
);

type Explained = ReadonlyMap<string, Explanation>;

function Figures(props: { detail: ObjectiveDetail; explained: Explained }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <dl className={classes.figures}>
      {figuresOf(props.detail).map(({ of, title, text, hint }) => (
        <div key={of} data-testid={`figure-${of}`}>
          <dt className={`${look.small} ${look.muted}`}>{title}</dt>
          <dd className={`${look.text} ${look.figures}`}>
            <span className={look.strong} title={hint}>
              {text}
            </span>{' '}
            <Explain explanation={props.explained.get(of)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Shares on an axis, which has no room for words. */
const percent = (share: number) =>
  share === 0 ? '0 %' : formatPercent(share * 100, { digits: 0 });
const wholeFactor = (factor: number) =>
  formatFactor(factor, { digits: Number.isInteger(factor) ? 0 : 1 });

const charts = {
  left: {
    title: 'Budget left',
    formatValue: leftWords,
    formatTick: percent,
    include: [0, 1],
  },
  burn: {
    title: 'Burn rate',
    formatValue: (rate: number) => formatFactor(rate),
    formatTick: wholeFactor,
    include: [0],
  },
} as const;

function Chart(props: { of: keyof typeof charts; chart?: ChartView }) {
  const { of, chart } = props;
  const look = useLook();
  const { title } = charts[of];
  return (
    <section aria-label={title}>
      <h4 className={`${look.text} ${look.strong}`}>{title}</h4>
      {chart?.state === 'unknown' ? (
        <StateMark tone="unknown" word="Unknown">
          <span className={look.muted}>{chart.reason}</span>
        </StateMark>
      ) : (
        <TimeSeriesChart
          {...charts[of]}
          loading={!chart}
          description={chart?.description ?? ''}
          lines={chart?.lines ?? []}
          thresholds={chart?.thresholds}
        />
      )}
    </section>
  );
}

function Said({ detail }: { detail: ObjectiveDetail }) {
  const look = useLook();
  const classes = useStyles();
  const firing = firingOf(detail);
  if (firing.length + detail.notes.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Alerts and notes">
      {firing.map(text => (
        <li key={text}>
          <StateMark tone="bad" word="Firing">
            <span>{text}</span>
          </StateMark>
        </li>
      ))}
      {detail.notes.map(text => (
        <li key={text} className={`${look.small} ${look.muted}`}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function titleOf({ objective: { name, target, window } }: ObjectiveDetail) {
  const over = windowWords(window.text);
  return `${name}, ${target.percent} % over ${over}`;
}

/** One objective: its numbers, how they came about, and their history. */
export function ObjectivePanel(props: {
  detail: ObjectiveDetail;
  stale?: StaleView;
}) {
  const { detail, stale } = props;
  const classes = useStyles();
  const look = useLook();
  const explained = new Map(detail.explanations.map(one => [one.of, one]));
  const row = rowOf(detail);
  return (
    <div data-testid="objective-panel">
      <EntityInfoCard title={titleOf(detail)}>
        <Stale stale={stale} brief>
          <StateMark tone={row.tone} word={row.word}>
            <Why row={row} />
          </StateMark>
          <Said detail={detail} />
          <Figures detail={detail} explained={explained} />
          <div className={classes.charts}>
            <Chart of="left" chart={burnDownChart(detail)} />
            <Chart of="burn" chart={burnChart(detail)} />
          </div>
          <h4 className={`${look.text} ${look.strong} ${classes.heading}`}>
            Burn-rate alerts
          </h4>
          <PairTable rows={pairRows(detail.pairs)} explained={explained} />
        </Stale>
      </EntityInfoCard>
    </div>
  );
}

/** Keeps the room that an objective will take. */
export function ObjectivePanelLoading() {
  const classes = useStyles();
  return (
    <EntityInfoCard title="Worst objective">
      <div aria-hidden>
        <Skeleton animation={false} width={200} />
        <div className={classes.figures}>
          {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(key => (
            <Skeleton key={key} animation={false} height={42} />
          ))}
        </div>
      </div>
      <div className={classes.charts}>
        <Chart of="left" />
        <Chart of="burn" />
      </div>
    </EntityInfoCard>
  );
}
