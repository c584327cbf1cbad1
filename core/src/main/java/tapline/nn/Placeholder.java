package tapline.nn;

final class Placeholder {
    private Placeholder() {}
}
