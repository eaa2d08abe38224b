import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { Row, Rows } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { PageHead } from '~/components/ui/page';
import { nothingHere, signedInAction, signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { dropKeptForm, findKeptForm } from '~/services/sessions.server';

export const handle: Handle = { title: (m) => m.accounts.kept.title };

export const loader = signedInLoader(async ({ house, ctx, param }) => {
  const kept = await findKeptForm(house.database, ctx.actor.id, param('keptId'), new Date());
  if (!kept) return nothingHere();
  return { id: param('keptId'), path: kept.path, fields: JSON.parse(kept.body) as [string, string][] };
});

export const action = signedInAction(async ({ house, ctx, param }) => {
  await dropKeptForm(house.database, ctx.actor.id, param('keptId'));
  return goTo('/');
});

export default function Kept() {
  const { id, path, fields } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.accounts.kept;
  const readable = fields.filter(([name, value]) => value.includes(' ') && name !== 'to');
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      <div className="mt-4">
        <Rows>{readable.map(([name, value], index) => <Row key={name + index} label={index + 1}>{value}</Row>)}</Rows>
      </div>
      <div className="actions mt-6">
        <Send action={path}>
          <Hidden name="kept" value={id} />
          {fields.map(([name, value], index) => <Hidden key={name + index} name={name} value={value} />)}
          <Button kind="main">{words.submit}</Button>
        </Send>
        <Send>
          <Button>{words.drop}</Button>
        </Send>
      </div>
    </>
  );
}
