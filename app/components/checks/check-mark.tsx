import { useWords } from '~/i18n/words';

export interface CheckMarkProps {
  address: string;
  /** The first groups of the digest. */
  digest: string;
  /** The square code: the side of its square in modules, and its path. */
  code: { size: number; path: string };
}

/** The square code on a printed page with the address it leads to, and the mark to compare by eye. */
export function CheckMark({ address, digest, code }: CheckMarkProps) {
  const { m, fill } = useWords();
  const words = m.checks.paper;
  return (
    <div className="mt-4 flex flex-wrap items-start gap-4 break-inside-avoid">
      <svg className="w-28 bg-white text-black" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={words.code} shapeRendering="crispEdges">
        <path d={code.path} fill="currentColor" />
      </svg>
      <div className="small grid gap-1 max-w-reading">
        <p className="font-strong">{words.title}</p>
        <p>{words.how}</p>
        <p className="num break-all">{address}</p>
        <p className="num">{fill(words.digest, { digest })}</p>
        <p>{words.nothing}</p>
      </div>
    </div>
  );
}
