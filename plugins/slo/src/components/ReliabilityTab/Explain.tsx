import { useState } from 'react';
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
    formula: { margin: theme.spacing(1, 0) },
    evidence: { marginTop: theme.spacing(2) },
  }),
  { name: 'GreenlightExplain' },
);

function EvidenceOf(props: { one: Explanation['evidence'][number] }) {
  const { one } = props;
  const look = useLook();
  const classes = useStyles();
  return (
    <div className={classes.evidence}>
      <div className={look.text}>
        <span className={look.mono}>{one.symbol}</span> ={' '}
        <span className={look.strong}>{writeValue(one.value, one.unit)}</span>,{' '}
        {one.meaning}
        {one.newestAt && (
          <span className={look.muted}>
            , newest data <Age at={one.newestAt} />
          </span>
        )}
      </div>
      {one.query && <CopySnippet text={one.query} label="the query" />}
      {one.url && <Link to={one.url}>Open it in Prometheus</Link>}
    </div>
  );
}

/** Opens how a number came about. */
export function Explain({ explanation }: { explanation?: Explanation }) {
  const classes = useStyles();
  const look = useLook();
  const [open, setOpen] = useState(false);
  if (!explanation) return null;
  const { title, formula, filled, evidence, source, result } = explanation;
  const id = `explain-${explanation.of.replace(/\W/g, '-')}`;
  return (
    <>
      <Button
        size="small"
        className={`${look.button} ${classes.button}`}
        aria-label={`Explain ${title}`}
        onClick={() => setOpen(true)}
      >
        explain
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        aria-labelledby={id}
        maxWidth="sm"
        fullWidth
        classes={{ paper: look.paper }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          <div className={`${look.mono} ${classes.formula}`}>{formula}</div>
          <div className={`${look.mono} ${classes.formula}`}>= {filled}</div>
          <div className={`${look.text} ${look.strong}`}>
            {result.state === 'measured'
              ? `= ${writeValue(result.value, result.unit)}`
              : `unknown: ${result.reason.sentence}`}
          </div>
          {evidence.map(one => (
            <EvidenceOf key={one.symbol} one={one} />
          ))}
          <p className={`${look.small} ${look.muted}`}>{source}</p>
        </DialogContent>
        <DialogActions>
          <Button className={look.button} onClick={() => setOpen(false)}>
            Close
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
