package tapline.kernel;

import tapline.shape.ConvGeometry;
import tapline.shape.ConvTransposeGeometry;

/// The bit contract as it is written: one output element after the other, one term after the other.
final class ReferenceConv {
    private ReferenceConv() {}

    static float[] conv(ConvGeometry g, int batch, int length, float[] x, float[] w, float[] bias) {
        int outLength = g.outputLength(length);
        int ins = g.inChannels() / g.groups();
        int outs = g.outChannels() / g.groups();
        float[] y = new float[batch * g.outChannels() * outLength];
        for (int i = 0; i < y.length; i++) {
            int l = i % outLength;
            int co = i / outLength % g.outChannels();
            int n = i / outLength / g.outChannels();
            int terms = ins * g.kernelSize();
            float[] weights = new float[terms];
            float[] inputs = new float[terms];
            for (int t = 0; t < terms; t++) {
                int position = l * g.stride() + t % g.kernelSize() * g.dilation() - g.padLeft();
                int channel = n * g.inChannels() + co / outs * ins + t / g.kernelSize();
                int source = g.paddingMode().source(position, length);
                weights[t] = w[co * terms + t];
                inputs[t] = source < 0 ? 0 : x[channel * length + source];
            }
            y[i] = sum(weights, inputs, terms, bias == null ? 0 : bias[co]);
        }
        return y;
    }

    static float[] transposed(ConvTransposeGeometry g, int batch, int length, float[] x, float[] w, float[] bias) {
        int outLength = g.outputLength(length);
        int ins = g.inChannels() / g.groups();
        int outs = g.outChannels() / g.groups();
        float[] y = new float[batch * g.outChannels() * outLength];
        float[] weights = new float[ins * g.kernelSize()];
        float[] inputs = new float[ins * g.kernelSize()];
        for (int i = 0; i < y.length; i++) {
            int t = i % outLength;
            int co = i / outLength % g.outChannels();
            int n = i / outLength / g.outChannels();
            int terms = 0;
            for (int ci = co / outs * ins; ci < (co / outs + 1) * ins; ci++) {
                for (int k = g.kernelSize() - 1; k >= 0; k--) {
                    int offset = t + g.padding() - k * g.dilation();
                    if (offset % g.stride() == 0) {
                        int l = offset / g.stride();
                        weights[terms] = w[(ci * outs + co % outs) * g.kernelSize() + k];
                        inputs[terms++] = l < 0 || l >= length ? 0 : x[(n * g.inChannels() + ci) * length + l];
                    }
                }
            }
            y[i] = sum(weights, inputs, terms, bias == null ? 0 : bias[co]);
        }
        return y;
    }

    private static float sum(float[] w, float[] x, int terms, float bias) {
        int blocks = terms < 48 ? 1 : terms < 192 ? 2 : 4;
        float total = 0;
        for (int block = 0; block < blocks; block++) {
            float chain = block == 0 ? bias : 0;
            for (int t = block * terms / blocks; t < (block + 1) * terms / blocks; t++) {
                chain = Math.fma(w[t], x[t], chain);
            }
            total = block == 0 ? chain : total + chain;
        }
        return total;
    }
}
