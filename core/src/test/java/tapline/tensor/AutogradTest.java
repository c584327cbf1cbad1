package tapline.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tapline.GradCheck.random;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tapline.GradCheck;
import tapline.RandomCases;
import tapline.RandomConvs;
import tapline.shape.ConvGeometry;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeGeometry;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.ShapeException;

class AutogradTest {
    @Test
    void arithmeticMatchesNumericGradients() {
        List<Function<List<Tensor>, Tensor>> functions = List.of(
                in -> in.get(0).add(in.get(1)),
                in -> in.get(0).sub(in.get(1)),
                in -> in.get(0).mul(in.get(1)),
                in -> in.get(0).div(in.get(1).add(3)),
                in -> in.get(1).div(in.get(0).add(3)),
                in -> in.get(0).mul(in.get(0)).add(in.get(1)));
        for (Function<List<Tensor>, Tensor> function : functions) {
            GradCheck.check(function, List.of(random(2, 3, 4), random(2, 3, 4)));
            GradCheck.check(function, List.of(random(2, 3, 4), random(3, 1)));
            GradCheck.check(function, List.of(random(2, 1, 4), random(3, 1)));
            GradCheck.check(function, List.of(random(4), random()));
        }
    }

    @Test
    void functionsOfElementsMatchNumericGradients() {
        List<Function<List<Tensor>, Tensor>> functions = List.of(
                in -> in.get(0).add(2),
                in -> in.get(0).sub(2),
                in -> in.get(0).mul(-3).sub(0.7),
                in -> in.get(0).div(4),
                in -> in.get(0).neg(),
                in -> in.get(0).abs(),
                in -> in.get(0).exp(),
                in -> in.get(0).add(2).log(),
                in -> in.get(0).add(2).sqrt(),
                in -> in.get(0).pow(3),
                in -> in.get(0).clamp(-0.5, 0.25));
        functions.forEach(function -> GradCheck.check(function, List.of(random(2, 5))));
    }

    @Test
    void reductionsAndShapesMatchNumericGradients() {
        List<Function<List<Tensor>, Tensor>> functions = List.of(
                in -> in.get(0).sum(),
                in -> in.get(0).mean(),
                in -> in.get(0).sum(1),
                in -> in.get(0).mean(-1),
                in -> in.get(0).reshape(4, -1),
                in -> in.get(0).transpose(0, 2),
                in -> in.get(0).unsqueeze(1).squeeze(1),
                in -> in.get(0).slice(2, 1, 4, 2),
                in -> in.get(0).slice(1, -2, 9),
                in -> in.get(0).select(1, -1),
                in -> in.get(0).copy(),
                in -> Tensor.cat(List.of(in.get(0), in.get(0).mul(2)), 1));
        functions.forEach(function -> GradCheck.check(function, List.of(random(2, 3, 4))));
        GradCheck.check(in -> in.get(0).matmul(in.get(1)), List.of(random(3, 4), random(4, 2)));
    }

    @Test
    void paddingMatchesNumericGradients() {
        for (PaddingMode mode : PaddingMode.values()) {
            GradCheck.check(in -> Functional.pad(in.getFirst(), mode, 2, 3), List.of(random(2, 3, 5)));
            GradCheck.check(in -> Functional.pad(in.getFirst(), mode, -1, 2), List.of(random(2, 3, 5)));
        }
        GradCheck.check(in -> Functional.pad(in.getFirst(), 1, 0, 2, -1), List.of(random(2, 3, 5)));
    }

    @Test
    void convolutionsMatchNumericGradients() {
        RandomCases.forEach(30, random -> {
            RandomConvs.Case<ConvGeometry> conv = RandomConvs.conv(random);
            ConvGeometry geometry = conv.geometry();
            ConvOptions options = ConvOptions.DEFAULT
                    .stride(geometry.stride())
                    .padding(Padding.of(geometry.padLeft(), geometry.padRight()))
                    .paddingMode(geometry.paddingMode())
                    .dilation(geometry.dilation())
                    .groups(geometry.groups());
            GradCheck.check(
                    in -> Functional.conv1d(in.get(0), in.get(1), in.get(2), options),
                    List.of(
                            random(2, geometry.inChannels(), conv.length()),
                            random(geometry.outChannels(), geometry.groupInChannels(), geometry.kernelSize()),
                            random(geometry.outChannels())));
        });
    }

