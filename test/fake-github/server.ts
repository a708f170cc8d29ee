import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment as the fake keeps it. */
export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly author: { readonly login: string; readonly type: 'Bot' | 'User' };
  body: string;
  isMinimized: boolean;
}

/** What a request is answered with in place of the truth. */
export type Failure =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: { readonly [name: string]: string };
      /** The request is carried out all the same, and only its answer is lost. */
      readonly carriedOut?: boolean;
    }
  | 'dropped'
  | 'silent';

export interface Received {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly authorization: string;
  readonly body: unknown;
}

interface Planned {
  readonly method: string;
  readonly path: RegExp;
  readonly failure: Failure;
  times: number;
}

const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;

/** GitHub as far as comments go, over a socket on this machine: REST with pages, and the few GraphQL operations we use. */
export class FakeGitHub {
  readonly comments: FakeComment[] = [];
  readonly received: Received[] = [];
  /** Who the token belongs to; null: it may not ask. */
  viewer: { readonly login: string; readonly type: 'Bot' | 'User' } | null = bot;
  /** Called after a comment was created, before the answer: another run can come between here. */
  afterCreate: (created: FakeComment) => void = () => undefined;
  readonly #planned: Planned[] = [];
  readonly #server: Server;
  #nextId = 1001;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#receive(request, response).catch((error: unknown) => {
        response.writeHead(599).end(String(error)); // a mistake in the fake itself
      });
    });
  }

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo; // a TCP server that listens
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Puts a comment into the conversation, by the job's bot unless told. */
  write(issue: number, body: string, author: FakeComment['author'] = bot): FakeComment {
    const comment = { id: this.#nextId, issue, author, body, isMinimized: false };
    this.#nextId += 1;
    this.comments.push(comment);
    return comment;
  }

  /** The next requests of this method and path fail; all of them unless a number is told. */
  fail(method: string, path: RegExp, failure: Failure, times = Infinity): void {
    this.#planned.push({ method, path, failure, times });
  }

  /** The requests in short: `POST /repos/…/comments`, GraphQL by its operation's first word. */
  get log(): readonly string[] {
    return this.received.map(({ method, path, body }) => {
      const query = path === '/graphql' ? (body as { query: string }).query : null; // what octokit sends there
      return query === null
        ? `${method} ${path}`
        : query.trimStart().startsWith('mutation')
          ? 'minimize'
          : 'ask';
    });
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const path = url.pathname.replace(/^\/api\/v3(?=\/)|^\/api(?=\/graphql)/, '');
    const method = request.method ?? 'GET';
    const body = await readBody(request);
    this.received.push({ method, path, authorization: request.headers.authorization ?? '', body });
    const planned = this.#planned.find(
      (plan) => plan.method === method && plan.path.test(path) && plan.times > 0,
    );
    if (!planned) {
      this.#answer(response, { method, path, url, body });
      return;
    }
    planned.times -= 1;
    const { failure } = planned;
    if (failure === 'silent') return;
    if (failure === 'dropped') return void request.socket.destroy();
    if (failure.carriedOut) this.#carryOut({ method, path, url, body });
    send(response, failure.status, failure.body ?? { message: 'planned failure' }, failure.headers);
  }

  #answer(response: ServerResponse, asked: Asked): void {
    const { status, data, headers } = this.#carryOut(asked);
    send(response, status, data, headers);
  }

  #carryOut(asked: Asked): Answer {
    const { method, path, url, body } = asked;
    const thread = /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/.exec(path);
    const single = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/.exec(path);
    if (method === 'GET' && thread) return this.#list(Number(thread[1]), url);
    if (method === 'POST' && thread) return this.#create(Number(thread[1]), body as Written); // octokit's own shape
    if (method === 'PATCH' && single) return this.#update(Number(single[1]), body as Written); // likewise
    if (method === 'POST' && path === '/graphql') return this.#graphql(body as Operation); // likewise
    return { status: 404, data: { message: 'Not Found' } };
  }

  #list(issue: number, url: URL): Answer {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const all = this.comments.filter((comment) => comment.issue === issue);
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    const headers: Record<string, string> =
      all.length > page * size ? { link: `<${next.href}>; rel="next"` } : {};
    return {
      status: 200,
      data: all.slice((page - 1) * size, page * size).map((one) => this.#show(one)),
      headers,
    };
  }

  #create(issue: number, { body }: Written): Answer {
    if (body.length > 65_536) return { status: 422, data: { message: 'Validation Failed' } };
    const created = this.write(issue, body, this.viewer ?? bot);
    this.afterCreate(created);
    return { status: 201, data: this.#show(created) };
  }

  #update(id: number, { body }: Written): Answer {
    const comment = this.comments.find((one) => one.id === id);
    if (!comment) return { status: 404, data: { message: 'Not Found' } };
    comment.body = body;
    return { status: 200, data: this.#show(comment) };
  }

  #graphql({ query, variables = {} }: Operation): Answer {
    if (this.viewer === null)
      return { status: 403, data: { message: 'Resource not accessible by integration' } };
    const of = (node: unknown): FakeComment | undefined =>
      this.comments.find(({ id }) => `node-${id}` === node);
    if (query.includes('minimizeComment')) {
      const comment = of(variables.id);
      if (comment) comment.isMinimized = true;
      return {
        status: 200,
        data: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } },
      };
    }
    const nodes = (variables.ids ?? []).map((node) => ({
      id: node,
      isMinimized: of(node)?.isMinimized ?? false,
    }));
    return { status: 200, data: { data: { viewer: { login: this.viewer.login }, nodes } } };
  }

  #show({ id, issue, author, body }: FakeComment): object {
    return {
      id,
      node_id: `node-${id}`,
      html_url: `${this.url}/pull/${issue}#issuecomment-${id}`,
      body,
      user: author,
    };
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers?: { readonly [name: string]: string };
}

interface Written {
  readonly body: string;
}

interface Operation {
  readonly query: string;
  readonly variables?: { readonly id?: string; readonly ids?: readonly string[] };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? null : (JSON.parse(text) as unknown); // parse returns any
}

function send(
  response: ServerResponse,
  status: number,
  data: unknown,
  headers: Answer['headers'] = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(data));
}
