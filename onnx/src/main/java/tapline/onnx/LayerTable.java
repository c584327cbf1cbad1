package tapline.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import tapline.nn.Module;
import tapline.onnx.LayerScope.Signal;

/// All layers that can be written as ONNX: to add one, add it to the class of its kind.
final class LayerTable {
    private static final LayerTable INSTANCE = new LayerTable();

    private final Map<Class<?>, LayerExport<Module>> exports = new LinkedHashMap<>();

    private LayerTable() {
        ConvLayers.addTo(this);
        ActivationLayers.addTo(this);
        NormLayers.addTo(this);
        PoolLayers.addTo(this);
        NetworkLayers.addTo(this);
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
    static Signal write(LayerScope scope, Signal input) {
        LayerExport<Module> export = INSTANCE.exports.get(scope.module().getClass());
        if (export == null) {
            throw new IllegalArgumentException("no way is known to write " + scope.label() + " as ONNX");
        }
        return export.write(scope.module(), input, scope);
    }
}
