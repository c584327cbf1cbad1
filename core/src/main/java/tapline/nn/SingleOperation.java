package tapline.nn;

/// A layer whose forward, in use and without gradients, is one operation of [tapline.tensor] that keeps neither its
/// input nor its result: an [InferencePlan] may give it memory that is used again, and let it write over its input.
interface SingleOperation {}
