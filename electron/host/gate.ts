import { randomBytes, sha256 } from '#sync/seal.ts';

/** Who may pass the browser door: one link opens it once, a cookie keeps it open. */
export type Gate = {
  /** A new link's token; links given earlier stop working. */
  readonly issue: () => string;
  /** @returns a session for the cookie; undefined for a token that is not the newest or is spent. */
  readonly exchange: (token: string) => string | undefined;
  readonly knows: (session: string) => boolean;
};

/** 256 random bits, safe in a URL and in a cookie. */
const secret = (): string => Buffer.from(randomBytes(32)).toString('base64url');

/** Sessions live as long as the door: a browser keeps its cookie until it is closed. */
export const createGate = (): Gate => {
  // Only hashes are kept, and hashes compared: how long that takes says nothing about the secret.
  let link: string | undefined;
  const sessions = new Set<string>();
  return {
    issue: () => {
      const token = secret();
      link = sha256(token);
      return token;
    },
    exchange: (token) => {
      if (link === undefined || sha256(token) !== link) return undefined;
      link = undefined;
      const session = secret();
      sessions.add(sha256(session));
      return session;
    },
    knows: (session) => sessions.has(sha256(session)),
  };
};
