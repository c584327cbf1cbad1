package tapline;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Packages build on each other in one direction, and on nothing but the JDK.
@AnalyzeClasses(packages = "tapline", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    @ArchTest
    static final ArchRule PACKAGES_BUILD_ON_THOSE_BELOW = layeredArchitecture()
            .consideringAllDependencies()
            .layer("shape")
            .definedBy("tapline.shape")
            .layer("kernel")
            .definedBy("tapline.kernel")
            .layer("tensor")
            .definedBy("tapline.tensor")
            .layer("stream")
            .definedBy("tapline.stream")
            .layer("nn")
            .definedBy("tapline.nn")
            .layer("train")
            .definedBy("tapline.train")
            .optionalLayer("jdk")
            .definedBy("java..", "jdk.incubator.vector..")
            .whereLayer("shape")
            .mayOnlyAccessLayers("jdk")
            .whereLayer("kernel")
            .mayOnlyAccessLayers("shape", "jdk")
            .whereLayer("tensor")
            .mayOnlyAccessLayers("kernel", "shape", "jdk")
            .whereLayer("stream")
            .mayOnlyAccessLayers("kernel", "shape", "jdk")
            .whereLayer("nn")
            .mayOnlyAccessLayers("tensor", "stream", "kernel", "shape", "jdk")
            .whereLayer("train")
            .mayOnlyAccessLayers("nn", "tensor", "shape", "jdk");
}
