import { useTheme } from '@material-ui/core/styles';

/** What a state means, apart from its word. @public */
export type Tone = 'good' | 'busy' | 'waiting' | 'bad' | 'unknown';

/**
 * Told apart by lightness and by the blue in them, not by red against green;
 * at least 4.5:1 on a card and on a raised surface of its theme.
 */
const colors: Record<'light' | 'dark', Record<Tone, string>> = {
  light: {
    good: '#00735c',
    busy: '#0059b3',
    waiting: '#8a4b00',
    bad: '#b3201b',
    unknown: '#5a5e63',
  },
  dark: {
    good: '#5eead4',
    busy: '#8cc8ff',
    waiting: '#ffc266',
    bad: '#ffb199',
    unknown: '#c9c9c9',
  },
};

/** Colors of the tones in the theme of the page. @public */
export function useToneColors(): Record<Tone, string> {
  return colors[useTheme().palette.type === 'dark' ? 'dark' : 'light'];
}

/** Colors of both themes, for tests of their contrast. */
export const toneColors = colors;
