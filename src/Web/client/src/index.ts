import type { components, paths } from "../generated/api.js";

export type * from "../generated/events.js";
export type { paths };
/** The shapes of the API by name: `Schemas["DoctorView"]`. */
export type Schemas = components["schemas"];

export type { Link, LinkOptions, UploadOptions } from "./attachments.js";
export { type ClientOptions, ConsultClient, type EventPage } from "./client.js";
export type { Clock } from "./clock.js";
export { newCommandId } from "./commands.js";
export { signInForDevelopment } from "./development.js";
export { type ClientCode, type Code, ConsultError, isTransient, type SignInReason } from "./errors.js";
export type { Feed, FeedItem } from "./feed.js";
export type { ConnectionState } from "./live.js";
export { Outbox, type Pending } from "./outbox.js";
export { type Position, seqOf, start } from "./position.js";
export type { Answer, CommandDetails, CommandPath, Details, QuestionPath } from "./requests.js";
export type { DataSignalType, Signal, SignalType } from "./signals.js";
export type { SignIn } from "./tokens.js";
