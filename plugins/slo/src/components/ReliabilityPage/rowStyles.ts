import { makeStyles } from '@material-ui/core/styles';

/** Rows have one height, so that the list knows where each of them stands. */
export const ROW_HEIGHT = 52;
/** On a narrow page a row is a card of four lines. */
export const NARROW_ROW_HEIGHT = 116;

const COLUMNS =
  '6.5em minmax(6.5em, 1.1fr) minmax(6.5em, 1fr) minmax(8em, 1.6fr) 4em 4.8em 7em 4.2em 6.8em';
const NARROW_AREAS =
  '"service status" "objective left" "objective burn" "owner exhaustion"';

/** The look of rows, as lines of a table or as cards. */
export const useRowStyles = makeStyles(
  theme => {
    const narrow = theme.breakpoints.down('sm');
    const area = (gridArea: string) => ({ [narrow]: { gridArea } });
    return {
      row: {
        display: 'grid',
        gridTemplateColumns: COLUMNS,
        columnGap: theme.spacing(1.25),
        alignItems: 'center',
        minWidth: 860,
        padding: theme.spacing(0, 2),
        height: ROW_HEIGHT,
        boxSizing: 'border-box',
        borderBottom: `1px solid ${theme.palette.divider}`,
        [narrow]: {
          minWidth: 0,
          height: NARROW_ROW_HEIGHT,
          gridTemplateColumns: 'minmax(0, 1fr) auto',
          gridTemplateAreas: NARROW_AREAS,
          alignContent: 'center',
          alignItems: 'start',
        },
      },
      placed: { position: 'absolute', top: 0, left: 0, right: 0 },
      cell: {
        minWidth: 0,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
      figure: { textAlign: 'right' },
      status: { [narrow]: { gridArea: 'status', justifySelf: 'end' } },
      service: area('service'),
      owner: area('owner'),
      objective: area('objective'),
      left: area('left'),
      burn: area('burn'),
      exhaustion: area('exhaustion'),
      wideOnly: { [narrow]: { display: 'none' } },
      narrowOnly: { [theme.breakpoints.up('md')]: { display: 'none' } },
    };
  },
  { name: 'GreenlightReliabilityRow' },
);
