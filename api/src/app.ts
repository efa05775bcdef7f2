import { randomUUID } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { type Basemap, createBasemap } from './basemap.ts';
import { limitBody } from './body-limit.ts';
import type { Callers } from './callers.ts';
import { demonstrationProvince } from './config.ts';
import { type Coverage, createCoverage } from './coverage/coverage.ts';
import type { OpenedDatabase } from './database/open.ts';
import { type Log, logRequest } from './log.ts';
import { describeSecurity, openApiRoutes } from './openapi.ts';
import { allowedMethods, refuseRoutesWithoutPolicy, router } from './policy.ts';
import { answerProblem, notFound, Problem, problemOfDatabase, problemOfHono } from './problem.ts';
import { createRefusalLog } from './refusals.ts';
import { refuseRepeatedParameters } from './repeated-parameters.ts';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audit.ts';
import { basemapRoutes } from './routes/basemap.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { provinceCoverageRoutes } from './routes/coverage-province.ts';
import { featurePhotoRoutes } from './routes/feature-photos.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { layerRoutes } from './routes/layers.ts';
import { collectionsRoutes } from './routes/ogc/collections.ts';
import { itemRoutes } from './routes/ogc/item.ts';
import { itemsRoutes } from './routes/ogc/items.ts';
import { landingRoutes } from './routes/ogc/landing.ts';
import { writingRoutes } from './routes/ogc/writing.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { surveyContentRoutes } from './routes/survey-contents.ts';
import { surveyPhotoRoutes } from './routes/survey-photos.ts';
import { surveyReviewRoutes } from './routes/survey-review.ts';
import { surveyRoutes } from './routes/surveys.ts';
import { tileRoutes } from './routes/tiles.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { refuseForeignOrigins } from './same-origin.ts';
import { secureHeaders } from './secure-headers.ts';
import { staticRoutes } from './static.ts';
import { deskOf } from './surveys/file-job.ts';
import { createReadingRoom, type ReadingRoom } from './surveys/reading-room.ts';
import { createTileStore, type TileStore } from './tile-store.ts';

/** What the application needs from outside; tests hand over their own. */
export interface Dependencies {
  readonly database: OpenedDatabase;
  readonly callers: Callers;
  /** Folder of the built web application; null serves none. */
  readonly webFolder: string | null;
  /** Packed layers and finished tiles; one of its own when absent. */
  readonly tiles?: TileStore;
  /** None is served when absent. */
  readonly basemap?: Basemap;
  /** Reads survey files in a thread; one of its own when absent. */
  readonly readingRoom?: ReadingRoom;
  /** Computes coverage and freezes months; one of its own when absent. */
  readonly coverage?: Coverage;
  /** Name of the province served; the demonstration's when absent. */
  readonly province?: string;
  readonly log: Log;
  /** The time, for sessions and throttle; tests move it. */
  readonly now: () => Date;
}

/** The whole HTTP surface: one line a group of URLs. */
export function createApp(dependencies: Dependencies) {
  const { callers, database, log, now } = dependencies;
  const recordRefusal = createRefusalLog(database, now);
  const coverage = dependencies.coverage ?? createCoverage(dependencies);
  const { readingRoom = createReadingRoom(), province = demonstrationProvince } = dependencies;
  const desk = deskOf(database, readingRoom, province);
  const app = router();
  app.use(async (c, next) => {
    c.set('requestId', randomUUID());
    c.set('from', c.env?.incoming?.socket.remoteAddress ?? 'unknown');
    c.set('identify', () => callers.of(c.req.raw.headers));
    c.set('recordRefusal', (caller, refused) => recordRefusal(caller, c.var.from, refused));
    await next();
  });
  app.use(logRequest(log), secureHeaders, refuseForeignOrigins, refuseRepeatedParameters, limitBody);

  const api = app
    .route('/', healthRoutes(dependencies))
    // Accounts
    .route('/', sessionRoutes(dependencies))
    .route('/', ownAccountRoutes(dependencies))
    .route('/', accountRoutes(dependencies))
    .route('/', auditRoutes(dependencies))
    // Layers
    .route('/', layerRoutes(dependencies))
    .route('/', searchRoutes(dependencies))
    .route('/', historyRoutes(dependencies))
    .route('/', featurePhotoRoutes(dependencies))
    // Coverage
    .route('/', coverageRoutes(coverage))
    .route('/', provinceCoverageRoutes(coverage))
    // Tiles
    .route('/', basemapRoutes({ log, basemap: dependencies.basemap ?? createBasemap([], log) }))
    .route('/', tileRoutes({ ...dependencies, tiles: dependencies.tiles ?? createTileStore(dependencies) }))
    // Surveys
    .route('/', surveyRoutes(dependencies, desk))
    .route('/', surveyContentRoutes(dependencies))
    .route('/', surveyReviewRoutes(dependencies, desk))
    .route('/', surveyPhotoRoutes(dependencies))
    .route('/', uploadRoutes(dependencies))
    // OGC API - Features
    .route('/', landingRoutes())
    .route('/', collectionsRoutes(dependencies))
    .route('/', itemsRoutes(dependencies))
    .route('/', itemRoutes(dependencies))
    .route('/', writingRoutes(dependencies))
    // Descriptions and the web application
    .route(
      '/',
      openApiRoutes(() => app),
    )
    .route('/', staticRoutes(dependencies.webFolder));
  describeSecurity(app);

  app.notFound((c) => {
    const methods = allowedMethods(app, c.req.path);
    if (methods.length === 0) return answerProblem(c, notFound());
    return answerProblem(c, new Problem('method-not-allowed', { headers: { Allow: methods.join(', ') } }));
  });
  app.onError((error, c) => answerProblem(c, problemOf(error, log, c.var.requestId)));
  refuseRoutesWithoutPolicy(app);
  return api;
}

/** What a caller is told of an error. Of our own mistakes only an id, under which the log has the rest. */
function problemOf(error: Error, log: Log, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const known = error instanceof HTTPException ? problemOfHono(error) : problemOfDatabase(error);
  if (known) return known;
  log({ level: 'error', event: 'failure', requestId, stack: error.stack ?? error.message });
  return new Problem('failure', { members: { requestId } });
}
