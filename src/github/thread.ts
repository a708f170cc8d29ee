import { readMarker, type Marker } from '../core/marker.js';
import type { Client } from './client.js';
import { isOlder } from './choice.js';
import { reach } from './reach.js';

/** A comment of ours in a pull request's conversation. */
export interface Comment {
  readonly id: number;
  readonly node: string;
  readonly url: string;
  readonly marker: Marker;
}

/** The conversation of one pull request. */
export interface Thread {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
  readonly pullRequest: number;
}

const whoAndHidden = `query($ids: [ID!]!) {
  viewer { login }
  nodes(ids: $ids) { ... on IssueComment { id isMinimized } }
}`;

const minimize = `mutation($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } }
}`;

/**
 * The comments with our key that are not hidden, oldest first, from all pages. A comment is ours if its body starts
 * with the marker and we are its author: anybody can write a marker.
 */
export async function listOurs(thread: Thread, key: string): Promise<readonly Comment[]> {
  const marked = await listMarked(thread, key);
  if (marked.length === 0) return [];
  const { login, hidden } = await askWho(thread.client, marked);
  const ours = marked.filter(({ author }) => isUs(author, login)).map(({ comment }) => comment);
  const shown = ours.filter(({ node }) => !hidden.has(node));
  return shown.toSorted((a, b) => a.id - b.id);
}

/** The comment that counts among several of ours, oldest first: the last one that no newer run stands against. */
export function newest(comments: readonly Comment[]): Comment | null {
  return comments.reduce<Comment | null>(
    (best, comment) => (best && isOlder(comment.marker, best.marker) ? best : comment),
    null,
  );
}

export async function createComment(thread: Thread, body: string): Promise<Comment> {
  const { client, pullRequest: issue_number, owner, repo } = thread;
  const { data } = await client.octokit.rest.issues.createComment({ owner, repo, issue_number, body });
  return readWritten(data);
}

export async function updateComment(thread: Thread, id: number, body: string): Promise<Comment> {
  const { client, owner, repo } = thread;
  const { data } = await client.octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
  return readWritten(data);
}

/** Hides a comment as outdated; people can still unfold it. */
export async function hideComment(thread: Thread, comment: Comment): Promise<void> {
  const answer = await thread.client.graphql(minimize, { id: comment.node });
  const isDone = reach(answer, 'minimizeComment', 'minimizedComment', 'isMinimized');
  if (isDone !== true) throw new Error('GitHub did not confirm it');
}

interface Marked {
  readonly comment: Comment;
  readonly author: unknown;
}

async function listMarked(
  { client, owner, repo, pullRequest }: Thread,
  key: string,
): Promise<readonly Marked[]> {
  const { octokit } = client;
  const asked = { owner, repo, issue_number: pullRequest, per_page: 100 };
  const found: Marked[] = [];
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listComments, asked)) {
    if (!Array.isArray(data))
      throw new Error('GitHub answered with something that is not a list of comments');
    for (const entry of data as readonly unknown[]) {
      // isArray gives any[]; readComment looks at each
      const comment = readComment(entry);
      if (comment?.marker.key === key) found.push({ comment, author: reach(entry, 'user') });
    }
  }
  return found;
}

function readComment(entry: unknown): Comment | null {
  const [id, node, url, body] = ['id', 'node_id', 'html_url', 'body'].map((name) => reach(entry, name));
  const marker = typeof body === 'string' ? readMarker(body) : null;
  if (typeof id !== 'number' || typeof node !== 'string' || typeof url !== 'string' || !marker) return null;
  return { id, node, url, marker };
}

/** GitHub's answer to a write holds the comment; a proxy's page in its place must not count as success. */
function readWritten(data: unknown): Comment {
  const comment = readComment(data);
  if (!comment) throw new Error('GitHub did not answer with the comment that was written');
  return comment;
}

interface Who {
  readonly login: string | null;
  readonly hidden: ReadonlySet<string>;
}

/** Who we are, and which of these are hidden; a token that may not ask is taken for the job's own. */
async function askWho(client: Client, marked: readonly Marked[]): Promise<Who> {
  const ids = marked.slice(-100).map(({ comment }) => comment.node); // GraphQL takes 100 ids
  try {
    const answer = await client.graphql(whoAndHidden, { ids });
    const login = reach(answer, 'viewer', 'login');
    const nodes = reach(answer, 'nodes');
    const hidden = (Array.isArray(nodes) ? (nodes as readonly unknown[]) : []) // isArray gives any[]
      .filter((node) => reach(node, 'isMinimized') === true)
      .map((node) => String(reach(node, 'id')));
    return { login: typeof login === 'string' ? login : null, hidden: new Set(hidden) };
  } catch {
    return { login: null, hidden: new Set() };
  }
}

function isUs(author: unknown, login: string | null): boolean {
  const name = reach(author, 'login');
  if (typeof name !== 'string') return false;
  if (login !== null) return name.toLowerCase() === login.toLowerCase();
  return name === 'github-actions[bot]' && reach(author, 'type') === 'Bot';
}
