import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { findLayer, type Layer, type LayerPart, type Permission, readableParts } from '@phen-dau/geodata';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { type Caller, editorFor, mayPerform, readerFor, type SignedIn } from './account.ts';
import { forbidden, invalid, issuesOfZod, notFound, type Problem, problemSchema, signInNeeded } from './problem.ts';

/**
 * Who may use a route; named beside every route.
 * `public`: anybody. `permission`: a named act of the caller's role; `by: 'session'` refuses API tokens, so that none can
 * make itself stronger. `layer`: the path's `layer` must exist for the caller (else 404), and `write` asks for the
 * permission that the layer itself names. `restricted`: for that clearance only, and 404 for everybody else.
 */
export type Policy =
  | 'public'
  | 'restricted'
  | { readonly permission: Permission; readonly by?: 'session' }
  | { readonly layer: 'read' | 'write' };

/** What node-server hands over; absent in tests that call `app.request` without it. */
interface Bindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string | undefined } };
}

/** What somebody was refused. */
export interface Refused {
  readonly method: string;
  readonly route: string;
  /** The layer asked for, when there is such a layer: somebody may be looking for what is hidden from them. */
  readonly layer?: string | undefined;
  /** The same as it was written, whether or not there is such a layer; never recorded. */
  readonly asked: string;
}

/** What every handler finds on its context. `caller` is set by every policy but `public`; `layer` and `parts` by a layer policy. */
export interface ApiEnv {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    /** Address of the peer itself; forwarded headers are never believed. */
    from: string;
    /** Finds out who calls, once a request and only when asked: public answers cost no look at the database. */
    identify: () => Promise<Caller>;
    /** Leaves an audit entry that an account was refused something. */
    recordRefusal: (caller: SignedIn, refused: Refused) => Promise<void>;
    caller: Caller;
    layer: Layer;
    /** The parts of `layer` the caller may read; never empty. */
    parts: readonly LayerPart[];
  };
}

const policies = new WeakMap<object, Policy>();

/** The policy a handler enforces, or undefined when it is no policy. */
export const policyOf = (handler: object): Policy | undefined => policies.get(handler);

