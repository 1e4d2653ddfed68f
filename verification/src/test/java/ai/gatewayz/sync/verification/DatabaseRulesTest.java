package ai.gatewayz.sync.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.ResultSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may speak SQL, and who may write prices. */
@AnalyzeClasses(packages = "ai.gatewayz.sync", importOptions = ImportOption.DoNotIncludeTests.class)
final class DatabaseRulesTest {
    private static final Pattern SQL = Pattern.compile(
            "\\b(?:SELECT\\s.{1,300}?\\sFROM|INSERT\\s+INTO\\s+\\w|DELETE\\s+FROM\\s+\\w|UPDATE\\s+\\w+(?:\\s+\\w+)?\\s+SET"
                    + "|MERGE\\s+INTO\\s+\\w|TRUNCATE\\s+\\w)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern WRITES_PRICES = Pattern.compile(
            "\\b(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|MERGE\\s+INTO)\\s+"
                    + "(?:model_pricing|model_pricing_history|held_changes|operator_overrides|change_events)\\b",
            Pattern.CASE_INSENSITIVE);

    /** Those that answer a request, run a step or put things together; they ask a room's queries. */
    private static final Pattern WITHOUT_SQL =
            Pattern.compile("ai\\.gatewayz\\.sync\\.(?:catalog|workflows|simulator|worker)\\..*"
                    + "|ai\\.gatewayz\\.sync\\.activities\\.(?:feed|provider|http|metrics)\\..*"
                    + "|ai\\.gatewayz\\.sync\\.api\\.(?:auth|error|http|server)\\..*"
                    + "|ai\\.gatewayz\\.sync\\.cli\\.(?!embedded\\.(EmbeddedDatabase|PreparedCluster)).*"
                    + "|.*(?:Resource|Impl|Wiring|Application|Settings|Command)");

    @ArchTest
    static final ArchRule JDBI_STAYS_AT_THE_DATABASE = noClasses()
            .that()
            .resideInAnyPackage(
                    "ai.gatewayz.sync.catalog..",
                    "ai.gatewayz.sync.workflows..",
                    "ai.gatewayz.sync.simulator..",
                    "ai.gatewayz.sync.cli..",
                    "..activities.feed..",
                    "..activities.provider..",
                    "..activities.http..",
                    "..activities.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..");

    @ArchTest
    static final ArchRule STEPS_AND_FAILURES_KNOW_ONLY_THE_EXCEPTION = noClasses()
            .that()
            .resideInAPackage("ai.gatewayz.sync.activities")
            .or()
            .resideInAPackage("..api.error..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.jdbi..")
                    .and(describe("are not exceptions", (JavaClass c) -> !c.isAssignableTo(Exception.class))));

    @ArchTest
    static final ArchRule RESOURCES_ASK_QUERIES = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..");

    /** A number says nothing, and the next column that somebody adds moves it. */
    @ArchTest
    static final ArchRule COLUMNS_ARE_READ_BY_NAME = noClasses()
            .should()
            .callMethodWhere(describe(
                    "a column is read by its position",
                    (JavaMethodCall call) -> call.getTargetOwner().isAssignableTo(ResultSet.class)
                            && call.getName().startsWith("get")
                            && !call.getTarget().getRawParameterTypes().isEmpty()
                            && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(int.class)));

    @Test
    void sql_standsWhereTheDatabaseIsSpokenTo() {
        assertThat(namesOf(SQL))
                .hasSizeGreaterThan(20)
                .noneMatch(name -> WITHOUT_SQL.matcher(name).matches());
    }

    @Test
    void prices_areWrittenByTheLedgerOnly() {
        assertThat(namesOf(WRITES_PRICES))
                .isNotEmpty()
                .allMatch(name -> name.matches("ai\\.gatewayz\\.sync\\.(?:ledger|bench)\\..*"));
    }

    private static List<String> namesOf(Pattern pattern) {
        return JavaSource.all().stream()
                .filter(source -> pattern.matcher(source.literals()).find())
                .map(JavaSource::name)
                .toList();
    }
}
