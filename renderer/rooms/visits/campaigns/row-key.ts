/** Key of a row that is added to a table: rises with time, so that rows stand in the order they were added. */
export const newRowKey = (): string =>
  `${Date.now().toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 8)}`;
