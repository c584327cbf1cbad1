package tapline.cli;

/// Placeholder until plots are there.
final class SignalPictures {
    private SignalPictures() {}

    static tapline.viz.Drawing beforeAndAfter(
            tapline.formats.Signal before, tapline.formats.Signal after, tapline.viz.Theme theme) {
        throw new UnsupportedOperationException();
    }
}
