/** A fresh id for a command. (`crypto.randomUUID` is missing where a page is not served over HTTPS, as in a clinic's own network.) */
export function newCommandId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
