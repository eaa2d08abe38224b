import type { ComponentPropsWithRef, ReactNode } from 'react';

/** main: the one deed of the page · danger: what cannot be taken back · quiet: looks like a link. */
export type ButtonKind = 'main' | 'plain' | 'danger' | 'quiet';

interface Look {
  kind?: ButtonKind;
  /** As wide as its place, for phones and cards. */
  full?: boolean;
}

const CLASS = { main: 'btn btn-main', plain: 'btn', danger: 'btn btn-danger', quiet: 'btn btn-quiet' } as const;
const look = ({ kind = 'plain', full }: Look) => CLASS[kind] + (full ? ' btn-full' : '');

/** Sends the form it stands in, unless told another `type`. */
export function Button({ kind, full, type = 'submit', ...button }: Look & Omit<ComponentPropsWithRef<'button'>, 'className' | 'style'>) {
  return <button type={type} className={look({ kind, full })} {...button} />;
}

/** A link that weighs as much as a button. */
export function LinkButton({ kind, full, children, ...link }: Look & { href: string } & Omit<ComponentPropsWithRef<'a'>, 'className' | 'style' | 'href'>) {
  return <a className={look({ kind, full })} {...link}>{children}</a>;
}

/** Buttons side by side, the main one first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}
