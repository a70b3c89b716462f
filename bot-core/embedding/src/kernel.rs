//! The loops that take all the time. They are plain; the compiler makes them wide for the processor that it finds
//! (`pulp` asks the processor once and calls the right copy).

/// Activations are whole numbers up to this: a sum of 1,536 products with a weight of up to 127 then stays below 2³¹.
const LARGEST: f32 = 8191.0;
/// So many rows are multiplied with a row of weights at once.
const ROWS: usize = 4;

/// Weights of one byte each, with a scale for every output.
pub(crate) struct Matrix<'a> {
    pub(crate) weights: &'a [i8],
    pub(crate) scales: Box<[f32]>,
    pub(crate) bias: Box<[f32]>,
    pub(crate) inputs: usize,
}

/// Rows of whole numbers, each with its scale.
pub(crate) struct Rounded {
    numbers: Vec<i16>,
    scales: Vec<f32>,
    width: usize,
}

impl Rounded {
    #[inline(always)]
    pub(crate) fn of(rows: &[f32], width: usize) -> Self {
        let mut numbers = Vec::with_capacity(rows.len());
        let mut scales = Vec::with_capacity(rows.len() / width);
        for row in rows.chunks_exact(width) {
            let mut largest = [1e-20_f32; 8];
            for eight in row.as_chunks::<8>().0 {
                for (largest, x) in largest.iter_mut().zip(eight) {
                    *largest = largest.max(x.abs());
                }
            }
            let scale = largest.into_iter().fold(0.0, f32::max) / LARGEST;
            let by = 1.0 / scale;
            // Adding half away from zero and cutting off is rounding that the compiler can make wide.
            numbers.extend(row.iter().map(|x| (x * by + 0.5_f32.copysign(*x)) as i32 as i16));
            scales.push(scale);
        }
        Self { numbers, scales, width }
    }

    #[inline(always)]
    fn row(&self, at: usize) -> &[i16] {
        &self.numbers[at * self.width..(at + 1) * self.width]
    }

    /// Every row times the matrix.
    #[inline(always)]
    pub(crate) fn times(&self, matrix: &Matrix<'_>, wide: impl Wide) -> Vec<f32> {
        let outputs = matrix.scales.len();
        let mut result = vec![0.0; self.scales.len() * outputs];
        let rows = self.scales.len();
        for first in (0..rows).step_by(ROWS) {
            // The last row is taken more than once, where they aren't a full set.
            let last = rows - 1;
            let at = [first, (first + 1).min(last), (first + 2).min(last), (first + 3).min(last)];
            let four = [self.row(at[0]), self.row(at[1]), self.row(at[2]), self.row(at[3])];
            for output in 0..outputs {
                let weights = &matrix.weights[output * matrix.inputs..(output + 1) * matrix.inputs];
                let sums = wide.dots(weights, four);
                for i in 0..ROWS {
                    let scale = self.scales[at[i]] * matrix.scales[output];
                    result[at[i] * outputs + output] = sums[i] as f32 * scale + matrix.bias[output];
                }
            }
        }
        result
    }
}

/// A way to multiply many numbers at once.
pub(crate) trait Wide: Copy {
    /// One row of weights times four rows that are as long.
    fn dots(self, weights: &[i8], rows: [&[i16]; ROWS]) -> [i32; ROWS];
}

/// What any processor can do; the compiler makes it as wide as it can.
#[derive(Clone, Copy)]
pub(crate) struct Plain;

impl Wide for Plain {
    #[inline(always)]
    fn dots(self, weights: &[i8], [a, b, c, d]: [&[i16]; ROWS]) -> [i32; ROWS] {
        let length = weights.len();
        let (a, b, c, d) = (&a[..length], &b[..length], &c[..length], &d[..length]);
        let mut sums = [0; ROWS];
        for at in 0..length {
            let weight = i32::from(weights[at]);
            sums[0] += weight * i32::from(a[at]);
            sums[1] += weight * i32::from(b[at]);
            sums[2] += weight * i32::from(c[at]);
            sums[3] += weight * i32::from(d[at]);
        }
        sums
    }
}

/// Most processors of this kind multiply sixteen pairs of numbers and add neighbours in one instruction, which the
/// compiler doesn't find by itself.
#[cfg(target_arch = "x86_64")]
impl Wide for pulp::x86::V3 {
    #[inline(always)]
    fn dots(self, weights: &[i8], [a, b, c, d]: [&[i16]; ROWS]) -> [i32; ROWS] {
        let weights = weights.as_chunks::<16>().0;
        let (a, b) = (&a.as_chunks::<16>().0[..weights.len()], &b.as_chunks::<16>().0[..weights.len()]);
        let (c, d) = (&c.as_chunks::<16>().0[..weights.len()], &d.as_chunks::<16>().0[..weights.len()]);
        let zero = self.avx._mm256_setzero_si256();
        let (mut of_a, mut of_b, mut of_c, mut of_d) = (zero, zero, zero, zero);
        for at in 0..weights.len() {
            let wide = self.avx2._mm256_cvtepi8_epi16(bytemuck::cast(weights[at]));
            of_a = self.avx2._mm256_add_epi32(of_a, self.avx2._mm256_madd_epi16(wide, bytemuck::cast(a[at])));
            of_b = self.avx2._mm256_add_epi32(of_b, self.avx2._mm256_madd_epi16(wide, bytemuck::cast(b[at])));
            of_c = self.avx2._mm256_add_epi32(of_c, self.avx2._mm256_madd_epi16(wide, bytemuck::cast(c[at])));
            of_d = self.avx2._mm256_add_epi32(of_d, self.avx2._mm256_madd_epi16(wide, bytemuck::cast(d[at])));
        }
        // Neighbours are added until four sums are left in each half: one for each row.
        let ab = self.avx2._mm256_hadd_epi32(of_a, of_b);
        let cd = self.avx2._mm256_hadd_epi32(of_c, of_d);
        let halves: [[i32; 4]; 2] = bytemuck::cast(self.avx2._mm256_hadd_epi32(ab, cd));
        let [x, y] = halves;
        [x[0] + y[0], x[1] + y[1], x[2] + y[2], x[3] + y[3]]
    }
}

