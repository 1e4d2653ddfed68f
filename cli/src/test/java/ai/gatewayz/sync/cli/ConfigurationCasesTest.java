package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where each bad setting of the list, C1 to C26, is tested; or why it cannot come up here. */
class ConfigurationCasesTest {
    private static final Map<Integer, List<String>> TESTS = tests();

    private static final Map<Integer, String> NOT_HERE = Map.of(
            11, "Settings are environment variables only: no YAML file is read, so none can be malformed.",
            12,
                    "There is no file of settings; an environment is full of other programs' variables, so unknown ones are legal.",
            19, "Payloads are not encrypted, so there is no codec key: SecretCanaryIT shows that they hold no secret.",
            20, "No variable switches price or delisting guards off.");

    private static Map<Integer, List<String>> tests() {
        Map<Integer, List<String>> cases = new TreeMap<>();
        String settings = "WorkerSettingsTest.c3c5c8c9c10_wrongValues_nameTheirVariableInOneLine";
        String api = "ApiSettingsTest.wrongValues_nameTheirVariableInOneLine";
        cases.put(
                1,
                List.of(
                        "WorkerSettingsTest.c1_withoutADatabase_theVariableIsNamed",
                        "ApiSettingsTest.missingValues_nameTheirVariable"));
        cases.put(2, List.of("WorkerSettingsTest.c2_password_isInNoText", "DatabaseUrlTest.toString_hidesThePassword"));
        cases.put(3, List.of(settings, "EnvironmentReaderTest.number_outsideItsBounds_namesTheVariable"));
        // Cron lines come by API and command only; times are UTC, which has no daylight saving.
        cases.put(4, List.of("PricingBadInputTest.badChange_isRefused"));
        cases.put(
                5,
                List.of(
                        settings,
                        "WorkerSettingsTest.c5_repeatedNamesAndSpareCommas_areOne",
                        "EnvironmentReaderTest.list_ofCommasOnly_isAMistakeAndNotEverything"));
        cases.put(6, List.of("WorkerSettingsTest.c6_keysThatCannotBeOne_areRefused_unrepeated"));
        cases.put(7, List.of("WorkerSettingsTest.c7_oneKeyForTwoProviders_isWarnedOf_unrepeated"));
        cases.put(
                8,
                List.of(
                        settings,
                        "AddressPolicyTest.publishedAddress_mustBeHttpsAndPublic",
                        "AddressPolicyTest.templateToMetadata_isRefused",
                        "FetchSettingsTest.template_thatIsNoBase_isRefused"));
        cases.put(9, List.of(settings, api));
        cases.put(10, List.of(settings));
        cases.put(
                13,
                List.of(
                        api,
                        "WorkerStartTest.c13_portInUse_isNamed",
                        "UpCommandTest.aTakenPortIsOneClearLine_beforeAnythingIsStarted",
                        "UpCommandTest.onePortForTwoIsAUsageError"));
        cases.put(14, List.of("WorkerStartTest.c14_temporalAway_isOneLineWithinThirtySeconds"));
        // A newer schema is served: migrations are additive, and processes are replaced one by one.
        cases.put(
                15,
                List.of(
                        "CatalogMigrationsTest.c15_changedMigration_isRefusedInOneLine",
                        "CatalogMigrationsTest.c15_newerSchema_isLeftAlone",
                        "CatalogMigrationsTest.c15_twoMigratorsAtOnce_shareTheWork",
                        "WorkerStartTest.c15_schemaThatOthersChanged_isOneLine"));
        cases.put(
                16,
                List.of(
                        "SecretFileTest.missingOpenOrDoubleFile_stopsTheStart",
                        "SecretFileTest.change_holdsAtOnce_andTheOldOneAsLongAsItIsInTheFile"));
        cases.put(17, List.of("WebhookVerifierTest.W10_weakSecret_stopsTheStart"));
        cases.put(18, List.of(api));
        cases.put(
                21,
                List.of(
                        "StrangePlacesTest.doctor_speaksPlainly_andNamesTheMemory",
                        "WorkerSettingsTest.c21_settings_areReadAlike_inTurkish"));
        cases.put(22, List.of("UpCommandTest.aPlaceThatCannotBeWrittenIsOneClearLine"));
        cases.put(23, List.of("StrangePlacesTest.doctor_speaksPlainly_andNamesTheMemory"));
        cases.put(24, List.of("ProgramTest.mistakesAreOneLineWithTheWayToTheHelp"));
        cases.put(25, List.of("ClockWatchTest.c25_skewOfMoreThanFiveMinutes_isWarnedOfOnce_andMeasured"));
        cases.put(26, List.of("EnvironmentReaderTest.c26_endlessText_isRefused_unrepeated"));
        return cases;
    }

    @Test
    void everyCase_hasATestOrAReason() {
        assertThat(Stream.concat(TESTS.keySet().stream(), NOT_HERE.keySet().stream())
                        .sorted()
                        .toList())
                .isEqualTo(IntStream.rangeClosed(1, 26).boxed().toList());
    }

    @Test
    void testsNamedHere_exist() throws IOException {
        for (List<String> names : TESTS.values()) {
            for (String test : names) {
                String[] parts = test.split("\\.", 2);
                assertThat(Files.readString(source(parts[0]))).as(test).contains("void " + parts[1] + "(");
            }
        }
    }

    /** Holds what the reason for C20 says: no setting's name speaks of guards. */
    @Test
    void noVariable_switchesGuardsOff() throws IOException {
        assertThat(Files.readString(Path.of("../README.md"))
                        .lines()
                        .filter(line -> line.matches("\\| `[A-Z_`, ]*(GUARD|UNSAFE|SKIP|DISABLE)[A-Z_]*`.*")))
                .isEmpty();
    }

    private static Path source(String name) {
        for (String module : List.of("cli", "worker", "api", "workflows", "migrations", "activities")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                Optional<Path> found =
                        files.filter(file -> file.endsWith(name + ".java")).findFirst();
                if (found.isPresent()) {
                    return found.orElseThrow();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new AssertionError("no test " + name);
    }
}
