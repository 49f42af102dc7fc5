/*
 * The three products a layer needs. Rows are taken four or two at a time, so that
 * a number read once is used several times; that is most of a training's speed.
 */

/**
 * C = A·Bᵀ plus `bias` in each row.
 *
 * @param A n×k, row-major from `a0`
 * @param B m×k, row-major from its start, the m biases behind it
 * @param C n×m, row-major from `c0`
 */
export function multiplyTransposed(
  A: Float64Array,
  a0: number,
  B: Float64Array,
  C: Float64Array,
  c0: number,
  n: number,
  k: number,
  m: number,
): void {
  const biases = m * k;
  for (let i = 0; i < n; i++) {
    const a = a0 + i * k;
    const c = c0 + i * m;
    let j = 0;
    for (; j + 4 <= m; j += 4) {
      let b0 = j * k;
      let b1 = b0 + k;
      let b2 = b1 + k;
      let b3 = b2 + k;
      let s0 = B[biases + j]!;
      let s1 = B[biases + j + 1]!;
      let s2 = B[biases + j + 2]!;
      let s3 = B[biases + j + 3]!;
      for (let p = a; p < a + k; p++) {
        const value = A[p]!;
        s0 += value * B[b0++]!;
        s1 += value * B[b1++]!;
        s2 += value * B[b2++]!;
        s3 += value * B[b3++]!;
      }
      C[c + j] = s0;
      C[c + j + 1] = s1;
      C[c + j + 2] = s2;
      C[c + j + 3] = s3;
    }
    for (; j < m; j++) {
      let b = j * k;
      let sum = B[biases + j]!;
      for (let p = a; p < a + k; p++) sum += A[p]! * B[b++]!;
      C[c + j] = sum;
    }
  }
}

/**
 * Adds Dᵀ·A to the first m×k numbers of `G` and the column sums of D to the m behind them.
 *
 * @param D n×m, row-major from `d0`
 * @param A n×k, row-major from `a0`
 */
export function addOuter(
  D: Float64Array,
  d0: number,
  A: Float64Array,
  a0: number,
  G: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  const biases = m * k;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const a = a0 + i * k;
    for (let j = 0; j < m; j++) {
      const d = d0 + i * m + j;
      const v0 = D[d]!;
      const v1 = D[d + m]!;
      const v2 = D[d + 2 * m]!;
      const v3 = D[d + 3 * m]!;
      // Behind a rectifier a good part of the gradients is 0.
      if (v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0) continue;
      G[biases + j] = G[biases + j]! + v0 + v1 + v2 + v3;
      let r0 = a;
      let r1 = r0 + k;
      let r2 = r1 + k;
      let r3 = r2 + k;
      for (let g = j * k; g < (j + 1) * k; g++) {
        G[g] = G[g]! + v0 * A[r0++]! + v1 * A[r1++]! + v2 * A[r2++]! + v3 * A[r3++]!;
      }
    }
  }
  for (; i < n; i++) {
    for (let j = 0; j < m; j++) {
      const value = D[d0 + i * m + j]!;
      if (value === 0) continue;
      G[biases + j] = G[biases + j]! + value;
      let r = a0 + i * k;
      for (let g = j * k; g < (j + 1) * k; g++) G[g] = G[g]! + value * A[r++]!;
    }
  }
}

/**
 * C = D·B.
 *
 * @param D n×m, row-major from `d0`
 * @param B m×k, row-major
 * @param C n×k, row-major from its start
 */
export function multiply(
  D: Float64Array,
  d0: number,
  B: Float64Array,
  C: Float64Array,
  c0: number,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++) {
    const c = c0 + i * k;
    C.fill(0, c, c + k);
    let j = 0;
    for (; j + 4 <= m; j += 4) {
      const d = d0 + i * m + j;
      const v0 = D[d]!;
      const v1 = D[d + 1]!;
      const v2 = D[d + 2]!;
      const v3 = D[d + 3]!;
      if (v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0) continue;
      let b0 = j * k;
      let b1 = b0 + k;
      let b2 = b1 + k;
      let b3 = b2 + k;
      for (let p = c; p < c + k; p++) {
        C[p] = C[p]! + v0 * B[b0++]! + v1 * B[b1++]! + v2 * B[b2++]! + v3 * B[b3++]!;
      }
    }
    for (; j < m; j++) {
      const value = D[d0 + i * m + j]!;
      if (value === 0) continue;
      let b = j * k;
      for (let p = c; p < c + k; p++) C[p] = C[p]! + value * B[b++]!;
    }
  }
}
