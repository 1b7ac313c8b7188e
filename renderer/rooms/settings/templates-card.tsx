import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Card } from './card.tsx';

/** The way to the office's own templates. */
export const TemplatesCard = () => (
  <Card
    title="文书模板"
    action={
      <Button component={Link} href="/settings/templates" variant="default">
        管理模板
      </Button>
    }
  >
    <Text size="sm" c="dimmed">
      走访记录、问题交办单、一企一档……可以用本单位自己的 Word 或 Excel 表格来生成。
    </Text>
  </Card>
);
