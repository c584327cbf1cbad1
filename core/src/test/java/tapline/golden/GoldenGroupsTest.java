package tapline.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tapline.shape.Shape;

class GoldenGroupsTest {
    @Test
    void readsParametersAndTensors() {
        GoldenCase golden = GoldenGroups.load("conv1d", "").getFirst().cases().getFirst();

        assertThat(golden.id()).isEqualTo("conv1d/g000");
        assertThat(golden.json().get("kernel_size").asInt()).isEqualTo(1);
        assertThat(golden.tensor("input").shape()).isEqualTo(Shape.of(2, 2, 37));
        assertThat(golden.has("no such thing")).isFalse();
        assertThat(golden.parameters()).contains("kernel_size").doesNotContain("tensors");
    }

    @Test
    void readsEveryCaseThatTheFileCounts() {
        assertThat(GoldenGroups.load("rng", "").getFirst().cases()).hasSize(93);
        assertThat(GoldenGroups.load("printing_modules", "").getFirst().cases()).hasSize(105);
    }

    @Test
    void addsFoldersThatHaveTheGroup(@TempDir Path with, @TempDir Path without) throws IOException {
        Files.writeString(with.resolve("errors.json"), "{\"cases\": [{\"id\": \"mine\"}]}");

        List<GoldenGroup> groups = GoldenGroups.load("errors", without + File.pathSeparator + with);

        assertThat(groups).extracting(GoldenGroup::folder).containsExactly("the test resources", with.toString());
        assertThat(groups.getLast().cases().getFirst().id()).isEqualTo("mine");
    }

    @Test
    void namesWhatItCannotRead(@TempDir Path folder) throws IOException {
        String missing = folder.resolve("missing").toString();
        Files.writeString(folder.resolve("errors.json"), "{\"cases\": ");

        assertThatThrownBy(() -> GoldenGroups.load("errors", missing)).hasMessageContaining(missing);
        assertThatThrownBy(() -> GoldenGroups.load("errors", folder.toString()))
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> GoldenGroups.load("errers", "")).hasMessageContaining("errers");
    }

    @Test
    void collectsAllFailuresAndCountsSkips() {
        GoldenGroup group = GoldenGroups.load("notebook", "").getFirst();

        GoldenGroup.Outcome outcome = group.run(golden -> {
            Assumptions.assumeFalse(golden.id().endsWith("1"), "ends in 1");
            if (golden.id().endsWith("2")) {
                throw new IllegalStateException("boom");
            }
            assertThat(golden.id()).isNotEqualTo("notebook/in03");
        });

        assertThat(outcome.summary()).isEqualTo("notebook: 10 of 14 passed, 2 skipped {ends in 1=2}");
        assertThat(outcome.failures()).hasSize(2);
        assertThat(outcome.failures().getFirst()).startsWith("notebook/in02 {").contains("boom", "\"cell\":2");
    }

    @Test
    void failsOnceWithEveryFailingCase() {
        assertThatThrownBy(() -> GoldenGroups.check(
                        "notebook", golden -> assertThat(golden.has("input")).isTrue()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 14 passed (the test resources)")
                .hasMessageContaining("notebook/in01 {");
    }
}
