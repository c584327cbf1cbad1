package tapline.kernel;

import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;

/// The bit contract as it is written: one output element after the other, one term after the other.
final class ReferenceConv {
    private ReferenceConv() {}

    /// Computes output `index` of channel `channel` from its terms, in order: weight `w[weights[t]]` meets
    /// `x[inputs[t]]`, or zero where that is -1.
    private interface Element {
        void compute(int index, int channel, int[] weights, int[] inputs, int terms);
    }

    static float[] conv(ConvGeometry g, int batch, int length, float[] x, float[] w, float[] bias) {
        float[] y = new float[batch * g.outChannels() * g.outputLength(length)];
        forEach(g, batch, length, (i, co, ws, xs, terms) -> y[i] = sum(w, ws, x, xs, terms, bias, co));
        return y;
    }

    static double[] conv(ConvGeometry g, int batch, int length, double[] x, double[] w, double[] bias) {
        double[] y = new double[batch * g.outChannels() * g.outputLength(length)];
        forEach(g, batch, length, (i, co, ws, xs, terms) -> y[i] = sum(w, ws, x, xs, terms, bias, co));
        return y;
    }

    static float[] transposed(ConvTransposeGeometry g, int batch, int length, float[] x, float[] w, float[] bias) {
        float[] y = new float[batch * g.outChannels() * g.outputLength(length)];
        forEach(g, batch, length, (i, co, ws, xs, terms) -> y[i] = sum(w, ws, x, xs, terms, bias, co));
        return y;
    }

    static double[] transposed(ConvTransposeGeometry g, int batch, int length, double[] x, double[] w, double[] bias) {
        double[] y = new double[batch * g.outChannels() * g.outputLength(length)];
        forEach(g, batch, length, (i, co, ws, xs, terms) -> y[i] = sum(w, ws, x, xs, terms, bias, co));
        return y;
    }

    private static void forEach(ConvGeometry g, int batch, int length, Element element) {
        int outLength = g.outputLength(length);
        int ins = g.inChannels() / g.groups();
        int outs = g.outChannels() / g.groups();
        int terms = ins * g.kernelSize();
        int[] weights = new int[terms];
        int[] inputs = new int[terms];
        for (int i = 0; i < batch * g.outChannels() * outLength; i++) {
            int l = i % outLength;
            int co = i / outLength % g.outChannels();
            int n = i / outLength / g.outChannels();
            for (int t = 0; t < terms; t++) {
                int position = l * g.stride() + t % g.kernelSize() * g.dilation() - g.padLeft();
                int channel = n * g.inChannels() + co / outs * ins + t / g.kernelSize();
                int source = g.paddingMode().source(position, length);
                weights[t] = co * terms + t;
                inputs[t] = source < 0 ? -1 : channel * length + source;
            }
            element.compute(i, co, weights, inputs, terms);
        }
    }

    private static void forEach(ConvTransposeGeometry g, int batch, int length, Element element) {
        int outLength = g.outputLength(length);
        int ins = g.inChannels() / g.groups();
        int outs = g.outChannels() / g.groups();
        int[] weights = new int[ins * g.kernelSize()];
        int[] inputs = new int[ins * g.kernelSize()];
        for (int i = 0; i < batch * g.outChannels() * outLength; i++) {
            int t = i % outLength;
            int co = i / outLength % g.outChannels();
            int n = i / outLength / g.outChannels();
            int terms = 0;
            for (int ci = co / outs * ins; ci < (co / outs + 1) * ins; ci++) {
                for (int k = g.kernelSize() - 1; k >= 0; k--) {
                    int offset = t + g.padding() - k * g.dilation();
                    if (offset % g.stride() == 0) {
                        int l = offset / g.stride();
                        weights[terms] = (ci * outs + co % outs) * g.kernelSize() + k;
                        inputs[terms++] = l < 0 || l >= length ? -1 : (n * g.inChannels() + ci) * length + l;
                    }
                }
            }
            element.compute(i, co, weights, inputs, terms);
        }
    }

    private static int blocks(int terms) {
        return terms < 48 ? 1 : terms < 192 ? 2 : 4;
    }

    private static float sum(float[] w, int[] weights, float[] x, int[] inputs, int terms, float[] bias, int co) {
        float total = 0;
        for (int block = 0; block < blocks(terms); block++) {
            float chain = block == 0 && bias != null ? bias[co] : 0;
            for (int t = block * terms / blocks(terms); t < (block + 1) * terms / blocks(terms); t++) {
                chain = Math.fma(w[weights[t]], inputs[t] < 0 ? 0 : x[inputs[t]], chain);
            }
            total = block == 0 ? chain : total + chain;
        }
        return total;
    }

    private static double sum(double[] w, int[] weights, double[] x, int[] inputs, int terms, double[] bias, int co) {
        double total = 0;
        for (int block = 0; block < blocks(terms); block++) {
            double chain = block == 0 && bias != null ? bias[co] : 0;
            for (int t = block * terms / blocks(terms); t < (block + 1) * terms / blocks(terms); t++) {
                chain = Math.fma(w[weights[t]], inputs[t] < 0 ? 0 : x[inputs[t]], chain);
            }
            total = block == 0 ? chain : total + chain;
        }
        return total;
    }
}