/// Brings each row to mean 0 and variance 1, then scales and shifts it.
#[inline(always)]
pub(crate) fn normalise(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    let width = scale.len();
    for row in rows.chunks_exact_mut(width) {
        let mean = sum(row, |x| x) / width as f32;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / width as f32;
        let by = 1.0 / (variance + 1e-12).sqrt();
        for ((x, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
            *x = (*x - mean) * by * scale + shift;
        }
    }
}

#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0_f32; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for (sum, x) in sums.iter_mut().zip(part) {
            *sum += of(*x);
        }
    }
    sums.into_iter().sum::<f32>() + rest.iter().map(|x| of(*x)).sum::<f32>()
}

/// The sum of products.
#[inline(always)]
pub(crate) fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.into_iter().sum()
}

/// The Gaussian error linear unit: each number times the share of a normal distribution below it. The error function is
/// Abramowitz and Stegun's 7.1.28, exact to 3 in 10 million.
#[inline(always)]
pub(crate) fn gelu(numbers: &mut [f32]) {
    for x in numbers {
        let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let terms = 0.000_043_063_8_f32;
        let terms = terms * z + 0.000_276_567_2;
        let terms = terms * z + 0.000_152_014_3;
        let terms = terms * z + 0.009_270_527;
        let terms = terms * z + 0.042_282_01;
        let terms = terms * z + 0.070_523_08;
        let once = 1.0 / (terms * z + 1.0);
        let twice = once * once;
        let fourth = twice * twice;
        let eighth = fourth * fourth;
        let erf = 1.0 - eighth * eighth;
        *x = 0.5 * *x * (1.0 + erf.copysign(*x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_right_to_six_digits() {
        // x times the normal distribution below x, from a table of it.
        for (x, expected) in [
            (0.0_f32, 0.0),
            (1.0, 0.841_344_7),
            (-1.0, -0.158_655_3),
            (2.0, 1.954_499_7),
            (-3.0, -0.004_049_7),
            (9.0, 9.0),
        ] {
            let mut numbers = [x];
            gelu(&mut numbers);
            assert!((numbers[0] - expected).abs() < 3e-6, "{x}: {} instead of {expected}", numbers[0]);
        }
    }

    #[test]
    fn rows_have_mean_0_and_variance_1() {
        let mut rows: Vec<f32> = (0..64).map(|x| (x * x % 37) as f32).collect();
        normalise(&mut rows, &[1.0; 32], &[0.0; 32]);
        for row in rows.chunks(32) {
            let mean = row.iter().sum::<f32>() / 32.0;
            let variance = row.iter().map(|x| x * x).sum::<f32>() / 32.0;
            assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4, "{mean} {variance}");
        }
    }

    #[test]
    fn a_matrix_of_small_weights_multiplies() {
        let weights: Vec<i8> = (0..5 * 32).map(|at| (at % 255 - 127) as i8).collect();
        let matrix = Matrix { weights: &weights, scales: [0.5; 5].into(), bias: [1.0; 5].into(), inputs: 32 };
        let rows: Vec<f32> = (0..6 * 32).map(|at| (at % 11) as f32 - 5.0).collect();
        let result = Rounded::of(&rows, 32).times(&matrix, Plain);
        for row in 0..6 {
            for output in 0..5 {
                let product = |at: usize| rows[row * 32 + at] * f32::from(weights[output * 32 + at]);
                let expected = (0..32).map(product).sum::<f32>() * 0.5 + 1.0;
                let found = result[row * 5 + output];
                assert!((found - expected).abs() < 0.5, "{row} {output}: {found} instead of {expected}");
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn the_wide_way_gives_the_same() {
        let Some(wide) = pulp::x86::V3::try_new() else { return };
        let weights: Vec<i8> = (0..96).map(|at| (at * 37 % 255 - 127) as i8).collect();
        let rows: Vec<i16> = (0..4 * 96).map(|at| (at * 7919 % 16383 - 8191) as i16).collect();
        let four = [&rows[..96], &rows[96..192], &rows[192..288], &rows[288..]];
        assert_eq!(wide.dots(&weights, four), Plain.dots(&weights, four));
    }
}
