package ai.gatewayz.sync.worker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure of every module that a worker is made of. */
@AnalyzeClasses(packages = "ai.gatewayz.sync", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final DescribedPredicate<JavaCodeUnit> TAKES_OR_GIVES_A_FLOAT = describe(
            "take or give a binary floating-point number",
            unit -> isFloat(unit.getRawReturnType())
                    || unit.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isFloat));

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("ai.gatewayz.sync.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CATALOG_IS_PURE = classes()
            .that()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "ai.gatewayz.sync.catalog..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "java.security..",
                    "java.nio.charset..",
                    // The normal forms of Unicode, for ids that look alike.
                    "java.text..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule JDBI_STAYS_AT_THE_DATABASE = noClasses()
            .that(resideOutsideOfPackages(
                    "..activities.store..",
                    "..activities.cache..",
                    "..activities.notify..",
                    "ai.gatewayz.sync.worker..",
                    "..simulator.."))
            .and()
            .doNotHaveSimpleName("ActivityFailures")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..");

    @ArchTest
    static final ArchRule ACTIVITY_FAILURES_KNOW_ONLY_THE_EXCEPTION = noClasses()
            .that()
            .haveSimpleName("ActivityFailures")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.jdbi..").and(describe("are not its exception", (JavaClass c) -> !c.getName()
                            .equals("org.jdbi.v3.core.JdbiException"))));

    @ArchTest
    static final ArchRule OKHTTP_STAYS_AT_THE_WIRE = noClasses()
            .that(resideOutsideOfPackages("..activities.http.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..");

    @ArchTest
    static final ArchRule NO_FLOAT_FIELDS_IN_CATALOG = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should()
            .haveRawType(describe("a float or double", ArchitectureTest::isFloat));

    @ArchTest
    static final ArchRule NO_FLOAT_PARAMETERS_IN_CATALOG = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should(be(TAKES_OR_GIVES_A_FLOAT));

    @ArchTest
    static final ArchRule NO_FLOAT_CONSTRUCTORS_IN_CATALOG = noConstructors()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should(be(TAKES_OR_GIVES_A_FLOAT));

    @ArchTest
    static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_JAVA_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule IMPLEMENTATIONS_ARE_FINAL =
            classes().that().haveSimpleNameEndingWith("Impl").should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)");

    @ArchTest
    static final ArchRule ENVIRONMENT_IS_READ_AT_THE_START = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .resideOutsideOfPackage("ai.gatewayz.sync.cli..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    private ArchitectureTest() {}

    private static boolean isFloat(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }
}
