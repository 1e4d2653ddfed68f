package ai.gatewayz.sync.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What is asked of the code of every module. */
@AnalyzeClasses(packages = "ai.gatewayz.sync", importOptions = ImportOption.DoNotIncludeTests.class)
final class CodeRulesTest {
    private static final DescribedPredicate<JavaCodeUnit> TAKES_OR_GIVES_A_FLOAT = describe(
            "take or give a binary floating-point number",
            unit -> isFloat(unit.getRawReturnType())
                    || unit.getRawParameterTypes().stream().anyMatch(CodeRulesTest::isFloat));

    @ArchTest
    static final ArchRule NO_FLOAT_FIELDS_IN_CATALOG = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("ai.gatewayz.sync.catalog..")
            .should()
            .haveRawType(describe("a float or double", CodeRulesTest::isFloat));

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
    static final ArchRule STANDARD_STREAMS_BELONG_TO_PROGRAMS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .resideOutsideOfPackage("ai.gatewayz.sync.bench..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NO_JAVA_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and(describe("are not abstract", c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)))
            .and()
            .areNotEnums()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    /** Picocli sets the options of commands after they are made; what others hold and changes is their own. */
    @ArchTest
    static final ArchRule FIELDS_THAT_CHANGE_ARE_PRIVATE = fields().that()
            .areNotFinal()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("ai.gatewayz.sync.cli.command..")
            .should()
            .bePrivate();

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)");

    @ArchTest
    static final ArchRule ENVIRONMENT_IS_READ_AT_THE_START = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Main")
            .and()
            .resideOutsideOfPackages("ai.gatewayz.sync.cli..", "ai.gatewayz.sync.bench..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    private CodeRulesTest() {}

    private static boolean isFloat(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }
}
