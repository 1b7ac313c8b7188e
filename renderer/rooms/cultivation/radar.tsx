import classes from './radar.module.css';

export type Spoke = {
  readonly key: string;
  readonly label: string;
  /** 10,000 is as good as the benchmark; null where it cannot be said. */
  readonly value: number | null;
};

const half = 170;
const radius = 105;
/** Room for the words left and right of the picture. */
const margin = 70;
/** Beyond one and a half times the benchmark a spoke ends: the shape of the rest stays readable. */
const most = 15_000;

const at = (i: number, of: number, length: number): readonly [number, number] => {
  const angle = (Math.PI * 2 * i) / of - Math.PI / 2;
  return [half + Math.cos(angle) * length, half + Math.sin(angle) * length];
};
const points = (list: readonly (readonly [number, number])[]): string =>
  list.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
const lengthOf = (value: number): number => (Math.min(Math.max(value, 0), most) / most) * radius;

/** A firm's shape around its benchmark, which is the thick ring. What is not known leaves its spoke empty. */
export const Radar = ({
  spokes,
  label,
}: {
  readonly spokes: readonly Spoke[];
  readonly label: string;
}) => {
  const known = spokes.filter(({ value }) => value !== null);
  if (known.length < 3) return null;
  const ring = (value: number): string =>
    points(known.map((_, i) => at(i, known.length, lengthOf(value))));
  return (
    <svg
      className={classes.radar}
      viewBox={`${-margin} 0 ${(half + margin) * 2} ${half * 2}`}
      width="100%"
    >
      <title>{label}</title>
      {[5_000, 15_000].map((value) => (
        <polygon key={value} points={ring(value)} className={classes.grid} />
      ))}
      {known.map(({ key }, i) => {
        const [x, y] = at(i, known.length, radius);
        return <line key={key} x1={half} y1={half} x2={x} y2={y} className={classes.grid} />;
      })}
      <polygon points={ring(10_000)} className={classes.bench} />
      <polygon
        points={points(known.map(({ value }, i) => at(i, known.length, lengthOf(value ?? 0))))}
        className={classes.own}
      />
      {known.map(({ key, label: word, value }, i) => {
        const [x, y] = at(i, known.length, radius + 16);
        const anchor = Math.abs(x - half) < 12 ? 'middle' : x > half ? 'start' : 'end';
        return (
          <text key={key} x={x} y={y + 4} textAnchor={anchor} className={classes.word}>
            {word} {Math.round((value ?? 0) / 100)}%
          </text>
        );
      })}
    </svg>
  );
};
