import type { paths } from "../generated/api.js";

/** The types of requests, all taken from the generated description of the API. */

export type Method = "GET" | "POST" | "PUT" | "DELETE";

type Operation<M extends Method, P extends keyof paths> = Lowercase<M> extends keyof paths[P] ? NonNullable<paths[P][Lowercase<M>]> : never;

type Parameters<O> = O extends { parameters: infer All } ? All : never;
type IsCommand<O> = Parameters<O> extends { header: { "Idempotency-Key": string } } ? true : false;

type PathsOf<M extends Method, Commands extends boolean> = {
  [P in keyof paths]: [Operation<M, P>] extends [never] ? never : IsCommand<Operation<M, P>> extends Commands ? P : never;
}[keyof paths];

/** The paths that take a command with this method: those whose description wants an `Idempotency-Key`. */
export type CommandPath<M extends Method> = PathsOf<M, true>;
/** The paths that take a request which changes nothing, or needs no id. */
export type QuestionPath<M extends Method> = PathsOf<M, false>;

type JsonOf<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

type PathPart<O> = Parameters<O> extends { path: infer Path extends object } ? { path: { [name in keyof Path]: string | number } } : object;
type QueryPart<O> = Parameters<O> extends { query?: infer Query extends object } ? { query?: { [name in keyof Query]?: Query[name] | undefined } } : object;
type BodyPart<O> = O extends { requestBody: infer Body } ? ([JsonOf<Body>] extends [never] ? object : { body: JsonOf<Body> }) : object;

/** What goes with a request. */
export type Details<M extends Method, P extends keyof paths> =
  PathPart<Operation<M, P>> & QueryPart<Operation<M, P>> & BodyPart<Operation<M, P>> & {
    /** Gives up waiting; a command may have been accepted all the same. */
    signal?: AbortSignal | undefined;
  };

/** What goes with a command. */
export type CommandDetails<M extends Method, P extends keyof paths> = Details<M, P> & {
  /** The command's id: 1–120 visible ASCII characters without `/`. Left out, it is a fresh UUID. */
  id?: string | undefined;
};

/** The answer to a request. */
export type Answer<M extends Method, P extends keyof paths> = Operation<M, P> extends { responses: infer All }
  ? { [S in keyof All]: S extends 200 | 201 ? JsonOf<All[S]> : never }[keyof All]
  : never;

/** The last argument, which may be left out where nothing in it is required. */
export type Rest<D> = object extends D ? [details?: D] : [details: D];

export interface AnyDetails {
  path?: Record<string, string | number>;
  query?: object;
  body?: unknown;
  id?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** The path with its parameters and its query filled in. */
export function address(path: string, { path: parts = {}, query = {} }: AnyDetails): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts[name];
    if (value === undefined || value === "") throw new TypeError(`${path} needs ${name}.`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? filled : `${filled}?${search.toString()}`;
}
