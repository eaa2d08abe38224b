import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { StylePage } from '~/components/ui/style-page';
import { publicLoader } from '~/http/door.server';

export const handle: Handle = { paper: true };

export const loader = publicLoader(({ url }) => ({ example: url.searchParams.get('example') ?? undefined }));

export default function Style() {
  const { example } = useLoaderData<typeof loader>();
  return <StylePage example={example} />;
}
