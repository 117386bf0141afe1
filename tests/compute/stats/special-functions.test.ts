import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digamma } from '../../../src/compute/stats/digamma.ts'
import { gaussLegendre } from '../../../src/compute/stats/gauss-legendre.ts'
import { hypergeometric } from '../../../src/compute/stats/hypergeometric.ts'
import { logGamma } from '../../../src/compute/stats/log-gamma.ts'
import { normalQuantile } from '../../../src/compute/stats/normal-quantile.ts'

function near(ours: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(ours - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)))
}

describe('logGamma', () => {
  test('gives factorials, the square root of pi at a half, and a million without overflow', () => {
    near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)))
    let factorial = 0
    for (let n = 1; n <= 170; n += 1) {
      near(logGamma(n), factorial)
      factorial += Math.log(n)
    }
    near(logGamma(1e6), 12815504.569147611)
    near(logGamma(1e-8), 18.420680738180209)
  })

  test('steps up by the logarithm of its argument, for any argument', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) =>
        near(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-11),
      ),
    )
  })

  test('is not defined at zero and below', () => {
    expect(logGamma(0)).toBeNaN()
    expect(logGamma(-1.5)).toBeNaN()
  })
})

describe('digamma', () => {
  test('gives minus Euler constant at one and the tabulated value at a half', () => {
    near(digamma(1), -0.5772156649015329)
    near(digamma(0.5), -1.9635100260214235)
    expect(digamma(0)).toBeNaN()
  })

  test('is the slope of logGamma, for any argument', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (x) => {
        const step = 1e-4 * x
        const slope = (logGamma(x + step) - logGamma(x - step)) / (2 * step)
        near(digamma(x), slope, 1e-6)
      }),
    )
  })
})

describe('gaussLegendre', () => {
  test('has its weights sum to two and its nodes in order', () => {
    for (const n of [1, 2, 4, 6, 10, 40]) {
      const { nodes, weights } = gaussLegendre(n)
      near(
        weights.reduce((sum, weight) => sum + weight, 0),
        2,
      )
      expect([...nodes]).toEqual([...nodes].toSorted((a, b) => a - b))
    }
  })

  test('integrates every power up to 2n - 1 exactly and the next one not', () => {
    const { nodes, weights } = gaussLegendre(5)
    const integral = (power: number) => nodes.reduce((sum, node, i) => sum + (weights[i] ?? 0) * node ** power, 0)
    for (let power = 0; power <= 9; power += 1) near(integral(power), power % 2 === 0 ? 2 / (power + 1) : 0)
    expect(Math.abs(integral(10) - 2 / 11)).toBeGreaterThan(1e-4)
  })
})

describe('hypergeometric', () => {
  test('equals the functions that it contains', () => {
    near(hypergeometric(1, 1, 2, 0.5), 2 * Math.log(2))
    near(hypergeometric(-3, 2, 2, 0.3), 0.7 ** 3)
    near(hypergeometric(0.5, 0.5, 1.5, 0.36), Math.asin(0.6) / 0.6)
    expect(hypergeometric(1, 1, 1, 1)).toBeNaN()
  })

  test('equals its integral for arguments near one, where the plain series crawls', () => {
    // Euler: 2F1(a, b; c; z) B(b, c - b) = the integral of t^(b - 1) (1 - t)^(c - b - 1) (1 - z t)^-a, here b = 1, c = 2.
    const [a, z] = [3.5, 0.99]
    near(hypergeometric(a, 1, 2, z), ((1 - z) ** (1 - a) - 1) / ((a - 1) * z), 1e-10)
  })
})

describe('normalQuantile', () => {
  test('gives the tabulated quantiles and both ends', () => {
    near(normalQuantile(0.975), 1.959963984540054, 1e-8)
    near(normalQuantile(0.9), 1.2815515655446004, 1e-8)
    near(normalQuantile(0.001), -3.090232306167813, 1e-8)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    expect(normalQuantile(-0.1)).toBeNaN()
  })
})
