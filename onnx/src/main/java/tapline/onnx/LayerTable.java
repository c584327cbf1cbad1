package tapline.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import tapline.nn.Module;
import tapline.onnx.LayerScope.Signal;

/// All layers that can be written as ONNX: to add one, add it to the class of its kind.
final class LayerTable {
    /// How they are written for whole signals.
    static final LayerTable WHOLE = new LayerTable();

    /// How they are written for one step of a stream: as for whole signals, but for those that remember frames.
    static final LayerTable STEP = step();

    private final Map<Class<?>, LayerExport<Module>> exports = new LinkedHashMap<>();

    private LayerTable() {
        ConvLayers.addTo(this);
        ActivationLayers.addTo(this);
        NormLayers.addTo(this);
        PoolLayers.addTo(this);
        NetworkLayers.addTo(this);
    }

    private static LayerTable step() {
        LayerTable table = new LayerTable();
        StepLayers.addTo(table);
        return table;
    }

    /// Writes the nodes of a layer.
    interface LayerExport<M extends Module> {
        /// @throws IllegalArgumentException if this layer's options can't be written
        Signal write(M layer, Signal input, LayerScope scope);
    }

    <M extends Module> void add(Class<M> type, LayerExport<? super M> export) {
        exports.put(type, (layer, input, scope) -> export.write(type.cast(layer), input, scope));
    }

    /// @throws IllegalArgumentException if there is no way to write the layer
    Signal write(LayerScope scope, Signal input) {
        LayerExport<Module> export = exports.get(scope.module().getClass());
        if (export == null) {
            throw new IllegalArgumentException("no way is known to write " + scope.label() + " as ONNX");
        }
        return export.write(scope.module(), input, scope);
    }
}
