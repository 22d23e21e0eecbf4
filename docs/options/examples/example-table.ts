/**
 * An example for every option of a type, by its name: the object with it as a caller would write it, which the compiler
 * checks. `Whole` is the type of that object, `Prefix` what stands before the names.
 */
export type ExampleTable<Options, Whole = Options, Prefix extends string = ''> = {
  readonly [Name in keyof Options & string as `${Prefix}${Name}`]-?: Whole
}
