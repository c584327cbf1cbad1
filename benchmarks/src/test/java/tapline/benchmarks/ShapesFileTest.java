package tapline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapesFileTest {
    private static final String HEADER =
            "id,source,batch,in_channels,out_channels,kernel,stride,padding,dilation,groups,length,class\n";

    @TempDir
    private Path folder;

    @Test
    void theTableThatComesWithIt() {
        List<ConvShape> shapes = ShapesFile.readDefault();

        assertThat(shapes).extracting(ConvShape::id).doesNotHaveDuplicates().contains("notebook", "fir-16k");
        ConvShape whisper = shapes.stream()
                .filter(shape -> shape.id().equals("whisper-conv2"))
                .findFirst()
                .orElseThrow();
        assertThat(whisper.outputSizes()).containsExactly(1, 384, 1500);
        assertThat(whisper.flops()).isEqualTo(2.0 * 1500 * 384 * 384 * 3);
    }

    @Test
    void columnsAreFoundByName() throws IOException {
        Path file =
                write("class,length,groups,dilation,padding,stride,kernel,out_channels,in_channels,batch,source,id\n"
                        + "dense,100,2,3,4,5,6,8,10,12,\"here, there\",mine\n");

        assertThat(ShapesFile.read(file))
                .containsExactly(new ConvShape("mine", "here, there", 12, 10, 8, 6, 5, 4, 3, 2, 100, "dense"));
    }

    @Test
    void badRowsAreNamed() throws IOException {
        String good = "a,s,1,1,1,3,1,0,1,1,10,c\n";

        assertThatThrownBy(() -> ShapesFile.read(write(HEADER + good + "b,s,1,1,1,0,1,0,1,1,10,c\n")))
                .hasMessageContaining("row 2")
                .hasMessageContaining("expected kernel to be at least 1, but got 0");
        assertThatThrownBy(() -> ShapesFile.read(write(HEADER + "b,s,1,1,1,3,1,0,1,1,2,c\n")))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> ShapesFile.read(write(HEADER + "b,s,1,3,4,3,1,0,1,2,20,c\n")))
                .hasMessageContaining("2 groups");
        assertThatThrownBy(() -> ShapesFile.read(write("id,class\nb,c\n"))).hasMessageContaining("source");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("shapes.csv"), text);
    }
}
