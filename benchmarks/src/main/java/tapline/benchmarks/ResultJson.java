package tapline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes everything that was measured, round by round, as JSON.
final class ResultJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultJson() {}

    static void write(Path file, Machine machine, List<PeerLibrary> libraries, List<ShapeResult> results)
            throws IOException {
        Map<String, String> versions = new TreeMap<>();
        versions.put(PeerLibrary.TAPLINE.label(), PeerLibrary.TAPLINE.version());
        libraries.forEach(library -> versions.put(library.label(), library.version()));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("machine", machine);
        root.put("versions", versions);
        root.put("results", results.stream().map(ResultJson::result).toList());
        MAPPER.writeValue(file.toFile(), root);
    }

    private static Map<String, Object> result(ShapeResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shape", MAPPER.convertValue(result.shape(), Map.class));
        json.put("threads", result.threads());
        json.put("flops", result.shape().flops());
        json.put("extraBytes", result.extraBytes());
        json.put("keptBytes", result.keptBytes());
        json.put(
                "peakFlopsPerSecond",
                result.peak() == null ? null : result.peak().values());
        json.put("copySeconds", result.copy() == null ? null : result.copy().values());
        json.put("tapline", library(result.tapline()));
        json.put("peers", result.peers().stream().map(ResultJson::library).toList());
        return json;
    }

    private static Map<String, Object> library(PeerResult library) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", library.library());
        json.put("deviationInTolerances", Double.isFinite(library.deviation()) ? library.deviation() : null);
        json.put("note", library.note());
        json.put("callsPerSample", library.calls());
        json.put("stable", library.stable());
        json.put("seconds", library.isRight() ? library.seconds().values() : null);
        return json;
    }
}
