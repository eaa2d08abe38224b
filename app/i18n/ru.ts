import type { Messages } from './messages';
import { front } from './ru/front';
import { frame } from './ru/frame';
import { refusals } from './ru/refusals';
import { vocabulary } from './ru/vocabulary';
import { accounts } from './ru/accounts';
import { home } from './ru/home';
import { children } from './ru/children';
import { guardians } from './ru/guardians';
import { consents } from './ru/consents';
import { referrals } from './ru/referrals';
import { requests } from './ru/requests';
import { team } from './ru/team';
import { assessments } from './ru/assessments';
import { findings } from './ru/findings';
import { meetings } from './ru/meetings';
import { conclusions } from './ru/conclusions';
import { copies } from './ru/copies';
import { handovers } from './ru/handovers';
import { checks } from './ru/checks';
import { recommendations } from './ru/recommendations';
import { reexaminations } from './ru/reexaminations';
import { histories } from './ru/histories';
import { load } from './ru/load';
import { reports } from './ru/reports';
import { plans } from './ru/plans';
import { goals } from './ru/goals';
import { progress } from './ru/progress';
import { assistants } from './ru/assistants';
import { family } from './ru/family';
import { audit } from './ru/audit';
import { directory } from './ru/directory';
import { visits } from './ru/visits';
import { desk } from './ru/desk';
import { queue } from './ru/queue';

export const ru: Messages = {
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
