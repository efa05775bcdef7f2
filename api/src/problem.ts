import { z } from '@hono/zod-openapi';
import { type Bilingual, type Issue, type Language, say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { HTTPException } from 'hono/http-exception';

import { DatabaseBusy, StatementRefused } from './database/errors.ts';

/** Every way the server can say no: the last part of the problem's `type`, its status, its title, and what its `detail` says
 * where the place that refuses has nothing better. */
const kinds = {
  invalid: [
    400,
    say('Yêu cầu không hợp lệ', 'Invalid request'),
    say('Có tham số hoặc nội dung không dùng được', 'A parameter or the body cannot be used'),
  ],
  'sign-in-needed': [
    401,
    say('Cần đăng nhập', 'Sign-in needed'),
    say('Hãy đăng nhập rồi thử lại', 'Sign in, then try again'),
  ],
  forbidden: [
    403,
    say('Không được phép', 'Not allowed'),
    say('Tài khoản này không được làm việc đó', 'This account may not do that'),
  ],
  'not-found': [
    404,
    say('Không tìm thấy', 'Not found'),
    say('Ở địa chỉ này không có gì cho tài khoản của bạn', 'There is nothing here for your account'),
  ],
  'method-not-allowed': [
    405,
    say('Không hỗ trợ thao tác này', 'Method not allowed'),
    say('Địa chỉ này chỉ nhận các phương thức ghi trong Allow', 'This address takes only the methods named in Allow'),
  ],
  'not-acceptable': [
    406,
    say('Không có định dạng này', 'Not acceptable'),
    say('Không trả lời được theo kiểu nội dung đã hỏi', 'There is no answer of a media type that was asked for'),
  ],
  conflict: [
    409,
    say('Xung đột', 'Conflict'),
    say('Trạng thái hiện tại không cho phép việc này', 'What is there now does not allow this'),
  ],
  changed: [
    412,
    say('Dữ liệu đã thay đổi', 'Changed meanwhile'),
    say('Có người đã sửa trong lúc đó; hãy đọc lại', 'Somebody has changed it meanwhile; read it again'),
  ],
  'too-large': [
    413,
    say('Quá lớn', 'Too large'),
    say('Nội dung gửi lên quá lớn', 'The body is larger than is accepted'),
  ],
  'unsupported-media-type': [
    415,
    say('Không hỗ trợ kiểu nội dung này', 'Unsupported media type'),
    say('Content-Type này không được nhận ở đây', 'This Content-Type is not taken here'),
  ],
  unacceptable: [
    422,
    say('Dữ liệu chưa đạt', 'Data not accepted'),
    say('Đã hiểu nội dung nhưng không nhận được', 'The content was understood and cannot be accepted'),
  ],
  'if-match-needed': [
    428,
    say('Cần If-Match', 'If-Match needed'),
    say('Hãy gửi ETag của phiên bản đang sửa trong If-Match', 'Send the ETag of what you change in If-Match'),
  ],
  'too-many-tries': [
    429,
    say('Thử quá nhiều lần', 'Too many tries'),
    say('Hãy chờ rồi thử lại', 'Wait, then try again'),
  ],
  failure: [
    500,
    say('Lỗi máy chủ', 'Server error'),
    say('Lỗi đã được ghi vào nhật ký dưới mã requestId', 'The error is in the log under this requestId'),
  ],
  busy: [
    503,
    say('Máy chủ đang bận', 'Server busy'),
    say('Cơ sở dữ liệu chưa trả lời được; hãy thử lại sau', 'The database cannot answer now; try again later'),
  ],
} as const satisfies Record<string, readonly [status: number, title: Bilingual, detail: Bilingual]>;
/** Every kind, for the test that looks at each. */
export const problemKinds = Object.keys(kinds) as readonly ProblemKind[];
export type ProblemKind = keyof typeof kinds;

/** One finding about a request, in the reader's language once it is sent. `parameter` names a path, query or header
 * parameter, `pointer` a place in the body (RFC 6901); the rest is geodata's `Issue`. */
export interface RequestIssue extends Partial<Omit<Issue, 'code' | 'severity'>> {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: Bilingual;
  readonly parameter?: string;
  readonly pointer?: string;
}

interface ProblemOptions {
  /** What is the matter here, where it can be said better than for the whole kind. */
  readonly detail?: Bilingual;
  readonly issues?: readonly RequestIssue[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, such as the current state after a failed If-Match. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A problem as it is sent. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    issues: z.array(z.looseObject({ code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

/** A refusal. Thrown anywhere below a route, it leaves as `application/problem+json` from `answerProblem`. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly options: ProblemOptions;
  constructor(kind: ProblemKind, options: ProblemOptions = {}) {
    super(kind);
    this.kind = kind;
    this.options = options;
  }
  get status(): (typeof kinds)[ProblemKind][0] {
    return kinds[this.kind][0];
  }
}

/** What does not exist and what the caller may not know of: the same words, so that nothing tells them apart. */
export const notFound = () => new Problem('not-found');
export const signInNeeded = () =>
  new Problem('sign-in-needed', { headers: { 'WWW-Authenticate': 'Bearer realm="phen-dau"' } });
export const forbidden = (detail?: Bilingual) => new Problem('forbidden', detail ? { detail } : {});
export const conflict = (detail: Bilingual) => new Problem('conflict', { detail });
export const invalid = (issues: readonly RequestIssue[]) => new Problem('invalid', { issues });
export const unacceptable = (issues: readonly RequestIssue[]) => new Problem('unacceptable', { issues });

/** Wait, then try again. */
export const tooManyTries = (seconds: number) =>
  new Problem('too-many-tries', {
    detail: say(`Hãy thử lại sau ${seconds} giây`, `Try again in ${seconds} seconds`),
    headers: { 'Retry-After': String(seconds) },
  });

/** One part of a body that was understood and cannot be accepted; `pointer` says which. */
export const unfit = (pointer: string, message: Bilingual) =>
  unacceptable([{ code: 'property-invalid', severity: 'error', pointer, message }]);

/** A parameter of the path, the query or the headers that cannot be used, and why. */
export const invalidParameter = (parameter: string, message: Bilingual) =>
  invalid([{ code: 'parameter-invalid', severity: 'error', parameter, message }]);

const zodWords = { vi: z.locales.vi().localeError, en: z.locales.en().localeError };

/** The findings of a zod schema as issues with messages in both languages; never repeats the refused value. */
export function issuesOfZod(error: z.ZodError, place: 'parameter' | 'body'): RequestIssue[] {
  return error.issues.map((issue) => ({
    code: place === 'body' ? 'property-invalid' : 'parameter-invalid',
    severity: 'error' as const,
    ...(place === 'body' ? { pointer: pointerOf(issue.path) } : { parameter: issue.path.map(String).join('.') }),
    message: say(wordsFor('vi', issue), wordsFor('en', issue)),
  }));
}

export const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function wordsFor(language: Language, issue: z.core.$ZodIssue): string {
  // Schemas of the catalogue bring their words in both languages.
  if (issue.code === 'custom') return (issue.params?.words as Bilingual | undefined)?.[language] ?? issue.message;
  const words = zodWords[language]({ ...issue, input: undefined } as z.core.$ZodRawIssue);
  return (typeof words === 'string' ? words : words?.message) ?? issue.message;
}

/** The language of a problem's text: Vietnamese unless the caller asks for English first. */
export function languageOf(c: Context): Language {
  return /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'vi';
}

/** The one place a problem becomes a response (RFC 9457). */
export function answerProblem(c: Context, problem: Problem): Response {
  const language = languageOf(c);
  const [status, title, usual] = kinds[problem.kind];
  const { detail = usual, issues, headers, members } = problem.options;
  const body = {
    type: `urn:phen-dau:problem:${problem.kind}`,
    title: title[language],
    status,
    detail: detail[language],
    ...(issues && { issues: issues.map((issue) => ({ ...issue, message: issue.message[language] })) }),
    ...members,
  };
  return c.body(JSON.stringify(body), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': language,
    'Cache-Control': 'no-store',
    ...headers,
  });
}

/** Turns what Hono itself throws (malformed JSON, wrong media type, body too large) into problems of ours. */
export function problemOfHono(error: HTTPException): Problem | undefined {
  if (error.status === 415) return new Problem('unsupported-media-type');
  if (error.status === 413) return new Problem('too-large');
  if (error.status !== 400) return undefined;
  const message = say('Nội dung không đọc được', 'The body cannot be read');
  return invalid([{ code: 'body-unreadable', severity: 'error', message }]);
}

const databaseWords = {
  reference: say('Dữ liệu được tham chiếu không tồn tại', 'Something referred to does not exist'),
  'vocabulary-or-check': say('Một giá trị không nằm trong phạm vi cho phép', 'A value is outside what is allowed'),
  'missing-value': say('Thiếu một giá trị bắt buộc', 'A required value is missing'),
  value: say('Một giá trị không dùng được', 'A value cannot be used'),
} as const;

/** Turns what the database refuses into problems of ours; never repeats its words, which name tables and values. */
export function problemOfDatabase(error: Error): Problem | undefined {
  if (error instanceof DatabaseBusy) {
    return new Problem('busy', { headers: { 'Retry-After': String(error.retryAfterSeconds) } });
  }
  if (!(error instanceof StatementRefused)) return undefined;
  switch (error.refusal) {
    case 'privilege': // The second net held: whoever lacks the grant may not know what lies behind it.
      return notFound();
    case 'duplicate':
      return conflict(say('Đã có một bản ghi như vậy', 'There is such a record already'));
    case 'collision':
      return new Problem('busy', { headers: { 'Retry-After': '1' } });
    default:
      return unacceptable([{ code: 'value-refused', severity: 'error', message: databaseWords[error.refusal] }]);
  }
}
