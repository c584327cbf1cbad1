/// The loops: arrays, offsets and a geometry, nothing else. Arguments were checked before they come here.
///
/// # The bit contract
///
/// Every element of a direct convolution's output is one fixed sequence of fused multiply-adds, whatever computes
/// it: the scalar kernel, vectors of any width, any number of threads, a stream in any chunks. All of them
/// therefore give the same bits, infinities and the sign of zero included (a NaN is a NaN; its payload isn't
/// promised).
///
/// - **Terms.** Output `y[co][l]` has the terms `w[co][ci][k] * x[ci][l * stride + k * dilation - padLeft]`, for
///   each channel `ci` of its group and each tap `k`.
/// - **Order.** By `ci` ascending, then by input position ascending (that is, by `k`).
/// - **Blocks.** [tapline.kernel.SummationOrder] cuts the `T` terms into `P` runs, `P` being 1, 2 or 4 by `T`
///   alone: run `b` is the terms from `floor(b * T / P)` up to `floor((b + 1) * T / P)`. A run is a chain
///   `acc = fma(w, x, acc)` in the element type; the first starts from the bias (or +0), the others from +0. The
///   sums of the runs are added from the first to the last: `((s0 + s1) + s2) + s3`. No terms give the bias (or
///   +0).
/// - **Padding.** A term on a padding position counts, with the `x` that stands there: 0 for zero padding, which is
///   what an explicitly padded input and the zero history of a stream have; the mirrored, repeated or wrapped
///   sample for the other modes. A weight that is infinite or NaN thus shows at the edges.
/// - **Transposed convolution.** Output sample `t` has the taps `k` for which `t + padding - k * dilation` is a
///   multiple of `stride`, each with the `x` at that multiple, or 0 where that is outside of the input. They are
///   taken by `ci` ascending, then by input position ascending, that is by `k` descending, and cut by their own
///   number, which differs between outputs. So each residue of `(t + padding) mod stride` is a plain convolution;
///   outputs without taps are the bias (or +0).
///
/// Float32 and float64 have the same order and blocks. Sums other than these (gradients, means) are not covered.
///
/// # Long kernels
///
/// [tapline.kernel.FftConv] is not under this contract: see [tapline.shape.ConvAlgorithm#FFT] for what it promises.
/// Its loops, too, give the same bits with vectors and without. Reading order: `Twiddles`, `RealFft`, `FftLoops`,
/// `FftBlocks`, `FftConv`; [tapline.shape.FftPlan] says how a convolution is cut for it.
///
/// # Sizes
///
/// Offsets are ints: every product of sizes that a kernel forms is at most the elements of one of its arrays, and
/// positions in the padding are ints by [tapline.shape.ConvGeometry#outputLength]. Positions that a stride or a
/// dilation makes are formed in longs, or end inside of an array.
package tapline.kernel;
