import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { Language } from '~/domain/languages';
import { putTypedAside, WhenReady } from './components/frame/typed-early';
import type { Messages } from './i18n/messages';
import { WordsProvider } from './i18n/words';

/** Each language is a file of its own in the browser: one reader loads one. */
const load: Record<Language, () => Promise<Messages>> = {
  kk: async () => (await import('./i18n/kk')).kk,
  ru: async () => (await import('./i18n/ru')).ru,
  en: async () => (await import('./i18n/en')).en,
};

const language = document.documentElement.lang as Language;

load[language]().then((messages) => {
  startTransition(() => {
    const typeAgain = putTypedAside(document);
    hydrateRoot(
      document,
      <StrictMode>
        <WordsProvider language={language} messages={messages}>
          <WhenReady call={typeAgain}>
            <RemixBrowser />
          </WhenReady>
        </WordsProvider>
      </StrictMode>,
    );
  });
});
