import type { OpenAPIHono } from '@hono/zod-openapi';
import { refuseParameters } from './ogc/items-query.ts';
import { type ApiEnv, router, textRoute } from './policy.ts';

const info = {
  title: 'Phên Dậu',
  version: '0.1.0',
  description:
    "The map and register of the works along a province's border. Errors are problems (RFC 9457); what the caller may not " +
    'know of answers exactly like what does not exist. Scripts send `Authorization: Bearer <token>`.',
};

/** `GET /api/openapi.json` (3.1, for programs of today) and `GET /ogc/api` (3.0, which OGC and GDAL ask for). */
export function openApiRoutes(described: () => OpenAPIHono<ApiEnv>) {
  const made = new Map<string, string>();
  const once = (version: string, make: () => unknown) => {
    const text = made.get(version) ?? JSON.stringify(make());
    made.set(version, text);
    return text;
  };
  const answers = { 200: { description: 'The description', content: { 'application/json': {} } } };
  return router()
    .openapi(
      textRoute(
        { permission: 'layers.read' },
        {
          method: 'get',
          path: '/api/openapi.json',
          summary: 'This description, OpenAPI 3.1',
          responses: answers,
        },
      ),
      (c) => {
        refuseParameters(c, []);
        const text = once('3.1', () => described().getOpenAPI31Document({ openapi: '3.1.0', info }));
        return c.body(text, 200, { 'Content-Type': 'application/vnd.oai.openapi+json;version=3.1' });
      },
    )
    .openapi(
      textRoute(
        { permission: 'layers.read' },
        {
          method: 'get',
          path: '/ogc/api',
          summary: 'This description, OpenAPI 3.0',
          responses: answers,
        },
      ),
      (c) => {
        refuseParameters(c, ['f']);
        const text = once('3.0', () => described().getOpenAPIDocument({ openapi: '3.0.3', info }));
        return c.body(text, 200, { 'Content-Type': 'application/vnd.oai.openapi+json;version=3.0' });
      },
    );
}

/** How callers prove who they are, for the document. */
export function describeSecurity(app: OpenAPIHono<ApiEnv>): void {
  const { openAPIRegistry } = app;
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-phen-dau',
    description: 'Set by /api/auth/sign-in; on the loopback address over plain HTTP its name is phen-dau',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
}
