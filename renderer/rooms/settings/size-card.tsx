import { SegmentedControl, Text } from '@mantine/core';
import {
  type InterfaceSize,
  interfaceSizes,
  useInterfaceSize,
} from '#renderer/app/interface-size.tsx';
import { Card } from './card.tsx';

/** Three sizes of everything. */
export const SizeCard = () => {
  const { size, choose } = useInterfaceSize();
  return (
    <Card
      title="界面大小"
      action={
        <SegmentedControl
          aria-label="界面大小"
          value={size}
          onChange={(next) => choose(next as InterfaceSize)}
          data={interfaceSizes.map(({ key, label }) => ({ value: key, label }))}
        />
      }
    >
      <Text size="sm" c="dimmed">
        文字、按钮和表格一起放大或缩小，只影响这台电脑。
      </Text>
    </Card>
  );
};
