import { finding, type Finding } from '../core/fault.js';
import { readMarker, withMarker, type Marker } from '../core/marker.js';
import { choose } from './choice.js';
import type { Client } from './client.js';
import type { Context, WorkflowRun } from './context.js';
import { explainFailure, tellReason } from './failure.js';
import type { CommentMode } from './inputs.js';
import {
  createComment,
  hideComment,
  listOurs,
  newest,
  updateComment,
  type Comment,
  type Thread,
} from './thread.js';

/** A comment to be written; `body` may start with a marker, which is replaced. */
export interface Publication {
  readonly client: Client;
  readonly context: Context;
  readonly key: string;
  readonly body: string;
  /** `pass`, or anything else. */
  readonly verdict: string;
  readonly mode: CommentMode;
  readonly run: WorkflowRun | null;
}

/** What became of a comment; `note` is a problem beside it. A `problem` in its place: there is no comment. */
export type Published =
  | {
      readonly id: number | null;
      readonly url: string | null;
      readonly action: 'created' | 'updated' | 'reposted' | 'kept' | 'skipped';
      readonly note: Finding | null;
    }
  | { readonly problem: Finding };

/**
 * Writes the one comment of this key: a new one, or over the one that is there, or a new one that takes its place
 * when the verdict flips. It never throws: whatever goes wrong is a finding, because the verdict is not its business.
 */
export async function publishComment(publication: Publication): Promise<Published> {
  const { client, context, mode } = publication;
  const { owner, repo, pullRequest } = context;
  if (mode === 'never' || pullRequest === null) return { id: null, url: null, action: 'skipped', note: null };
  try {
    return await client.within(() => publish(publication, { client, owner, repo, pullRequest }));
  } catch (error) {
    return { problem: explainFailure(error, context) };
  }
}

async function publish(publication: Publication, thread: Thread): Promise<Published> {
  const { key, mode, body } = publication;
  const marker = markerOf(publication);
  const shown = await listOurs(thread, key);
  const current = newest(shown);
  const choice = choose(mode, marker, current?.marker ?? null);
  if (choice === 'skip') return { id: null, url: null, action: 'skipped', note: null };
  if (current === null || choice === 'create' || choice === 'repost') {
    return post(thread, withMarker(body, marker), current);
  }
  if (choice === 'keep') return { id: current.id, url: current.url, action: 'kept', note: null };
  const updated = await updateComment(thread, current.id, withMarker(body, marker));
  const note = await hideOthers(thread, shown, updated.id);
  return { id: updated.id, url: updated.url, action: 'updated', note };
}

/**
 * The new comment first, then the old ones are hidden: if we are stopped between, there is one too many and not one
 * too few. Looking again after writing settles it with a run that wrote at the same time.
 */
async function post(thread: Thread, body: string, current: Comment | null): Promise<Published> {
  const created = await createComment(thread, body);
  const listed = await listOurs(thread, created.marker.key).catch(() => (current ? [current] : []));
  const shown = [...listed.filter(({ id }) => id !== created.id), created].toSorted((a, b) => a.id - b.id);
  const standing = newest(shown) ?? created;
  const note = await hideOthers(thread, shown, standing.id);
  const action = standing.id !== created.id ? 'kept' : current ? 'reposted' : 'created';
  return { id: standing.id, url: standing.url, action, note };
}

async function hideOthers(
  thread: Thread,
  shown: readonly Comment[],
  standing: number,
): Promise<Finding | null> {
  try {
    for (const comment of shown) {
      if (comment.id !== standing) await hideComment(thread, comment);
    }
    return null;
  } catch (error) {
    return finding('COMMENT_NOT_MINIMISED', { pullRequest: thread.pullRequest, reason: tellReason(error) });
  }
}

/** Which checks fail stands in the body's own marker: its renderer knows them. */
function markerOf({ key, run, context, verdict, body }: Publication): Marker {
  const failing = readMarker(body)?.failing ?? null;
  return { key, run: run && `${run.id}.${run.attempt}`, sha: context.headSha, verdict, failing };
}
