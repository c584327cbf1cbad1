package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tapline.tensor.Tensor;

/// One question and PyTorch's answer to it.
///
/// @param id unique in its group: `conv1d/g017`
/// @param json the case's own JSON object: the parameters of the call, and answers that are not tensors
public record GoldenCase(String id, JsonNode json, Safetensors tensors) {
    /// Whether the case has a tensor `name`: one without a bias has no `bias`.
    public boolean has(String name) {
        return tensors.has(id + "." + name);
    }

    /// The case's tensor `name`, float32 or float64, in memory of its own: `tensor("weight")`.
    ///
    /// @throws java.util.NoSuchElementException if the case has no such tensor
    public Tensor tensor(String name) {
        return tensors.tensor(id + "." + name);
    }

    /// The elements of the case's int64 tensor `name`.
    ///
    /// @throws java.util.NoSuchElementException if the case has no such tensor
    public long[] longs(String name) {
        return tensors.longs(id + "." + name);
    }

    /// The text of field `name`, or null if the case has none.
    public String text(String name) {
        return json.path(name).textValue();
    }

    /// The case's JSON without its list of tensors: what a developer needs to repeat it.
    public String parameters() {
        ObjectNode parameters = json.deepCopy();
        parameters.remove("tensors");
        return parameters.toString();
    }
}
