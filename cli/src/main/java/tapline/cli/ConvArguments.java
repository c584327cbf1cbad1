package tapline.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import tapline.shape.CausalAlignment;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;

/// The options of a convolution, which several commands have.
final class ConvArguments {
    @Option(
            names = "--stride",
            paramLabel = "N",
            defaultValue = "1",
            description = "Samples from one window to the next (default: ${DEFAULT-VALUE}).")
    private int stride;

    @Option(
            names = "--padding",
            paramLabel = "N",
            converter = PaddingConverter.class,
            description =
                    "Positions added at both ends: a number, LEFT,RIGHT, same, valid, or strided_same, which gives "
                            + "ceil(length/stride) results for any stride (default: 0).")
    private Padding padding;

    @Option(
            names = "--padding-mode",
            paramLabel = "MODE",
            defaultValue = "zeros",
            converter = PaddingModeConverter.class,
            description = "What stands there: zeros, reflect, replicate or circular (default: ${DEFAULT-VALUE}).")
    private PaddingMode paddingMode;

    @Option(
            names = "--dilation",
            paramLabel = "N",
            defaultValue = "1",
            description = "Samples from one tap of the kernel to the next (default: ${DEFAULT-VALUE}).")
    private int dilation;

    @Option(names = "--causal", description = "Pad the left side only, so that no result depends on a later sample.")
    private boolean causal;

    /// @throws ShapeException if they do not go together
    ConvOptions options() {
        if (causal && padding != null) {
            throw new ShapeException("--causal says how much is padded, and so does --padding: expected one of them");
        }
        requirePositive("--stride", stride);
        requirePositive("--dilation", dilation);
        Padding chosen = causal ? Padding.causal(CausalAlignment.FIRST_OF_STRIDE) : padding;
        return new ConvOptions(
                stride, chosen == null ? Padding.of(0) : chosen, paddingMode, dilation, 1, ConvAlgorithm.DIRECT);
    }

    /// The library's own messages are PyTorch's, which don't say what was given.
    static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ShapeException("expected at least 1 for " + option + ", but got " + value);
        }
    }

    /// `2`, `2,1` or a name.
    static final class PaddingConverter implements ITypeConverter<Padding> {
        @Override
        public Padding convert(String text) {
            try {
                String[] sides = text.split(",", -1);
                if (sides.length == 2) {
                    return Padding.of(Integer.parseInt(sides[0].strip()), Integer.parseInt(sides[1].strip()));
                }
                return text.matches("[-+]?\\d+") ? Padding.of(Integer.parseInt(text)) : Padding.parse(text);
            } catch (ShapeException | NumberFormatException e) {
                throw new TypeConversionException("expected a number from 0 to " + Integer.MAX_VALUE
                        + ", LEFT,RIGHT, same, valid or strided_same, but got '" + text + "'");
            }
        }
    }

    /// A name of PyTorch's.
    static final class PaddingModeConverter implements ITypeConverter<PaddingMode> {
        @Override
        public PaddingMode convert(String text) {
            try {
                return PaddingMode.parse(text);
            } catch (ShapeException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
