import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import type { Language } from '~/domain/languages';
import { MESSAGES } from '~/i18n/all';
import { WordsProvider } from '~/i18n/words';

/** The page of a route as HTML, with what its loader answered and, after a form, what its action answered. */
export function rendered(Page: ComponentType, answer: unknown, language: Language = 'kk', actionData?: unknown): string {
  const routes = [{ id: 'page', path: '*', element: <Page />, loader: true }];
  const context = {
    basename: '/',
    location: { pathname: '/', search: '', hash: '', state: null, key: 'page' },
    matches: [{ params: {}, pathname: '/', pathnameBase: '/', route: { id: 'page', path: '*' } }],
    loaderData: { page: answer },
    actionData: actionData === undefined ? null : { page: actionData },
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
  return renderToStaticMarkup(
    <WordsProvider language={language} messages={MESSAGES[language]}>
      <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />
    </WordsProvider>,
  );
}
