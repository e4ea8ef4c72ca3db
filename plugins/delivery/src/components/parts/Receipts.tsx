import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, useAnnounceChange, useLook } from '@greenlight/ui';
import type { ReceiptStep, ReceiptView } from '../../view/receipts';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    receipt: {
      padding: theme.spacing(0.75, 0, 0.75, 1.5),
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    path: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    ahead: { fontStyle: 'italic' },
  }),
  { name: 'GreenlightReceipts' },
);

function Step({ step, last }: { step: ReceiptStep; last: boolean }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <li className={`${look.small} ${step.reached ? '' : classes.ahead}`}>
      {step.reached ? (
        <StateMark tone={step.tone} word={step.word}>
          {step.at && (
            <span className={look.muted}>
              <Age at={step.at} />
            </span>
          )}
        </StateMark>
      ) : (
        <span className={look.muted}>{step.word}</span>
      )}
      {!last && (
        <span className={`${look.small} ${look.muted}`} aria-hidden>
          {' →'}
        </span>
      )}
    </li>
  );
}

function ReceiptEntry({ receipt }: { receipt: ReceiptView }) {
  const classes = useStyles();
  const look = useLook();
  const by = [
    receipt.by && `by ${receipt.by}`,
    receipt.reason && `“${receipt.reason}”`,
  ];
  return (
    <li
      className={classes.receipt}
      data-testid="receipt"
      data-state={receipt.word}
    >
      <div className={look.row}>
        <span className={`${look.small} ${look.strong}`}>{receipt.title}</span>
        {receipt.path.length === 0 && (
          <StateMark tone={receipt.tone} word={receipt.word} />
        )}
      </div>
      {receipt.path.length > 0 && (
        <ol className={classes.path}>
          {receipt.path.map((step, at) => (
            <Step
              key={`${at} ${step.word}`}
              step={step}
              last={at === receipt.path.length - 1}
            />
          ))}
        </ol>
      )}
      <div className={`${look.small} ${look.muted}`}>
        {[receipt.because, ...by].filter(Boolean).join(' · ')}
      </div>
    </li>
  );
}

/** Receipts, newest first, each with the states it went through. */
export function Receipts(props: { receipts: ReceiptView[]; label: string }) {
  const classes = useStyles();
  const [newest] = props.receipts;
  useAnnounceChange(newest && `${newest.title}: ${newest.word}`);
  if (!newest) return null;
  return (
    <ul className={classes.list} aria-label={props.label}>
      {props.receipts.map(receipt => (
        <ReceiptEntry key={receipt.id} receipt={receipt} />
      ))}
    </ul>
  );
}
