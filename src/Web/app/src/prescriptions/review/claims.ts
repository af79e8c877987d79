/** A prescription that this pharmacist has claimed in this window: the queue shows it no more. */
export interface Claim {
  readonly prescription: string;
  readonly until: string;
}

const storageKey = "consult.claims";
const most = 20;

/** The claims that still run, with another one. */
export function withClaim(claims: readonly Claim[], claim: Claim, now: number): Claim[] {
  return [claim, ...runningOf(claims, now).filter(({ prescription }) => prescription !== claim.prescription)].slice(0, most);
}

export function runningOf(claims: readonly Claim[], now: number): Claim[] {
  return claims.filter(({ until }) => Date.parse(until) > now);
}

export function readClaims(now: number): Claim[] {
  const stored = sessionStorage.getItem(storageKey);
  return stored ? runningOf(JSON.parse(stored) as Claim[], now) : [];
}

export function keepClaim(claim: Claim, now: number): void {
  sessionStorage.setItem(storageKey, JSON.stringify(withClaim(readClaims(now), claim, now)));
}

/** It has been decided on. */
export function dropClaim(prescription: string, now: number): void {
  sessionStorage.setItem(storageKey, JSON.stringify(readClaims(now).filter((claim) => claim.prescription !== prescription)));
}
