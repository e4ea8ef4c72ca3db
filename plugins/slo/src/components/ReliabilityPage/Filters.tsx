import { useId } from 'react';
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { statusOrder } from '@greenlight/backstage-plugin-slo-common';
import { formatCount, StateMark, useLook } from '@greenlight/ui';
import { statusWords } from '../../view/words';
import type { Counts, Filters as FiltersOf } from './rowFilters';
import { shortRef } from './toView';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(2), gap: theme.spacing(1.5) },
    field: { minWidth: 150 },
    chosen: { boxShadow: 'inset 0 -2px currentColor' },
  }),
  { name: 'GreenlightReliabilityFilters' },
);

type Change = (change: Partial<FiltersOf>) => void;

/** How many services each status has; a click shows only these. */
export function StatusCounts(props: {
  counts: Counts;
  chosen: FiltersOf['status'];
  onChange: Change;
}) {
  const { counts, chosen, onChange } = props;
  const classes = useStyles();
  const look = useLook();
  return (
    <div
      className={`${look.row} ${classes.root}`}
      role="group"
      aria-label="Status"
    >
      {statusOrder.map(status => (
        <Button
          key={status}
          size="small"
          aria-pressed={chosen === status}
          className={`${look.button} ${
            chosen === status ? classes.chosen : ''
          }`}
          onClick={() => onChange({ status: chosen === status ? '' : status })}
        >
          <StateMark {...statusWords[status]}>
            <span className={look.figures}>{formatCount(counts[status])}</span>
          </StateMark>
        </Button>
      ))}
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  values: readonly string[];
  /** One of the values is always chosen. */
  always?: boolean;
  onChange: (value: string) => void;
}) {
  const { label, value, values, always, onChange } = props;
  const classes = useStyles();
  const id = useId();
  // A value of an address that nothing has any more is still shown.
  const all = value && !values.includes(value) ? [value, ...values] : values;
  return (
    <TextField
      select
      id={id}
      size="small"
      variant="outlined"
      label={label}
      value={value}
      className={classes.field}
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange(event.target.value)}
    >
      {!always && <MenuItem value="">all</MenuItem>}
      {all.map(one => (
        <MenuItem key={one} value={one}>
          {shortRef(one) || 'without environment'}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** Search, owner, system and environment. */
export function Filters(props: {
  filters: FiltersOf;
  owners: readonly string[];
  systems: readonly string[];
  /** What is shown where the address names no environment, and what else there is. */
  environment: string;
  environments: readonly string[];
  onChange: Change;
}) {
  const { filters, owners, systems, onChange } = props;
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  return (
    <div className={`${look.row} ${classes.root}`} role="search">
      <TextField
        id={id}
        size="small"
        variant="outlined"
        label="Service or objective"
        type="search"
        value={filters.text}
        InputLabelProps={{ shrink: true }}
        onChange={event => onChange({ text: event.target.value })}
      />
      <Choice
        label="Owner"
        value={filters.owner}
        values={owners}
        onChange={owner => onChange({ owner })}
      />
      <Choice
        label="System"
        value={filters.system}
        values={systems}
        onChange={system => onChange({ system })}
      />
      <Choice
        label="Environment"
        value={filters.environment || props.environment}
        values={props.environments}
        always
        onChange={environment => onChange({ environment })}
      />
    </div>
  );
}
