import { Component, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import classes from './crash-note.module.css';

type CatchProps = { readonly path: string; readonly children: ReactNode };
type CatchState = { readonly caught: { readonly error: unknown } | null };

/** React catches render errors only in a class. */
class Catch extends Component<CatchProps, CatchState> {
  override readonly state: CatchState = { caught: null };

  static getDerivedStateFromError(error: unknown): CatchState {
    return { caught: { error } };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override componentDidUpdate(before: CatchProps): void {
    // Another page is another try.
    if (this.state.caught && before.path !== this.props.path) this.setState({ caught: null });
  }

  override render(): ReactNode {
    if (!this.state.caught) return this.props.children;
    return (
      <div className={classes.note}>
        <FailureNote
          title="这一页没能显示出来"
          error={this.state.caught.error}
          onRetry={() => this.setState({ caught: null })}
        />
      </div>
    );
  }
}

/** A bug in one page leaves the frame standing, so that people can go elsewhere. */
export const CrashNote = ({ children }: { readonly children: ReactNode }) => {
  const [path] = useLocation();
  return <Catch path={path}>{children}</Catch>;
};
