import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** needs: something is awaited from the reader · readonly: why nothing can be changed here. */
export type NoticeKind = 'info' | 'needs' | 'watch' | 'late' | 'good' | 'readonly';

const SIGN: Record<NoticeKind, IconName> = { info: 'info', needs: 'arrow', watch: 'warning', late: 'clock', good: 'check', readonly: 'lock' };

/** A short message in the page that stays until the page changes. `role="status"` for the answer to a deed. */
export function Notice({ kind = 'info', title, role, action, children }: { kind?: NoticeKind; title?: string; role?: 'status' | 'alert'; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className={`notice notice-${kind}`} role={role}>
      <Icon name={SIGN[kind]} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
        {action && <div className="actions mt-2">{action}</div>}
      </div>
    </div>
  );
}
