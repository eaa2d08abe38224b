import type { ComponentPropsWithRef } from 'react';
import { Hidden } from '../ui/field';
import { usePage } from './page-context';

/** A form that works without scripts. Every form of a signed-in page is one of these. */
export function Send({ children, ...form }: Omit<ComponentPropsWithRef<'form'>, 'method' | 'style'>) {
  const { as, key } = usePage();
  return (
    <form method="post" noValidate {...form}>
      {as && <Hidden name="as" value={as} />}
      {key && <Hidden name="key" value={key} />}
      {children}
    </form>
  );
}
