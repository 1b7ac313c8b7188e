import { Radio } from '@mantine/core';
import { type EnvelopeName, envelopeLabels } from '#shared/exchange.ts';
import classes from './panel.module.css';

type EnvelopeChoiceProps = {
  readonly envelope: EnvelopeName;
  readonly onEnvelope: (envelope: EnvelopeName) => void;
};

/** How the file is encrypted; behind 更多, because hardly anybody is told to choose. */
export const EnvelopeChoice = ({ envelope, onEnvelope }: EnvelopeChoiceProps) => (
  <details className={classes.more}>
    <summary>更多</summary>
    <Radio.Group
      label="信封"
      mt="xs"
      value={envelope}
      onChange={(value) => onEnvelope(value === 'sm' ? 'sm' : 'age')}
    >
      <div className={classes.peers}>
        <Radio value="age" label={envelopeLabels.age} description="平时用这个" />
        <Radio
          value="sm"
          label={envelopeLabels.sm}
          description="上级要求用国密算法时选。不能用 age 打开；未经商用密码产品认证"
        />
      </div>
    </Radio.Group>
  </details>
);
