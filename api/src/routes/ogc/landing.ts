import { say } from '@phen-dau/geodata';
import { refuseParameters } from '../../ogc/items-query.ts';
import { originOf } from '../../ogc/links.ts';
import { chooseForm } from '../../ogc/media-type.ts';
import { router, textRoute } from '../../policy.ts';
import { languageOf } from '../../problem.ts';

/** What we say of ourselves in OGC's words; `conformance.test.ts` goes through its test suites, `tests/ogc` reads with GDAL, as QGIS does. */
const conformance = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update',
  // Not optimistic-locking-etags: it wants 412 for every stale tag, and here edits of different values are joined unless the
  // caller prefers strict handling.
] as const;

const readers = { permission: 'layers.read' } as const;
const json = { 'Content-Type': 'application/json' };

const title = say('Phên Dậu: vành đai biên giới', 'Phên Dậu: the border zone');
const description = say(
  'Sổ đăng ký và bản đồ các công trình dọc biên giới của tỉnh.',
  "The register and map of the works along a province's border.",
);

/** `GET /ogc` and `GET /ogc/conformance`: where a GIS program starts. */
export function landingRoutes() {
  return router()
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/ogc',
        summary: 'Landing page of OGC API - Features',
        responses: { 200: { description: 'Links to everything', content: { 'application/json': {} } } },
      }),
      (c) => {
        chooseForm(refuseParameters(c, ['f']).get('f'), c.req.header('accept'), ['json']);
        const origin = originOf(c);
        const language = languageOf(c);
        const link = (path: string, rel: string, type: string) => ({ href: `${origin}${path}`, rel, type });
        const links = [
          link('/ogc', 'self', 'application/json'),
          link('/ogc/api', 'service-desc', 'application/vnd.oai.openapi+json;version=3.0'),
          link('/api/openapi.json', 'service-desc', 'application/vnd.oai.openapi+json;version=3.1'),
          link('/ogc/conformance', 'conformance', 'application/json'),
          link('/ogc/collections', 'data', 'application/json'),
        ];
        return c.body(JSON.stringify({ title: title[language], description: description[language], links }), 200, json);
      },
    )
    .openapi(
      textRoute(readers, {
        method: 'get',
        path: '/ogc/conformance',
        summary: 'The conformance classes',
        responses: { 200: { description: 'Their URIs', content: { 'application/json': {} } } },
      }),
      (c) => {
        chooseForm(refuseParameters(c, ['f']).get('f'), c.req.header('accept'), ['json']);
        return c.body(JSON.stringify({ conformsTo: conformance }), 200, json);
      },
    );
}