    @Test
    void transposedConvolutionsMatchNumericGradients() {
        RandomCases.forEach(30, random -> {
            RandomConvs.Case<ConvTransposeGeometry> conv = RandomConvs.transposed(random);
            ConvTransposeGeometry geometry = conv.geometry();
            ConvTransposeOptions options = new ConvTransposeOptions(
                    geometry.stride(),
                    geometry.padding(),
                    geometry.outputPadding(),
                    geometry.dilation(),
                    geometry.groups());
            GradCheck.check(
                    in -> Functional.convTranspose1d(in.get(0), in.get(1), in.get(2), options),
                    List.of(
                            random(2, geometry.inChannels(), conv.length()),
                            random(geometry.inChannels(), geometry.groupOutChannels(), geometry.kernelSize()),
                            random(geometry.outChannels())));
        });
    }

    @Test
    void gradientsAddUpUntilTheyAreCleared() {
        Tensor x = Tensor.of(2f, 3f).requiresGrad(true);
        x.mul(x).sum().backward();
        x.mul(5).sum().backward();
        assertThat(x.grad().orElseThrow().floats()).containsExactly(9f, 11f);
        x.zeroGrad();
        assertThat(x.grad()).isEmpty();
    }

    @Test
    void gradientsAreMemoryOfTheirOwn() {
        Tensor x = Tensor.of(2f, 3f).requiresGrad(true);
        Tensor y = Tensor.of(4f, 5f).requiresGrad(true);
        Tensor given = Tensor.of(1f, 1f);
        x.add(y).reshape(2, 1).reshape(2).backward(given);
        x.reshape(2, 1).backward(Tensor.of(1f, 1f).reshape(2, 1));
        Tensor itself = Tensor.of(1f, 1f).requiresGrad(true);
        itself.backward(given);
        given.floats()[0] = 7;
        x.grad().orElseThrow().floats()[1] = 9;
        assertThat(y.grad().orElseThrow().floats()).containsExactly(1f, 1f);
        assertThat(x.grad().orElseThrow().floats()).containsExactly(2f, 9f);
        assertThat(itself.grad().orElseThrow().floats()).containsExactly(1f, 1f);
    }

    @Test
    void printsHowATensorWasComputed() {
        Tensor x = Tensor.of(2f, 3f).requiresGrad(true);
        assertThat(x.toString()).isEqualTo("tensor([2., 3.], requires_grad=True)");
        assertThat(x.sub(1).toString()).isEqualTo("tensor([1., 2.], grad_fn=<SubBackward0>)");
        assertThat(x.mul(x).toString()).isEqualTo("tensor([4., 9.], grad_fn=<MulBackward0>)");
        assertThat(x.mul(x).detach().toString()).isEqualTo("tensor([4., 9.])");
        assertThat(GradMode.noGrad(() -> x.mul(x)).requiresGrad()).isFalse();
        assertThat(x.mul(x).isLeaf()).isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        Tensor x = Tensor.of(2f, 3f).requiresGrad(true);
        assertThatThrownBy(() -> x.mul(2).backward())
                .isInstanceOf(ShapeException.class)
                .hasMessage("grad can be implicitly created only for scalar outputs");
        assertThatThrownBy(() -> Tensor.of(1f).backward())
                .hasMessage("element 0 of tensors does not require grad and does not have a grad_fn");
        assertThatThrownBy(() -> x.mul(2).backward(Tensor.of(1f)))
                .hasMessage("Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a "
                        + "shape of torch.Size([2]).");
        assertThatThrownBy(() -> x.mul(2).requiresGrad(false)).hasMessageContaining("leaf variables");
        Tensor y = x.mul(x).sum();
        y.backwardRetainingGraph(Tensor.scalar(1f));
        y.backward();
        assertThatThrownBy(y::backward)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Trying to backward through the graph a second time");
        assertThat(x.grad().orElseThrow().floats()).containsExactly(8f, 12f);
    }

    @Test
    void onlyAValueLikeItsLeafTakesItsPlace() {
        Tensor leaf = Tensor.zeros(2).requiresGrad(true);
        assertThatThrownBy(() -> Tensor.zeros(3).asValueOf(leaf)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensor.zeros(DType.FLOAT64, 2).asValueOf(leaf)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Tensor.zeros(2).asValueOf(leaf.mul(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailedGivenOutputLeavesNothingBehind() {
        Tensor w = Tensor.ones(1, 1, 2).requiresGrad(true);
        Tensor out = Tensor.zeros(1, 1, 3);
        assertThatThrownBy(() -> Functional.conv1d(Tensor.ones(1, 1, 4), w, null, ConvOptions.DEFAULT, out))
                .hasMessageContaining("don't support automatic differentiation");
        assertThat(out.sum().item()).isZero();
    }
}
