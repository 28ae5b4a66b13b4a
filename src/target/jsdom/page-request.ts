import type { DOMWindow } from 'jsdom';
import type { Outcome } from './data-plane.js';

/** A request as it left the page, whatever it left through. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** Told of every request; says what becomes of it. */
export type Server = (request: PageRequest) => Outcome;

/** A request with what a script on the page gave for it: an address that may be relative, and a body of any kind. */
export function pageRequest(window: DOMWindow, method: string, url: unknown, body: unknown): PageRequest {
  return {
    method,
    url: new URL(String(url), window.location.href).href,
    body: body === undefined || body === null ? '' : String(body),
  };
}

/** The body of the answer with this status. */
export function answerTo(status: number): string {
  return isSuccess(status) ? '{"status":"OK"}' : '{"status":"ERROR"}';
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
