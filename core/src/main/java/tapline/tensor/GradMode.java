package tapline.tensor;

import java.util.function.Supplier;

/// Whether operations are to remember how they were computed, for gradients. On by default; switched off for a
/// scope, never globally, so that no other thread and no caller is affected.
///
/// ```java
/// Tensor y = noGrad(() -> conv.forward(x));
/// ```
public final class GradMode {
    private static final ScopedValue<Boolean> ENABLED = ScopedValue.newInstance();

    private GradMode() {}

    /// Runs `body` without remembering anything for gradients, and returns what it returns: PyTorch's
    /// `with torch.no_grad():`.
    public static <T> T noGrad(Supplier<T> body) {
        return ScopedValue.where(ENABLED, false).call(body::get);
    }

    /// Runs `body` without remembering anything for gradients.
    public static void noGrad(Runnable body) {
        ScopedValue.where(ENABLED, false).run(body);
    }

    /// Whether the calling code is outside of any [#noGrad(Runnable)].
    public static boolean isEnabled() {
        return ENABLED.orElse(true);
    }
}
