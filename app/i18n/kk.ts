import type { Messages } from './messages';
import { front } from './kk/front';
import { frame } from './kk/frame';
import { refusals } from './kk/refusals';
import { vocabulary } from './kk/vocabulary';
import { accounts } from './kk/accounts';
import { home } from './kk/home';
import { children } from './kk/children';
import { guardians } from './kk/guardians';
import { consents } from './kk/consents';
import { referrals } from './kk/referrals';
import { requests } from './kk/requests';
import { team } from './kk/team';
import { assessments } from './kk/assessments';
import { findings } from './kk/findings';
import { meetings } from './kk/meetings';
import { conclusions } from './kk/conclusions';
import { copies } from './kk/copies';
import { handovers } from './kk/handovers';
import { checks } from './kk/checks';
import { recommendations } from './kk/recommendations';
import { reexaminations } from './kk/reexaminations';
import { histories } from './kk/histories';
import { load } from './kk/load';
import { reports } from './kk/reports';
import { plans } from './kk/plans';
import { goals } from './kk/goals';
import { progress } from './kk/progress';
import { assistants } from './kk/assistants';
import { family } from './kk/family';
import { audit } from './kk/audit';
import { directory } from './kk/directory';
import { visits } from './kk/visits';
import { desk } from './kk/desk';
import { queue } from './kk/queue';

export const kk: Messages = {
  front,
  frame,
  refusals,
  vocabulary,
  accounts,
  home,
  children,
  guardians,
  consents,
  referrals,
  requests,
  team,
  assessments,
  findings,
  meetings,
  conclusions,
  copies,
  handovers,
  checks,
  recommendations,
  reexaminations,
  histories,
  load,
  reports,
  plans,
  goals,
  progress,
  assistants,
  family,
  audit,
  directory,
  visits,
  desk,
  queue,
};
