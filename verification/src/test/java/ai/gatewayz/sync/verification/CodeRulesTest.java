package ai.gatewayz.sync.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

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

    /**
     * A record's constructor may not have more parameters than any other method can be read with, unless it mirrors
     * something that is as wide: named here with what that is.
     */
    private static final Map<String, String> WIDE_RECORDS = Map.ofEntries(
            Map.entry("AuditRow", "row of price_audits"),
            Map.entry("CatalogDetails", "body of GET /api/sync/status"),
            Map.entry("CatalogModel", "row of catalog_models"),
            Map.entry("CatalogRunRow", "row of sync_runs"),
            Map.entry("HeldChange", "body of GET /admin/held-changes"),
            Map.entry("HistoryRow", "row of pricing_sync_log"),
            Map.entry("IndexedModel", "row of models"),
            Map.entry("Job", "body of GET /admin/jobs/{job_id}"),
            Map.entry("JobRow", "row of sync_runs"),
            Map.entry("JobSummary", "body of GET /admin/jobs"),
            Map.entry("LastCatalogSync", "row of sync_runs"),
            Map.entry("LogRow", "row of pricing_sync_log"),
            Map.entry("ModelFilter", "query of GET /models"),
            Map.entry("ModelStats", "body of GET /models/stats"),
            Map.entry("OperatorPin", "body of GET /admin/overrides"),
            Map.entry("Row", "row of model_pricing_history"),
            Map.entry("Price", "pricing of the body of GET /models/{provider}/{model_id}"),
            Map.entry("PriceStats", "body of the old pricing history"),
            Map.entry("PricingJob", "body of GET /admin/pricing/sync/{job_id}"),
            Map.entry("ProviderDetails", "body of GET /api/sync/status"),
            Map.entry("ProviderPart", "part of the body of GET /admin/jobs/{job_id}"),
            Map.entry("ProviderProfile", "entry of the simulated fleet"),
            Map.entry("ProviderRow", "row of providers"),
            Map.entry("ProviderRunRow", "row of pricing_sync_log"),
            Map.entry("ProviderView", "body of GET /providers/{slug}"),
            Map.entry("RegisteredProvider", "row of providers and provider_sync_state"),
            Map.entry("RunRow", "row of sync_runs"),
            Map.entry("ScheduleView", "body of GET /admin/schedules/{id}"),
            Map.entry("Subscription", "body of GET /admin/subscriptions/{id}"),
            Map.entry("SyncHealth", "body of GET /admin/model-sync/health"));

    @ArchTest
    static final ArchRule RECORDS_ARE_NARROW = classes()
            .that()
            .areRecords()
            .and(describe("mirror no row and no body", (JavaClass c) -> !WIDE_RECORDS.containsKey(c.getSimpleName())))
            .should(be(describe(
                    "of at most 10 components",
                    (JavaClass c) -> c.getFields().stream()
                                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                    .count()
                            <= 10)));

    /** Words for people decide nothing: what a run is stands in its fields and attributes. */
    @ArchTest
    static final ArchRule SUMMARIES_ARE_FOR_PEOPLE = methods()
            .should(not(be(describe(
                    "looking for words in a summary",
                    (JavaMethod method) -> method.getAccessesFromSelf().stream()
                                    .anyMatch(access -> access.getName().matches("(?i).*summary"))
                            && method.getMethodCallsFromSelf().stream().anyMatch(CodeRulesTest::looksIntoAText)))));

    private CodeRulesTest() {}

    private static boolean looksIntoAText(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(String.class)
                && call.getName().matches("contains|startsWith|endsWith|matches|indexOf|equalsIgnoreCase");
    }

    private static boolean isFloat(JavaClass type) {
        return type.isEquivalentTo(double.class)
                || type.isEquivalentTo(float.class)
                || type.isEquivalentTo(Double.class)
                || type.isEquivalentTo(Float.class);
    }
}
