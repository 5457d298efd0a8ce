package io.scoot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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

    /** The tuner itself knows everything; what else a host sees is values. */
    private static final DescribedPredicate<JavaClass> TUNER = DescribedPredicate.describe(
            "the tuner",
            type -> type.getPackageName().equals("io.scoot")
                    && type.getName()
                            .matches(
                                    "io\\.scoot\\.(Scoot|BuilderChecks|EarlierObservations|AwaitingEvaluator)(\\$.*)?"));

    private static final DescribedPredicate<JavaClass> VALUES = JavaClass.Predicates.resideInAPackage("io.scoot")
            .and(DescribedPredicate.not(TUNER))
            .as("a host's values");

    @ArchTest
    static final ArchRule VALUES_KNOW_NO_MACHINERY = classes()
            .that(VALUES)
            .should()
            .onlyDependOnClassesThat(VALUES.or(JavaClass.Predicates.resideInAnyPackage(
                    "io.scoot.acq..", "java..", "org.apache.commons..", "org.jspecify..")));

    @ArchTest
    static final ArchRule THE_MACHINERY_KNOWS_NO_TUNER = noClasses()
            .that()
            .resideInAnyPackage("io.scoot.internal..", "io.scoot.suggest..", "io.scoot.journal..")
            .should()
            .dependOnClassesThat(TUNER);

    @ArchTest
    static final ArchRule THE_MACHINERY_KNOWS_NO_SUGGESTER_AND_NO_FILE = noClasses()
            .that()
            .resideInAPackage("io.scoot.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.scoot.suggest..", "io.scoot.journal..", "java.nio.channels..");

    @ArchTest
    static final ArchRule A_SUGGESTER_KNOWS_NO_LOOP = noClasses()
            .that()
            .resideInAPackage("io.scoot.suggest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.scoot.internal.study..", "io.scoot.internal.records..", "io.scoot.journal..");

    @ArchTest
    static final ArchRule MACHINES_HAVE_NO_CYCLES =
            slices().matching("io.scoot.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule MODULES_HAVE_NO_CYCLES =
            slices().matching("io.scoot.(*)..").should().beFreeOfCycles();
}
