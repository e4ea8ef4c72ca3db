import { useId } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import Select from '@material-ui/core/Select';
import { makeStyles } from '@material-ui/core/styles';
import { useLook } from '@greenlight/ui';

const useStyles = makeStyles(
  { select: { fontSize: '0.8125rem', minWidth: 72 } },
  { name: 'GreenlightEnvironmentSelect' },
);

/** Chooses whose objectives are shown; only the name where there is no choice. */
export function EnvironmentSelect(props: {
  environment: string;
  environments: readonly string[];
  onChange: (environment: string) => void;
}) {
  const { environment, environments, onChange } = props;
  const classes = useStyles();
  const look = useLook();
  const id = useId();
  if (environments.length < 2) {
    return <span className={`${look.small} ${look.muted}`}>{environment}</span>;
  }
  return (
    <span className={look.row}>
      <span id={id} className={look.hidden}>
        Environment
      </span>
      <Select
        className={`${look.small} ${classes.select}`}
        value={environment}
        labelId={id}
        id={`${id}-select`}
        SelectDisplayProps={{ 'aria-labelledby': `${id} ${id}-select` }}
        onChange={event => onChange(String(event.target.value))}
      >
        {environments.map(name => (
          <MenuItem key={name} value={name}>
            {name || 'without environment'}
          </MenuItem>
        ))}
      </Select>
    </span>
  );
}
