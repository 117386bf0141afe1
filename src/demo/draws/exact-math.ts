/**
 * Natural logarithm, exponential and power from +, -, * and / only.
 *
 * `Math.log` and `Math.exp` may differ in the last bit between engines, and one bit is enough to move an order to
 * another day. These use operations whose result IEEE 754 fixes, so a seed gives the same bytes on every machine.
 */
const LN2 = 0.6931471805599453
const SQRT_HALF = 0.7071067811865476

const bits = new DataView(new ArrayBuffer(8))

/** 2^k for -1022 <= k <= 1023, built from its bits. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20)
  bits.setUint32(4, 0)
  return bits.getFloat64(0)
}

/**
 * Natural logarithm of a positive normal number; relative error below 1e-15.
 *
 * @example ln(2) // => 0.6931471805599453
 */
export function ln(x: number): number {
  bits.setFloat64(0, x)
  const high = bits.getUint32(0)
  let exponent = (high >>> 20) - 1022
  bits.setUint32(0, (high & 0x000fffff) | 0x3fe00000)
  let mantissa = bits.getFloat64(0)
  if (mantissa < SQRT_HALF) {
    mantissa *= 2
    exponent -= 1
  }
  // ln m = 2 artanh((m - 1) / (m + 1)); the argument stays within +-0.172, so 11 terms reach full precision.
  const t = (mantissa - 1) / (mantissa + 1)
  const square = t * t
  let sum = 0
  for (let k = 21; k >= 1; k -= 2) sum = sum * square + 1 / k
  return exponent * LN2 + 2 * t * sum
}

/**
 * e^x, 0 below -700 and capped at e^700.
 *
 * @example exp(1) // => 2.7182818284590455 (one unit in the last place above Math.exp)
 */
export function exp(x: number): number {
  if (x < -700) return 0
  const bounded = Math.min(x, 700)
  const k = Math.round(bounded / LN2)
  const r = bounded - k * LN2
  let sum = 1
  for (let n = 17; n >= 1; n--) sum = 1 + (sum * r) / n
  return sum * powerOfTwo(k)
}

/** base^exponent for a positive base. */
export const power = (base: number, exponent: number): number => exp(exponent * ln(base))
