package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tapline.nn.BatchNorm1d;
import tapline.nn.Conv1d;
import tapline.nn.ConvTranspose1d;
import tapline.nn.Module;
import tapline.nn.Sequential;
import tapline.nn.StateDictException;
import tapline.shape.ConvAlgorithm;
import tapline.shape.ConvOptions;
import tapline.shape.ConvTransposeOptions;
import tapline.shape.Padding;
import tapline.shape.PaddingMode;
import tapline.shape.Shape;
import tapline.shape.ShapeException;
import tapline.tensor.DType;
import tapline.tensor.DTypeException;
import tapline.tensor.Functional;
import tapline.tensor.Generator;
import tapline.tensor.Tensor;

/// Bad calls are refused with PyTorch's words, and good ones that look bad are not.
class ErrorsGoldenTest {
    /// Python's expression, and the same in Java.
    private static final Map<String, Supplier<Object>> EXPRESSIONS = Map.ofEntries(
            Map.entry(
                    "torch.zeros(2, 3) + torch.zeros(2, 4)",
                    () -> Tensor.zeros(2, 3).add(Tensor.zeros(2, 4))),
            Map.entry("torch.zeros(2, 3).view(4, 2)", () -> Tensor.zeros(2, 3).reshape(4, 2)),
            Map.entry(
                    "torch.zeros(2, 3).reshape(-1, 4)", () -> Tensor.zeros(2, 3).reshape(-1, 4)),
            Map.entry("torch.zeros(2, 3).item()", () -> Tensor.zeros(2, 3).item()),
            Map.entry("torch.zeros(2, 3)[2]", () -> Tensor.zeros(2, 3).select(0, 2)),
            Map.entry("torch.zeros(2, 3)[0, 3]", () -> Tensor.zeros(2, 3).get(0, 3)),
            Map.entry(
                    "torch.zeros(1, 2, 10)[:, :, ::-1]",
                    () -> Tensor.zeros(1, 2, 10).slice(2, 0, 10, -1)),
            Map.entry("torch.tensor([[1., 2.], [3.]])", () -> Tensor.of(new float[][] {{1, 2}, {3}})),
            Map.entry(
                    "nn.Sequential(nn.Conv1d(1, 2, 3), nn.BatchNorm1d(2)).load_state_dict({'0.weight': "
                            + "torch.zeros(2, 2, 3)})",
                    () -> {
                        Sequential.of(
                                        Conv1d.of(1, 2, 3).build(),
                                        BatchNorm1d.of(2).build())
                                .loadStateDict(Map.of("0.weight", Tensor.zeros(2, 2, 3)));
                        return "loaded";
                    }),
            Map.entry("torch.zeros(3).unfold(0, 4, 1)", () -> Tensor.zeros(3).unfold(0, 4, 1)),
            Map.entry("torch.zeros(-1)", () -> Tensor.zeros(-1)),
            Map.entry("torch.arange(5, 1)", () -> Tensor.arange(5, 1, 1)));

    /// What newer versions of PyTorch say where 1.13 said something else; empty where they accept the call.
    private static final Map<String, String> CHANGED_LATER = Map.of(
            "Invalid padding size, expected 0 but got 2",
            "",
            "2D or 3D (batch mode) tensor expected for input, but got: [ torch.FloatTensor{1,2,0} ]",
            "Expected 2D or 3D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, "
                    + "but got: [1, 2, 0]",
            "only one element tensors can be converted to Python scalars",
            "a Tensor with 6 elements cannot be converted to Scalar");

    @Test
    void badCallsAreRefusedInPyTorchsWords() {
        GoldenGroups.check("errors", golden -> {
            Supplier<Object> call = call(golden);
            Throwable thrown = catchThrowable(call::get);
            String expected = expected(golden);
            if (expected.isEmpty()) {
                assertThat(thrown).isNull();
                JsonNode shape = golden.json().path("result_shape");
                if (shape.isArray()) {
                    assertThat(((Tensor) call.get()).shape()).isEqualTo(shape(shape));
                }
                return;
            }
            assertThat(thrown).isNotNull();
            assertThat(sorted(thrown.getMessage())).matches(expected);
            boolean isIndex = "IndexError".equals(golden.text("type"));
            assertThat(thrown)
                    .isInstanceOfAny(
                            isIndex ? IndexOutOfBoundsException.class : ShapeException.class,
                            isIndex ? IndexOutOfBoundsException.class : DTypeException.class,
                            isIndex ? IndexOutOfBoundsException.class : StateDictException.class);
        });
    }

    /// The expected message as a regular expression; empty where the call is accepted.
    private static String expected(GoldenCase golden) {
        String message = golden.text("message");
        String changed = golden.text("changed_later");
        if (changed != null && changed.contains("should be the same")) {
            return "Input type \\((float|double)\\) and (bias|weight) type \\((float|double)\\) should be the same";
        }
        String current = changed == null ? message : CHANGED_LATER.get(message);
        return current == null || current.isEmpty() ? "" : java.util.regex.Pattern.quote(sorted(current));
    }

