package tapline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// Packages build on each other in one direction, and on nothing but the JDK; and functions that a JDK may compute
/// differently on another machine are those of [StrictMath].
@AnalyzeClasses(packages = "tapline", importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    private static final Set<String> DIFFERENT_BITS_ELSEWHERE = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    @ArchTest
    static final ArchRule BITS_ARE_THE_SAME_EVERYWHERE = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "a function of Math that StrictMath has, too",
                    access -> access.getTargetOwner().isEquivalentTo(Math.class)
                            && DIFFERENT_BITS_ELSEWHERE.contains(access.getName())));

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
