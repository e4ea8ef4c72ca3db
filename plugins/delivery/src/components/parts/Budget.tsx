import { makeStyles } from '@material-ui/core/styles';
import { Age, StateMark, useLook } from '@greenlight/ui';
import type { BudgetView } from '../../view/budget';

const useStyles = makeStyles(
  theme => ({ root: { paddingTop: theme.spacing(1) } }),
  { name: 'GreenlightBudget' },
);

/** What is left of the error budget. */
export function Budget({ budget }: { budget: BudgetView }) {
  const classes = useStyles();
  const look = useLook();
  return (
    <div className={classes.root} data-testid="budget" title={budget.more}>
      <StateMark tone={budget.tone} word={budget.word} iconOnly>
        <span>
          <span className={look.figures}>{budget.text}</span>
          {budget.newestAt ? (
            <span className={look.muted}>
              {' '}
              · newest data <Age at={budget.newestAt} />
            </span>
          ) : (
            <span className={look.muted}> · {budget.more}</span>
          )}
        </span>
      </StateMark>
    </div>
  );
}
