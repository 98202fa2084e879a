/** The connection breaks on purpose: whoever asked sees no status and no sentence. Thrown to the server, which cuts it. */
export class ConnectionBroken extends Error {
  override readonly name = 'ConnectionBroken';
}
