import { createContext, useContext, type ReactNode } from 'react';

/** What every form of a page carries: the place it was opened in and the key that makes sending twice do one thing. */
export interface PageFacts {
  as: string | null;
  key: string;
  path: string;
}

const PageContext = createContext<PageFacts>({ as: null, key: '', path: '/' });

export function PageProvider({ facts, children }: { facts: PageFacts; children: ReactNode }) {
  return <PageContext.Provider value={facts}>{children}</PageContext.Provider>;
}

export function usePage(): PageFacts {
  return useContext(PageContext);
}