    /// Python prints sets in any order: their members are sorted before messages are compared.
    private static String sorted(String message) {
        int open = message.indexOf("{'");
        int close = message.indexOf('}');
        if (open < 0 || close < open) {
            return message;
        }
        String[] members = message.substring(open + 1, close).split(", ");
        java.util.Arrays.sort(members);
        return message.substring(0, open + 1) + String.join(", ", members) + message.substring(close);
    }

    private static Supplier<Object> call(GoldenCase golden) {
        JsonNode json = golden.json();
        assumeTrue(!json.toString().contains("int64"), "integer tensors");
        return switch (golden.text("kind")) {
            case "module" -> module(golden);
            case "call" -> function(golden);
            default -> {
                assumeTrue(EXPRESSIONS.containsKey(golden.text("code")), "not there yet, or Python");
                yield EXPRESSIONS.get(golden.text("code"));
            }
        };
    }

    private static Supplier<Object> module(GoldenCase golden) {
        JsonNode json = golden.json();
        String layer = golden.text("op").replace("nn.", "");
        if (ActivationCalls.LAYERS.containsKey(layer)) {
            return () -> {
                Module module = ActivationCalls.LAYERS.get(layer).apply(json.get("ctor"));
                return json.path("inputs").isEmpty()
                        ? module
                        : module.forward(tensor(json.get("inputs").get(0)));
            };
        }
        assumeTrue(PythonCall.knows(layer), "layers that are not there yet");
        Map<String, String> arguments = new LinkedHashMap<>();
        json.get("ctor").properties().forEach(entry -> {
            assumeTrue(entry.getValue().isValueNode(), "lists where Java has a number");
            arguments.put(entry.getKey(), entry.getValue().asText());
        });
        return () -> {
            Module module = new PythonCall(layer, arguments).build(new Generator(0));
            if (json.path("inputs").isEmpty()) {
                return module;
            }
            Tensor input = tensor(json.get("inputs").get(0));
            JsonNode outputSize = json.path("forward_kwargs").path("output_size");
            return outputSize.isMissingNode()
                    ? module.forward(input)
                    : ((ConvTranspose1d) module)
                            .forward(input, shape(outputSize).toArray());
        };
    }

    private static Supplier<Object> function(GoldenCase golden) {
        JsonNode json = golden.json();
        JsonNode kwargs = json.path("kwargs");
        List<Object> arguments = new ArrayList<>();
        json.get("args")
                .forEach(node -> arguments.add(
                        node.isObject() ? tensor(node) : node.isArray() ? ints(node) : new int[] {node.asInt()}));
        Tensor first = (Tensor) arguments.get(0);
        return switch (golden.text("op")) {
            case "F.conv1d" -> {
                assumeTrue(!hasList(kwargs), "lists where Java has a number");
                assumeTrue(!kwargs.path("padding").asText().equals("bad"), "names where Java has an enum");
                yield () -> Functional.conv1d(first, (Tensor) arguments.get(1), third(arguments), convOptions(kwargs));
            }
            case "F.conv_transpose1d" ->
                () -> Functional.convTranspose1d(
                        first,
                        (Tensor) arguments.get(1),
                        third(arguments),
                        new ConvTransposeOptions(
                                kwargs.path("stride").asInt(1),
                                kwargs.path("padding").asInt(0),
                                kwargs.path("output_padding").asInt(0),
                                kwargs.path("dilation").asInt(1),
                                kwargs.path("groups").asInt(1)));
            case "F.pad" -> {
                String mode = kwargs.path("mode").asText("constant");
                assumeTrue(!mode.equals("wrap") && !kwargs.has("value"), "names where Java has an enum");
                PaddingMode paddingMode = mode.equals("constant") ? PaddingMode.ZEROS : PaddingMode.parse(mode);
                yield () -> Functional.pad(first, paddingMode, (int[]) arguments.get(1));
            }
            default ->
                PoolAndNormCalls.function(golden.text("op"), arguments, kwargs)
                        .or(() -> ActivationCalls.loss(golden.text("op"), arguments, kwargs))
                        .orElseGet(() -> abort("layers that are not there yet"));
        };
    }

    private static ConvOptions convOptions(JsonNode kwargs) {
        JsonNode padding = kwargs.path("padding");
        return new ConvOptions(
                kwargs.path("stride").asInt(1),
                padding.isTextual() ? Padding.parse(padding.asText()) : Padding.of(padding.asInt(0)),
                PaddingMode.ZEROS,
                kwargs.path("dilation").asInt(1),
                kwargs.path("groups").asInt(1),
                ConvAlgorithm.DIRECT);
    }

    private static boolean hasList(JsonNode kwargs) {
        return StreamSupport.stream(kwargs.spliterator(), false).anyMatch(JsonNode::isArray);
    }

    private static Tensor third(List<Object> arguments) {
        return arguments.size() > 2 ? (Tensor) arguments.get(2) : null;
    }

    private static Tensor tensor(JsonNode node) {
        DType dtype = node.get("dtype").asText().equals("float64") ? DType.FLOAT64 : DType.FLOAT32;
        return Tensor.full(node.path("value").asDouble(0), dtype, ints(node.get("shape")));
    }

    private static Shape shape(JsonNode sizes) {
        return Shape.of(ints(sizes));
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }
}
