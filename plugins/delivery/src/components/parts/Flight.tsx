import { makeStyles } from '@material-ui/core/styles';
import {
  Age,
  MiddleTruncate,
  StateMark,
  TimeLeft,
  useLook,
} from '@greenlight/ui';
import type { FlightView, Sentence } from '../../view/flight';
import type { MetricView } from '../../view/metrics';
import type { WeightsView } from '../../view/weights';
import { StepBar } from './StepBar';

const useStyles = makeStyles(
  theme => ({
    line: { margin: theme.spacing(0.5, 0) },
    list: { margin: theme.spacing(0.5, 0), padding: 0, listStyle: 'none' },
    pair: { whiteSpace: 'nowrap' },
    value: { fontWeight: 600, color: theme.palette.text.primary },
  }),
  { name: 'GreenlightFlight' },
);

const toneWords = {
  good: 'Good:',
  busy: 'Under way:',
  waiting: 'Waiting:',
  bad: 'Attention:',
  unknown: 'Unknown:',
} as const;

/** A sentence with a time in it. */
export function SentenceLine({ sentence }: { sentence: Sentence }) {
  const classes = useStyles();
  const look = useLook();
  const { tone, text, since, until, rest } = sentence;
  return (
    <div className={`${look.text} ${look.figures} ${classes.line}`}>
      <StateMark tone={tone} word={toneWords[tone]} iconOnly>
        <span className={look.text}>
          {text}
          {since && (
            <>
              {' '}
              <Age at={since} />
            </>
          )}
          {until && <TimeLeft until={until} />}
          {rest}
        </span>
      </StateMark>
    </div>
  );
}

function Weights({ weights }: { weights: WeightsView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={`${look.small} ${look.figures} ${classes.line}`}>
      <div className={look.row} role="group" aria-label={weights.label}>
        {weights.rows.map(({ name, value }) => (
          <span key={name} className={`${look.muted} ${classes.pair}`}>
            {name} <span className={classes.value}>{value}</span>
          </span>
        ))}
      </div>
      {weights.drift && (
        <SentenceLine sentence={{ tone: 'bad', text: weights.drift }} />
      )}
      {weights.unknown && (
        <SentenceLine
          sentence={{ tone: 'unknown', text: `Mesh: ${weights.unknown}` }}
        />
      )}
    </div>
  );
}

function Metric({ metric }: { metric: MetricView }) {
  const look = useLook();
  const classes = useStyles();
  return (
    <li className={`${look.small} ${look.figures} ${look.row}`}>
      <MiddleTruncate text={metric.name} max={32} />
      {metric.value !== undefined && (
        <span className={classes.value}>
          <MiddleTruncate text={metric.value} max={24} />
        </span>
      )}
      {metric.condition && (
        <span className={look.muted}>
          <MiddleTruncate text={metric.condition} max={40} />
        </span>
      )}
      <StateMark tone={metric.tone} word={metric.phase}>
        <span className={look.muted}>{metric.counts}</span>
      </StateMark>
      {metric.message && <span className={look.muted}>{metric.message}</span>}
    </li>
  );
}

function Analysis({ metrics }: { metrics: MetricView[] }) {
  const classes = useStyles();
  const look = useLook();
  if (metrics.length === 0) return null;
  return (
    <ul
      className={`${look.small} ${classes.list}`}
      aria-label="Analysis of the canary"
    >
      {metrics.map(metric => (
        <Metric key={metric.key} metric={metric} />
      ))}
    </ul>
  );
}

/** What is in flight or held on one workload. */
export function Flight({ flight }: { flight: FlightView }) {
  return (
    <>
      {flight.sentences.map(sentence => (
        <SentenceLine key={sentence.text} sentence={sentence} />
      ))}
      <StepBar flight={flight} />
      {flight.next && <SentenceLine sentence={flight.next} />}
      {flight.weights && <Weights weights={flight.weights} />}
      <Analysis metrics={flight.metrics} />
    </>
  );
}
