import { Links, Outlet, Scripts, isRouteErrorResponse, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { LinksFunction } from '@remix-run/node';
import type { ReactNode } from 'react';
import { AppFrame, type Reader } from './components/frame/app-frame';
import type { Handle } from './components/frame/handle';
import { PageProvider } from './components/frame/page-context';
import { useNonce } from './components/frame/nonce';
import { LinkButton } from './components/ui/button';
import { PageHead } from './components/ui/page';
import { newPageKey, publicLoader } from './http/door.server';
import type { Messages } from './i18n/messages';
import { useWords } from './i18n/words';
import styles from './styles.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const loader = publicLoader(({ visitor, house, url }) => {
  const actor = visitor?.actor;
  const reader: Reader | null =
    visitor && actor ? { name: visitor.name, role: actor.role, duty: actor.duty, organisation: visitor.organisation } : null;
  const path = url.pathname.replace(/\.data$/, '') + url.search;
  return { reader, demo: house.demo, facts: { as: actor?.membershipId ?? null, key: newPageKey(), path } };
});

export function Layout({ children }: { children: ReactNode }) {
  const { language, m } = useWords();
  const nonce = useNonce();
  const error = useRouteError();
  const handles = useMatches().map(({ handle }) => (handle ?? {}) as Handle);
  const scripts = !error && handles.some((handle) => handle.scripts);
  const title = error ? wordsFor(error, m).title : handles.findLast((handle) => handle.title)?.title?.(m);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title ? `${title} · ${m.frame.product}` : m.frame.product}</title>
        <Links />
      </head>
      <body>
        {children}
        {scripts ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  );
}

export default function Root() {
  const paper = useMatches().some(({ handle }) => (handle as Handle | undefined)?.paper);
  return paper ? <InFrame bare><Outlet /></InFrame> : <InFrame><Outlet /></InFrame>;
}

function InFrame({ bare, children }: { bare?: boolean; children: ReactNode }) {
  const seen = useRouteLoaderData<typeof loader>('root');
  const facts = seen?.facts ?? { as: null, key: '', path: '/' };
  return (
    <PageProvider facts={facts}>
      {bare ? children : <AppFrame reader={seen?.reader ?? null} demo={seen?.demo ?? false}>{children}</AppFrame>}
    </PageProvider>
  );
}

/** The one page of every denial and of everything that does not exist; and the one for what broke on our side. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { m } = useWords();
  const words = wordsFor(error, m);
  return (
    <InFrame>
      <PageHead title={words.title} />
      <p className="max-w-reading mt-4">{words.text}</p>
      <p className="mt-4">
        <LinkButton href="/">{m.frame.notFound.home}</LinkButton>
      </p>
    </InFrame>
  );
}

function wordsFor(error: unknown, m: Messages) {
  return isRouteErrorResponse(error) && error.status < 500 ? m.frame.notFound : m.frame.trouble;
}
