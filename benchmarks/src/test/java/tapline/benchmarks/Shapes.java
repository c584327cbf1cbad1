package tapline.benchmarks;

/// Shapes for tests.
final class Shapes {
    private Shapes() {}

    static ConvShape of(
            String id,
            int batch,
            int inChannels,
            int outChannels,
            int kernelSize,
            int stride,
            int padding,
            int dilation,
            int groups,
            int length) {
        return new ConvShape(
                id,
                "a test",
                batch,
                inChannels,
                outChannels,
                kernelSize,
                stride,
                padding,
                dilation,
                groups,
                length,
                groups == inChannels && groups > 1 ? "depthwise" : "dense");
    }
}
