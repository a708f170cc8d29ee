import { Child, type ChildOptions, type Listener } from './child.js';

/** The workers of one run. Whoever is let go keeps what it has loaded, engines above all, for the next question. */
export class Crew {
  private readonly free = new Set<Child>();

  constructor(readonly options: ChildOptions) {}

  /** A worker that is free, or a new one; it speaks to `listener` until it is let go. */
  hire(listener: Listener): Child {
    const [known] = this.free;
    if (known === undefined) return new Child(this.options, listener);
    this.free.delete(known);
    known.speakTo(listener);
    return known;
  }

  /** It owes no answer: what it says or how it ends from now on is nobody's. */
  letGo(child: Child): void {
    child.idle();
    child.speakTo({ message: () => undefined, end: () => this.free.delete(child) });
    this.free.add(child);
  }

  /** Sends home everyone who is free; later questions hire anew. */
  dismiss(): void {
    for (const child of this.free) child.post({ is: 'close' });
    this.free.clear();
  }
}
