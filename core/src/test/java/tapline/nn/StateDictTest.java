package tapline.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tapline.tensor.DType;
import tapline.tensor.Tensor;

class StateDictTest {
    private static Sequential network() {
        return Sequential.of(
                Conv1d.of(1, 2, 3).build(), Conv1d.of(2, 1, 1).bias(false).build());
    }

    @Test
    void aLoadedNetworkGivesTheSameBits() {
        Sequential from = network();
        Sequential to = network();
        assertThat(from.stateDict().keySet()).containsExactly("0.weight", "0.bias", "1.weight");
        to.loadStateDict(from.stateDict());
        Tensor x = Tensor.randn(1, 1, 20);
        assertThat(to.forward(x).equal(from.forward(x))).isTrue();
        assertThat(to.stateDict().get("0.weight").floats())
                .isNotSameAs(from.stateDict().get("0.weight").floats());
    }

    @Test
    void saysAllThatDoesNotFitAndChangesNothing() {
        Sequential network = network();
        Map<String, Tensor> state = new LinkedHashMap<>(network().stateDict());
        state.remove("0.bias");
        state.put("2.weight", Tensor.zeros(1));
        state.put("1.weight", Tensor.zeros(1, 2, 3));
        Tensor before = network.stateDict().get("0.weight").copy();
        assertThatThrownBy(() -> network.loadStateDict(state))
                .isInstanceOf(StateDictException.class)
                .hasMessage("Error(s) in loading state_dict for Sequential:\n"
                        + "\tMissing key(s) in state_dict: \"0.bias\". \n"
                        + "\tUnexpected key(s) in state_dict: \"2.weight\". \n"
                        + "\tsize mismatch for 1.weight: copying a param with shape torch.Size([1, 2, 3]) from "
                        + "checkpoint, the shape in current model is torch.Size([1, 2, 1]).");
        assertThat(network.stateDict().get("0.weight").equal(before)).isTrue();
    }

    @Test
    void nothingUnderANameIsMissing() {
        Map<String, Tensor> state = new LinkedHashMap<>(network().stateDict());
        state.put("0.bias", null);
        assertThatThrownBy(() -> network().loadStateDict(state))
                .hasMessageContaining("Missing key(s) in state_dict: \"0.bias\"");
    }

    @Test
    void otherElementTypesAreConverted() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network().stateDict().forEach((name, tensor) -> state.put(name, tensor.to(DType.FLOAT64)));
        Sequential network = network();
        network.loadStateDict(state);
        assertThat(network.stateDict().get("0.weight").dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void trainingIsSaidToAllParts() {
        Sequential network = network();
        assertThat(network.isTraining()).isTrue();
        network.eval();
        assertThat(network.layers()).noneMatch(Module::isTraining);
        network.train();
        assertThat(network.layers()).allMatch(Module::isTraining);
    }
}
