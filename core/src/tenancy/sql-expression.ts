/** A value that the database computes, for `update`: `new SqlExpression('version + 1')`. Never made from input. */
export class SqlExpression {
  constructor(readonly sql: string) {}
}
