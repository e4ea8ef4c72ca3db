/** What a figure is held against. */
export interface Aim {
  what: string;
  figure: number;
  atMost: number;
  unit: string;
}

const text = (value: number) =>
  value >= 100 ? value.toFixed(0) : value.toFixed(1);

/** Prints each aim with its verdict; true when all are met. */
export function judge(
  aims: readonly Aim[],
  print: (line: string) => void,
): boolean {
  for (const { what, figure, atMost, unit } of aims) {
    const met = figure <= atMost;
    print(
      `${met ? 'met   ' : 'MISSED'}  ${what}: ${text(
        figure,
      )} ${unit} (aim: at most ${text(atMost)} ${unit})`,
    );
  }
  return aims.every(({ figure, atMost }) => figure <= atMost);
}
