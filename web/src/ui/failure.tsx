import { Component, type ReactNode } from 'react';
import { messages } from '../messages/messages.ts';
import { getState } from '../state/store.ts';
import { Button } from './button.tsx';
import './failure.css';

interface Props {
  readonly children: ReactNode;
}

/** Catches a fault of ours in a part of the screen, says so, and offers the one thing that helps. */
export class Failure extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const words = messages[getState().language].problem;
    return (
      <div className="failure" role="alert">
        <p>{words.crashed}</p>
        <Button onClick={() => location.reload()}>{words.reload}</Button>
      </div>
    );
  }
}
