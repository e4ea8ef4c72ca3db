import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  formatFactor,
  formatPercent,
  StateMark,
  TimeSeriesChart,
  useLook,
} from '@greenlight/ui';
import type { ObjectiveDetail } from '@greenlight/backstage-plugin-slo-common';
import { restWords, windowWords } from '../../view/words';
import { Explain } from './Explain';
import { PairTable } from './PairTable';
import { burnChart, burnDownChart, figuresOf, pairRows } from './toView';
import type { ChartView } from './toView';

const useStyles = makeStyles(
  theme => ({
    figures: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
      gap: theme.spacing(1.5),
      margin: theme.spacing(0, 0, 2),
      '& dd': { margin: 0 },
    },
    charts: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
      gap: theme.spacing(3),
    },
    heading: { margin: theme.spacing(2, 0, 1) },
  }),
  { name: 'GreenlightObjectivePanel' },
);

function Figures({ detail }: { detail: ObjectiveDetail }) {
  const classes = useStyles();
  const look = useLook();
  const explained = new Map(detail.explanations.map(one => [one.of, one]));
  return (
    <dl className={classes.figures}>
      {figuresOf(detail).map(({ of, title, text }) => (
        <div key={of} data-testid={`figure-${of}`}>
          <dt className={`${look.small} ${look.muted}`}>{title}</dt>
          <dd className={`${look.text} ${look.figures}`}>
            <span className={look.strong}>{text}</span>{' '}
            <Explain explanation={explained.get(of)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Chart(props: {
  title: string;
  chart: ChartView;
  formatValue: (value: number) => string;
  include: readonly number[];
}) {
  const { title, chart, formatValue, include } = props;
  const look = useLook();
  return (
    <section aria-label={title}>
      <h4 className={`${look.text} ${look.strong}`}>{title}</h4>
      {chart.state === 'drawn' ? (
        <TimeSeriesChart
          title={title}
          description={chart.description}
          lines={chart.lines}
          thresholds={chart.thresholds}
          formatValue={formatValue}
          include={include}
        />
      ) : (
        <StateMark tone="unknown" word="Unknown">
          <span className={look.muted}>{chart.reason}</span>
        </StateMark>
      )}
    </section>
  );
}

const percent = (share: number) =>
  share === 0 ? '0 %' : formatPercent(share * 100, { digits: 0 });

function Notes({ detail }: { detail: ObjectiveDetail }) {
  const look = useLook();
  const { budget, notes, alerts } = detail;
  const said = [
    ...(budget.state === 'measured' ? [restWords(budget)] : []),
    ...alerts.map(
      ({ name, severity, window }) =>
        `${name} (${severity}${window ? `, ${window}` : ''}) fires`,
    ),
    ...notes,
  ];
  return (
    <ul className={`${look.text} ${look.muted}`}>
      {said.map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** One objective: its numbers, how they came about, and their history. */
export function ObjectivePanel({ detail }: { detail: ObjectiveDetail }) {
  const classes = useStyles();
  const look = useLook();
  const { objective, budget } = detail;
  return (
    <div data-testid="objective-panel">
      <EntityInfoCard
        title={`${objective.name}, ${
          objective.target.percent
        } % over ${windowWords(objective.window.text)}`}
      >
        {budget.state === 'unknown' && (
          <StateMark tone="unknown" word="Unknown">
            <span className={look.muted}>{budget.reason.sentence}</span>
          </StateMark>
        )}
        <Figures detail={detail} />
        <Notes detail={detail} />
        <div className={classes.charts}>
          <Chart
            title="Budget left"
            chart={burnDownChart(detail)}
            formatValue={percent}
            include={[0, 1]}
          />
          <Chart
            title="Burn rate"
            chart={burnChart(detail)}
            formatValue={formatFactor}
            include={[0]}
          />
        </div>
        <h4 className={`${look.text} ${look.strong} ${classes.heading}`}>
          Burn-rate alerts
        </h4>
        <PairTable rows={pairRows(detail.pairs)} />
      </EntityInfoCard>
    </div>
  );
}