/** The handler that enforces a policy before anything of the request is read. */
export function allow(policy: Policy): MiddlewareHandler<ApiEnv> {
  const enforce: MiddlewareHandler<ApiEnv> = async (c, next) => {
    if (policy === 'public') return next();
    const caller = await c.var.identify();
    refuseMistakenAccount(c.req.header(accountHeader), caller);
    const decision = authorise(caller, policy, c.req.param('layer'));
    if ('refusal' in decision) {
      if (caller.kind === 'account') {
        const asked = c.req.param('layer') ?? '';
        const layer = findLayer(asked)?.id;
        await c.var.recordRefusal(caller, { method: c.req.method, route: routePath(c), layer, asked });
      }
      throw decision.refusal;
    }
    c.set('caller', caller);
    if (decision.layer) {
      c.set('layer', decision.layer);
      c.set('parts', decision.parts);
    }
    await next();
    c.header('Vary', 'Cookie, Authorization', { append: true });
    // A handler that knows better has said so; anything else of a signed-in person's is not to be kept anywhere.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  };
  policies.set(enforce, policy);
  return enforce;
}

/** The account that a page asks for, percent-encoded. */
const accountHeader = 'phen-dau-account';

/**
 * Refuses a page that was opened by somebody else than the session is of by now: in another window of the browser another
 * account has signed in, and what the one before had at hand would be sent under a name that is not theirs.
 */
function refuseMistakenAccount(asked: string | undefined, caller: Caller): void {
  if (asked === undefined || (caller.kind === 'account' && encodeURIComponent(caller.username) === asked)) return;
  throw signInNeeded();
}

type Decision =
  | { readonly refusal: Problem }
  | { readonly layer?: never }
  | { readonly layer: Layer; readonly parts: readonly LayerPart[] };

/** The one authorisation function: may this caller pass this policy, and for which layer. */
export function authorise(caller: Caller, policy: Policy, layerId?: string): Decision {
  if (policy === 'public') return {};
  if (policy === 'restricted') return caller.clearance === 'restricted' ? {} : { refusal: notFound() };
  if ('permission' in policy) {
    const isTokenWhereNoneMay = policy.by === 'session' && caller.kind === 'account' && caller.proof.kind === 'token';
    return mayPerform(caller, policy.permission) && !isTokenWhereNoneMay ? {} : { refusal: refusalFor(caller) };
  }
  if (!mayPerform(caller, 'layers.read')) return { refusal: refusalFor(caller) };
  const layer = findLayer(layerId ?? '');
  const parts = layer ? readableParts(layer, caller.clearance) : [];
  if (!layer || parts.length === 0) return { refusal: notFound() };
  if (policy.layer === 'write' && !mayPerform(caller, layer.writtenBy)) return { refusal: refusalFor(caller) };
  return { layer, parts };
}

/** The caller of a route whose policy needs an account. */
export function accountOf(c: Context<ApiEnv>): SignedIn {
  const { caller } = c.var;
  if (caller.kind === 'anonymous') throw signInNeeded();
  return caller;
}

/** The same with the address they call from, for the audit. */
export const authorOf = (c: Context<ApiEnv>) => ({ caller: accountOf(c), from: c.var.from });

/** On whose behalf a route reads the database. */
export const readerOf = (c: Context<ApiEnv>) => readerFor(c.var.caller, { from: c.var.from });

/** On whose behalf a route writes; `why` is the reason given. */
export const editorOf = (c: Context<ApiEnv>, why?: string) => editorFor(accountOf(c), { from: c.var.from, why });

const refusalFor = (caller: Caller) => (caller.kind === 'anonymous' ? signInNeeded() : forbidden());

/** A router of ours: trailing slashes do not matter (QGIS asks for `/ogc/`) and refused input leaves as a problem. */
export function router() {
  return new OpenAPIHono<ApiEnv>({
    strict: false,
    defaultHook: (result) => {
      if (result.success) return;
      // A malformed id names nothing, exactly like a well-formed one that does not exist.
      if (result.target === 'param') throw notFound();
      throw invalid(issuesOfZod(result.error, result.target === 'json' ? 'body' : 'parameter'));
    },
  });
}

/** Declares a route: its policy first, then what `createRoute` takes. The policy runs before any part of the request is
 * validated, so a caller without the right learns nothing from a validation message. */
export function route<Path extends string, Config extends Omit<RouteConfig, 'path' | 'middleware'> & { path: Path }>(
  policy: Policy,
  config: Config,
) {
  const declared = {
    ...config,
    middleware: [allow(policy)],
    security: policy === 'public' ? [] : signedIn,
    // Told to readers of the document only: as part of the types every answer would have to be told from a problem twice.
    responses: { ...config.responses, default: problemAnswer },
  };
  return createRoute(declared) as unknown as ReturnType<typeof createRoute<Path, Config>>;
}
const signedIn = [{ session: [] }, { token: [] }];
const problemAnswer = {
  description: 'Anything else: a problem (RFC 9457)',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** Like `route`, for answers that are spliced text, files or several forms at once: described to readers of the OpenAPI
 * document, but to the compiler any Response will do. */
export function textRoute<
  Path extends string,
  Config extends Omit<RouteConfig, 'path' | 'middleware'> & { path: Path },
>(policy: Policy, config: Config) {
  type Typed = ReturnType<typeof createRoute<Path, Config>>;
  return route(policy, config) as unknown as Omit<Typed, 'responses'> & { responses: { 200: { description: string } } };
}

/** Every registered method and path with its policy, for the start and for the tests. `undefined`: somebody forgot. */
export function registeredPolicies(app: OpenAPIHono<ApiEnv>): Map<string, Policy | undefined> {
  const found = new Map<string, Policy | undefined>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL' && path === '/*') continue; // what runs before every route, such as the headers
    const key = `${method} ${path}`;
    // The first handler must be the policy: one that came second would guard nothing.
    if (!found.has(key)) found.set(key, policyOf(handler));
  }
  return found;
}

/** Stops the start when a route has no policy: a mistake of ours that must not reach a network. */
export function refuseRoutesWithoutPolicy(app: OpenAPIHono<ApiEnv>): void {
  const forgotten = [...registeredPolicies(app)].filter(([, policy]) => !policy).map(([key]) => key);
  if (forgotten.length > 0) throw new Error(`Routes without a policy: ${forgotten.join(', ')}`);
}

/** The methods that have a route for a path, for 405 and its Allow header; empty when nothing does. */
export function allowedMethods(app: OpenAPIHono<ApiEnv>, path: string): string[] {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
    app.router.match(method, path)[0].some(([[handler]]) => policyOf(handler)),
  );
  return methods.includes('GET') ? ['HEAD', ...methods] : methods;
}
