import { randomUUID } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import type { OpenedDatabase } from './database/open.ts';
import { identifier } from './identify.ts';
import { type Log, logRequest } from './log.ts';
import { type ApiEnv, allowedMethods, refuseRoutesWithoutPolicy, router } from './policy.ts';
import { answerProblem, notFound, Problem, problemOfHono } from './problem.ts';
import { healthRoutes } from './routes/health.ts';
import { refuseForeignOrigins } from './same-origin.ts';
import { secureHeaders } from './secure-headers.ts';

/** What the application needs from outside; tests hand over their own. */
export interface Dependencies {
  readonly database: OpenedDatabase;
  /** Anyone may read open layers without signing in. */
  readonly publicRead: boolean;
  /** Folder of the built web application; null serves none. */
  readonly webFolder: string | null;
  readonly log: Log;
  /** The time, for sessions and throttle; tests move it. */
  readonly now: () => Date;
}

/** The whole HTTP surface: one line a group of URLs. */
export function createApp(dependencies: Dependencies) {
  const app = router();
  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('from', c.env?.incoming?.socket.remoteAddress ?? 'unknown');
    c.set('identify', identifier(c, dependencies));
    await next();
  });
  app.use(logRequest(dependencies.log), secureHeaders, refuseForeignOrigins);

  const api = app.route('/', healthRoutes(dependencies));

  app.notFound((c) => {
    const methods = allowedMethods(app, c.req.path);
    if (methods.length === 0) return answerProblem(c, notFound());
    return answerProblem(c, new Problem('method-not-allowed', { headers: { Allow: methods.join(', ') } }));
  });
  app.onError((error, c) => answerProblem(c, problemOf(error, dependencies.log, c.var)));
  refuseRoutesWithoutPolicy(app);
  return api;
}

function problemOf(error: Error, log: Log, { requestId }: ApiEnv['Variables']): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) return problemOfHono(error);
  log({ level: 'error', event: 'failure', requestId, error: error.name, stack: error.stack ?? error.message });
  return new Problem('failure', { members: { requestId } });
}
