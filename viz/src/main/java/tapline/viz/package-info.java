/// Pictures of convolutions and signals: how a kernel slides, which shapes go in and out, what a stack of dilated
/// layers sees, and what a signal looks like.
///
/// | picture | question it answers |
/// |---|---|
/// | [SlidingKernelPicture] | which samples does each output meet, with which weight? |
/// | [ShapesPicture] | which shapes have input, weight and output, and which part makes one output? |
/// | [CausalStackPicture] | how far back does a stack of (dilated, causal) layers see? |
/// | [SignalPlot] | what do these samples look like? |
///
/// Each takes a [Theme] and gives a [Drawing]: an immutable list of marks, which [PictureFile#write] saves as
/// `.svg` or `.png`. Both look the same and need no font on the machine: text is measured, and in PNG drawn,
/// with a font that the library brings along.
package tapline.viz;
