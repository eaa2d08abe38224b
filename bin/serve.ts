import * as build from 'virtual:remix/server-build';
import { answerBy } from './answering';
import { serve } from './serving';

if (process.env.NODE_ENV !== 'production') {
  process.stderr.write('The built server runs with NODE_ENV=production only; npm start sets it.\n');
  process.exit(1);
}

await serve({ answer: answerBy(build), assets: 'build/client' });
