// Requests to the server that this page came from, with the token that came in the address's fragment.

import { prose, word } from "./words.js";

const STORED = "bilingual.token";
const PATIENCE = 500; // milliseconds for another tab to answer

/** Takes the token out of the address, so that no link, picture of the screen or history shows it. */
export function takeToken() {
  const given = /^#([\w-]{43})$/.exec(location.hash);
  if (given) {
    sessionStorage.setItem(STORED, given[1]);
    history.replaceState(null, "", location.pathname);
  }
}

/** Asks the other tabs of this page for the token, where this one was opened by a link: a tab's storage is its own. */
export async function askForToken() {
  const tabs = new BroadcastChannel(STORED);
  const answer = new Promise((take) => {
    tabs.onmessage = ({ data }) => {
      const token = sessionStorage.getItem(STORED);
      if (data.token) take(data.token);
      else if (token) tabs.postMessage({ token });
    };
    setTimeout(take, PATIENCE);
  });
  if (sessionStorage.getItem(STORED)) return;
  tabs.postMessage({});
  const token = await answer;
  if (token) sessionStorage.setItem(STORED, token);
}

/** What the server refused, and why. */
export class Refused extends Error {
  constructor(status, body) {
    super(prose(body.error));
    this.status = status;
    this.body = body;
  }
}

/** The server does not answer; told in the words of the page. */
export class Away extends Error {
  constructor() {
    super(word("away"));
  }
}

/** One object from the server; with a body the request changes something. Throws `Refused` and `Away`. */
export const ask = async (path, body) => (await answer(path, body)).json();

/** A file of the server. Throws `Refused` and `Away`. */
export const fetched = async (path) => (await answer(path)).blob();

async function answer(path, body) {
  const headers = { "x-bilingual-token": sessionStorage.getItem(STORED) ?? "" };
  let response;
  try {
    response = await fetch(`/api/${path}`, body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) });
  } catch {
    throw new Away();
  }
  if (response.ok) return response;
  const text = await response.text();
  throw new Refused(response.status, response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : { error: { fact: text } });
}

/** The path of a post, or of something of it. */
export const of = (post, ...rest) => ["posts", post, ...rest].map(encodeURIComponent).join("/");
