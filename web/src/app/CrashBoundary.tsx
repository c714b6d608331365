import { Component, type ReactNode } from 'react';
import { CrashPage } from './CrashPage';

/** The last resort for a fault in our own code: say so, and offer the way back in. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <CrashPage /> : this.props.children;
  }
}
