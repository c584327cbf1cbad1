/// Networks on live signals: [tapline.stream.Stream] takes a signal in pieces of any length and gives what the
/// batch would, bit for bit.
///
/// A [tapline.stream.StreamPlan] is the network, its weights packed; a stream is what it remembers of one
/// signal. One plan serves any number of streams. `Module.stream()` makes both; plans can also be put together
/// by hand, from arrays of weights. A [tapline.stream.StreamPool] steps many signals together, which is several
/// times as fast.
///
/// # How it works
///
/// Each part of a plan knows, by arithmetic alone, how many frames it has given once so many have gone in. So a
/// state is the signal's last frames and nothing else, branches of different delay are aligned, and
/// [tapline.stream.Stream#push] refuses an array that is too short before anything is done.
///
/// Convolutions keep their input, interleaved, in rings whose frames lie twice, so that every window is one
/// contiguous stretch, and a frame costs the same at every position. Outputs are computed by `kernel.StepConv` in
/// the order of the bit contract. Zero padding on the left is the ring as it is at first;
/// padding on the right is the future, for which the output waits.
///
/// Parts take and give frames that are a distance apart. So selected channels are looked at where they are,
/// branches write into the frame that they make together, and activations work where a part has put its output.
package tapline.stream;
