/// The loops: arrays, offsets and a geometry, nothing else. Arguments were checked before they come here.
///
/// # The bit contract
///
/// Every element of a direct convolution's output is one fixed sequence of fused multiply-adds, whatever computes it:
/// the scalar kernel, vectors of any width, any number of threads, a stream in any chunks. All of them therefore give
/// the same bits, infinities and the sign of zero included (a NaN is a NaN; its payload isn't promised).
///
/// - **Terms.** Output `y[co][l]` has the terms `w[co][ci][k] * x[ci][l * stride + k * dilation - padLeft]`, for each
///   channel `ci` of its group and each tap `k`.
/// - **Order.** By `ci` ascending, then by input position ascending (that is, by `k`).
/// - **Blocks.** [tapline.kernel.SummationOrder] cuts the terms into `P` nearly equal runs by their number alone. A
///   run is a chain `acc = fma(w, x, acc)` in the element type; the first starts from the bias (or +0), the others
///   from +0; the sums of the runs are added in order.
/// - **Padding.** A term on a padding position counts, with the `x` that stands there: 0 for zero padding, which is
/// what
///   an explicitly padded input and the zero history of a stream have. A weight that is infinite or NaN thus shows at
///   the edges.
/// - **Transposed convolution.** Output sample `t` takes the taps that meet an input position, so each residue of
///   `(t + padding) mod stride` is a plain convolution with a part of the taps, in the same order (by `ci`, then by
/// input
///   position, where the taps descend), cut by its own number of terms; positions outside of the input count as 0.
package tapline.kernel;
