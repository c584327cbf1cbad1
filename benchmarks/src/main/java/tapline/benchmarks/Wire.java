package tapline.benchmarks;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What two processes tell each other of convolutions.
final class Wire {
    private Wire() {}

    static void write(ConvData data, DataOutputStream out) throws IOException {
        ConvShape shape = data.shape();
        out.writeUTF(shape.id());
        out.writeUTF(shape.source());
        for (int number : new int[] {
            shape.batch(),
            shape.inChannels(),
            shape.outChannels(),
            shape.kernelSize(),
            shape.stride(),
            shape.padding(),
            shape.dilation(),
            shape.groups(),
            shape.length()
        }) {
            out.writeInt(number);
        }
        out.writeUTF(shape.category());
        write(data.input(), out);
        write(data.weight(), out);
        write(data.bias(), out);
    }

    static ConvData readData(DataInputStream in) throws IOException {
        ConvShape shape = new ConvShape(
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readUTF());
        return new ConvData(shape, readFloats(in), readFloats(in), readFloats(in));
    }

    static void write(float[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
