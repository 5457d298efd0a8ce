package io.scoot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may depend on whom. */
@AnalyzeClasses(packages = "io.scoot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_GAUSSIAN_PROCESS_KNOWS_MATHEMATICS_ALONE = classes()
            .that()
            .resideInAPackage("io.scoot.gp..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.scoot.gp..", "java..", "org.ejml..", "org.apache.commons..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_ACQUISITION_KNOWS_THE_GAUSSIAN_PROCESS = classes()
            .that()
            .resideInAPackage("io.scoot.acq..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.scoot.acq..",
                    "io.scoot.gp..",
                    "java..",
                    "org.ejml..",
                    "org.apache.commons..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule THE_FEASIBILITY_KNOWS_NO_ACQUISITION = classes()
            .that()
            .resideInAPackage("io.scoot.constraints..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.scoot.constraints..",
                    "io.scoot.gp..",
                    "java..",
                    "org.ejml..",
                    "org.apache.commons..",
                    "org.tribuo..",
                    "com.oracle..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule ONE_CLASS_TRAINS_TREES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.scoot.constraints.TreeTrainer")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tribuo..", "com.oracle..");

    @ArchTest
    static final ArchRule THE_CORE_LAUNCHES_NOTHING_AND_CALLS_NOBODY = noClasses()
            .that()
            .resideInAPackage("io.scoot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.lang.reflect..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.ServiceLoader");

    @ArchTest
    static final ArchRule WHAT_THE_HOST_SEES_IS_ONE_PACKAGE_AND_THE_REST_HAS_NO_CYCLES =
            slices().matching("io.scoot.(*)..").should().beFreeOfCycles();
}
