package tapline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds golden cases and runs checks over them.
///
/// Cases come from the copy in the test resources (see `golden/README.md` there) and from each folder in the
/// system property `tapline.golden`: folders of the same format, separated as on a class path. A folder need
/// not have every group.
///
/// ```java
/// @Test
/// void matchesPyTorch() {
///     GoldenGroups.check("conv1d", golden -> {
///         assumeTrue(golden.json().get("batched").asBoolean(), "unbatched");    // counted as skipped
///         Tensor y = conv1d(golden.tensor("input"), golden.tensor("weight"), ...);
///         assertThat(y.equal(golden.tensor("output"))).isTrue();
///     });
/// }
/// ```
public final class GoldenGroups {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCES = "the test resources";

    private GoldenGroups() {}

    private interface Folder {
        /// The bytes of the file `name`, or nothing where there is no such file.
        Optional<byte[]> read(String name) throws IOException;
    }

    /// The group `name` of each folder that has it, the test resources first.
    ///
    /// @throws IllegalArgumentException if no folder has it
    public static List<GoldenGroup> load(String name) {
        return load(name, System.getProperty("tapline.golden", ""));
    }

    static List<GoldenGroup> load(String name, String extraFolders) {
        List<GoldenGroup> groups = new ArrayList<>();
        group(RESOURCES, GoldenGroups::resource, name).ifPresent(groups::add);
        for (String folder : extraFolders.split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                group(folder, directory(folder), name).ifPresent(groups::add);
            }
        }
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no folder of golden cases has a group " + name);
        }
        return groups;
    }

    /// Runs `check` over every case of the group `name` in every folder, prints how many passed, and fails
    /// once, at the end, with all that failed.
    public static void check(String name, GoldenGroup.Check check) {
        StringBuilder failed = new StringBuilder();
        for (GoldenGroup group : load(name)) {
            GoldenGroup.Outcome outcome = group.run(check);
            String summary = outcome.summary() + " (" + group.folder() + ")";
            if (outcome.failures().isEmpty()) {
                System.out.println(summary);
            } else {
                failed.append('\n').append(summary);
                outcome.failures().forEach(failure -> failed.append("\n  ").append(failure));
            }
        }
        if (!failed.isEmpty()) {
            throw new AssertionError(failed.toString());
        }
    }

    private static Optional<byte[]> resource(String name) throws IOException {
        // A stream, not a path: the modules above read these resources from a jar.
        try (InputStream in = GoldenGroups.class.getResourceAsStream("/golden/" + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }

    private static Folder directory(String folder) {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("not a readable folder of golden cases (tapline.golden): " + folder);
        }
        return name -> {
            Path file = path.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        };
    }

    private static Optional<GoldenGroup> group(String label, Folder folder, String name) {
        try {
            Optional<byte[]> json = folder.read(name + ".json");
            if (json.isEmpty()) {
                return Optional.empty();
            }
            Optional<byte[]> tensorFile = folder.read(name + ".safetensors");
            Safetensors tensors = tensorFile.isPresent() ? Safetensors.parse(tensorFile.get()) : Safetensors.none();
            List<GoldenCase> cases = new ArrayList<>();
            for (JsonNode node : JSON.readTree(json.get()).required("cases")) {
                cases.add(new GoldenCase(node.required("id").asText(), node, tensors));
            }
            return Optional.of(new GoldenGroup(label, name, List.copyOf(cases)));
        } catch (IOException | IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("golden group " + name + " in " + label + ": " + e, e));
        }
    }
}
