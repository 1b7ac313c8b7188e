import classes from './fingerprint.module.css';

/** Five groups of five digits, large, as they are read out on the phone. */
export const Fingerprint = ({
  value,
  label = '指纹',
}: {
  readonly value: string;
  readonly label?: string;
}) => {
  const groups = value.replace(/\D/g, '').match(/.{1,5}/g) ?? [value];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs; this is one value.
    <div className={classes.fingerprint} role="group" aria-label={`${label} ${groups.join(' ')}`}>
      {groups.map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may hold the same digits.
        <span key={place}>{group}</span>
      ))}
    </div>
  );
};
