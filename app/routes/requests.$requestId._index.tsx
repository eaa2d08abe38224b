import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { RequestSheet } from '~/components/requests/request-sheet';
import { signedInLoader } from '~/http/door.server';
import { openRequest } from '~/services/requests.server';

export const handle: Handle = { title: (m) => m.requests.title };

export const loader = signedInLoader(({ ctx, param }) => openRequest(ctx, param('requestId')));

export default function OneRequest() {
  return <RequestSheet request={useLoaderData<typeof loader>()} />;
}
