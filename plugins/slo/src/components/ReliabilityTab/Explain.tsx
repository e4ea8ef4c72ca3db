import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { Age, CopySnippet, useLook } from '@greenlight/ui';
import type { Explanation } from '@greenlight/backstage-plugin-slo-common';
import { writeValue } from './toView';

const useStyles = makeStyles(
  theme => ({
    button: { minWidth: 0, padding: theme.spacing(0, 0.5) },
    number: {
      background: 'none',
      border: 0,
      padding: 0,
      font: 'inherit',
      color: 'inherit',
      cursor: 'pointer',
      textDecoration: 'underline dotted',
      textUnderlineOffset: 3,
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    formula: {
      padding: theme.spacing(1.5),
      borderRadius: 'var(--bui-radius-2, 4px)',
      background: 'var(--bui-bg-neutral-2, rgba(128, 128, 128, 0.12))',
      overflowWrap: 'anywhere',
      '& > div + div': { marginTop: theme.spacing(0.5) },
    },
    evidence: { marginTop: theme.spacing(2) },
  }),
  { name: 'GreenlightExplain' },
);

function EvidenceOf(props: { one: Explanation['evidence'][number] }) {
  const { one } = props;
  const look = useLook();
  const classes = useStyles();
  return (
    <li className={classes.evidence}>
      <div className={look.text}>
        <span className={look.mono}>{one.symbol}</span> ={' '}
        <span className={`${look.strong} ${look.figures}`}>
          {writeValue(one.value, one.unit)}
        </span>
        , {one.meaning}
        {one.newestAt && (
          <span className={look.muted}>
            , newest data <Age at={one.newestAt} />
          </span>
        )}
      </div>
      {one.query && (
        <CopySnippet text={one.query} label={`the query of ${one.symbol}`} />
      )}
      {one.url && (
        <Link to={one.url} className={look.small}>
          Open {one.symbol} in Prometheus
        </Link>
      )}
    </li>
  );
}

function Formula({ explanation }: { explanation: Explanation }) {
  const classes = useStyles();
  const look = useLook();
  const { formula, filled, result } = explanation;
  return (
    <div className={`${look.mono} ${look.figures} ${classes.formula}`}>
      <div>{formula}</div>
      <div>= {filled}</div>
      <div className={look.strong}>
        {result.state === 'measured'
          ? `= ${writeValue(result.value, result.unit)}`
          : `unknown: ${result.reason.sentence}`}
      </div>
    </div>
  );
}

const plainList = { listStyle: 'none', margin: 0, padding: 0 };

function ExplainDialog(props: {
  explanation: Explanation;
  open: boolean;
  onClose: () => void;
}) {
  const { explanation, open, onClose } = props;
  const look = useLook();
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
      classes={{ paper: look.paper }}
    >
      <DialogTitle id={id}>{explanation.title}</DialogTitle>
      <DialogContent>
        <Formula explanation={explanation} />
        <ul style={plainList} aria-label="Where the values come from">
          {explanation.evidence.map(one => (
            <EvidenceOf key={one.symbol} one={one} />
          ))}
        </ul>
        <p className={`${look.small} ${look.muted}`}>{explanation.source}</p>
      </DialogContent>
      <DialogActions>
        <Button className={look.button} onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Opens how a number came about. */
export function Explain({ explanation }: { explanation?: Explanation }) {
  const classes = useStyles();
  const look = useLook();
  const [open, setOpen] = useState(false);
  if (!explanation) return null;
  return (
    <>
      <Button
        size="small"
        className={`${look.button} ${classes.button}`}
        aria-label={`Explain ${explanation.title}`}
        onClick={() => setOpen(true)}
      >
        explain
      </Button>
      <ExplainDialog
        explanation={explanation}
        open={open}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

/** A number in a table that opens how it came about, where that is known. */
export function Explained(props: {
  explanation?: Explanation;
  children: ReactNode;
}) {
  const { explanation, children } = props;
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  if (!explanation) return <>{children}</>;
  return (
    <>
      <button
        type="button"
        className={classes.number}
        title={`Explain ${explanation.title}`}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      <ExplainDialog
        explanation={explanation}
        open={open}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
