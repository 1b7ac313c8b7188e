import panel from '#renderer/rooms/cultivation/panel.module.css';
import type { LeftOut } from '#shared/scoring/panels.ts';

/** Who takes no part in a draw, and why. */
export const LeftOutTable = ({ excluded }: { readonly excluded: readonly LeftOut[] }) => (
  <table className={panel.table} aria-label="回避和不参加">
    <thead>
      <tr>
        <th>没有参加抽取</th>
        <th>单位</th>
        <th>原因</th>
      </tr>
    </thead>
    <tbody>
      {excluded.map(({ name, unit, why }) => (
        <tr key={`${name} ${unit} ${why}`}>
          <td>{name}</td>
          <td>{unit ?? ''}</td>
          <td>{why}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
