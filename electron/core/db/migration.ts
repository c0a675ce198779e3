/** One step of the database: its number, and what it does. Never edited once released. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** It changes how a table is defined by the text of its definition, which SQLite refuses otherwise. */
  readonly editsDefinitions?: true;
  /** Tables that were there before and some of whose rows it adds or changes: the chain takes their rows up anew. */
  readonly changesRowsOf?: readonly string[];
}
