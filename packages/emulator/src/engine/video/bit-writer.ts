/** Writes a bit stream as H.264 has it: fixed-length fields and Exp-Golomb numbers. */
export class BitWriter {
  readonly #bytes: number[] = []
  #current = 0
  #filled = 0

  /** Digits as the standard's code tables print them: `'000101'`. */
  code(digits: string): this {
    for (const digit of digits) {
      this.#current = this.#current * 2 + Number(digit)
      this.#filled += 1
      if (this.#filled === 8) this.#flush()
    }
    return this
  }

  /** u(n) */
  fixed(value: number, length: number): this {
    return this.code(value.toString(2).padStart(length, '0'))
  }

  /** ue(v) */
  unsigned(value: number): this {
    const digits = (value + 1).toString(2)
    return this.code('0'.repeat(digits.length - 1) + digits)
  }

  /** se(v) */
  signed(value: number): this {
    return this.unsigned(value > 0 ? 2 * value - 1 : -2 * value)
  }

  /** The bytes, after the bit that says where the payload ends. */
  end(): number[] {
    this.code('1')
    while (this.#filled > 0) this.code('0')
    return this.#bytes
  }

  #flush(): void {
    this.#bytes.push(this.#current)
    this.#current = 0
    this.#filled = 0
  }
}
