import { toneColors } from './tones';

const surfaces = {
  light: ['#ffffff', '#f7f7f7', '#f5f5f5'],
  dark: ['#333333', '#424141', '#504f4f'],
};

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** What a person without green cones sees, after Viénot, Brettel and Mollon. */
function deuteranope(hex: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
    at => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  return [
    0.29275 * r + 0.70725 * g,
    0.29275 * r + 0.70725 * g,
    -0.02234 * r + 0.02234 * g + b,
  ];
}

function distance(a: number[], b: number[]): number {
  return Math.hypot(
    ...a.map((v, i) => Math.max(v, 0) ** 0.45 - Math.max(b[i] ?? 0, 0) ** 0.45),
  );
}

describe.each(['light', 'dark'] as const)('tones in the %s theme', theme => {
  const tones = Object.entries(toneColors[theme]);

  it.each(tones)('%s reads on every surface', (_, color) => {
    for (const surface of surfaces[theme]) {
      expect(contrast(color, surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('good, waiting and bad differ without green cones', () => {
    const { good, waiting, bad } = toneColors[theme];
    for (const [a, b] of [
      [good, bad],
      [good, waiting],
    ] as const) {
      expect(distance(deuteranope(a), deuteranope(b))).toBeGreaterThan(0.15);
    }
  });
});
