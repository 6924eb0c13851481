// The rows of a post as the server has them: the first ones at once, the others in portions, then what has changed.

import { ask, of } from "./api.js";

const FIRST = 60; // rows that are shown before the others are there
const PORTION = 500; // rows that are read at once: between two portions the browser is free
const LOOK = 1500; // milliseconds between two looks at what others changed

export class Rows {
  #completed;

  /** `told` hears what comes: `more(ids)` after the first rows, rows that are `changed(rows)`, all of them `anew()`; how each look went by `looked(post)`, `failed(error)`. */
  constructor(name, told) {
    this.name = name;
    this.told = told;
    this.complete = new Promise((done) => (this.#completed = done)); // all rows are there
    this.isComplete = false;
  }

  /** The post with its first rows. */
  async first() {
    const post = await this.#asked("");
    this.#begin(post);
    return post;
  }

  /** Reads the rows that follow; after that, again and again, what changed. */
  async look() {
    try {
      if (!this.isComplete) await this.#rest();
      const post = await this.#asked(this.revision);
      if (this.left) return;
      if (post.whole) await this.#anew(post);
      else {
        this.revision = post.revision;
        this.take(post.rows);
      }
      this.told.looked(post); // what waits to be saved is saved after that: no older row comes after it
    } catch (error) {
      this.told.failed(error);
    }
    if (!this.left) this.timer = setTimeout(() => this.look(), LOOK);
  }

  leave() {
    clearTimeout(this.timer);
    this.left = true;
  }

  get(id) {
    return this.byId.get(id);
  }

  /** Whether a row is in the post, as far as that has been read. */
  has(id) {
    return this.places.has(id);
  }

  /** The rows that are there, in the order of the post. */
  get all() {
    return this.order.map((id) => this.byId.get(id));
  }

  /** The row that stands before another in the post. */
  before(id) {
    return this.byId.get(this.order[this.places.get(id) - 1]);
  }

  /** Takes in rows as the server has them now, and tells of those that are others than before; the revision is that of the last look, which missed none. */
  take(rows) {
    const changed = rows.filter((row) => JSON.stringify(row) !== JSON.stringify(this.byId.get(row.id)));
    changed.forEach((row) => this.byId.set(row.id, row));
    if (changed.length) this.told.changed(changed);
  }

  set(id, row) {
    this.byId.set(id, row);
  }

  #asked(since) {
    return ask(`${of(this.name)}?${new URLSearchParams({ since, most: FIRST })}`);
  }

  #begin({ rows, revision, count }) {
    Object.assign(this, { revision, count, byId: new Map(), order: [], places: new Map() });
    this.#add(rows);
  }

  #add(rows) {
    for (const row of rows) {
      this.places.set(row.id, this.order.length);
      this.order.push(row.id);
      if (!this.byId.has(row.id)) this.byId.set(row.id, row); // what was saved meanwhile is newer
    }
  }

  async #rest() {
    for await (const rows of this.#portions(this)) {
      this.#add(rows);
      this.told.more(rows.map(({ id }) => id));
    }
    if (this.order.length === this.count) this.#end();
  }

  /** All rows of another run, or of a server that was started again. */
  async #anew(post) {
    const rows = [...post.rows];
    for await (const portion of this.#portions({ ...post, order: rows })) rows.push(...portion);
    if (this.left || rows.length < post.count) return;
    this.#begin({ ...post, rows });
    this.#end();
    this.told.anew();
  }

  #end() {
    this.isComplete = true;
    this.#completed();
  }

  /** What follows the rows that are there; it ends early where they are others by then, which the next look tells. */
  async *#portions({ revision, count, order }) {
    while (order.length < count) {
      const { whole, rows } = await ask(`${of(this.name, "rows")}?${new URLSearchParams({ since: revision, start: order.length, most: PORTION })}`);
      if (whole || this.left) return;
      yield rows;
    }
  }
}
