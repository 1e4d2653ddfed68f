package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where each bad request of the list, A1 to A42, is tested. */
class RequestCasesTest {
    private static final Map<Integer, String> TESTS = tests();

    private static Map<Integer, String> tests() {
        Map<Integer, String> cases = new TreeMap<>();
        cases.put(1, "AccessTest.closedRoutes_answer401_withoutKey");
        cases.put(2, "AccessTest.wrongKeys_answer401");
        cases.put(3, "AccessTest.wrongKeys_answer401");
        cases.put(4, "HostileClientTest.a4a9_decoratedKeys_areRefused_unlessHttpTakesTheDecorationAway");
        cases.put(5, "HostileClientTest.a5_revokedKey_isRefusedAfterTheNextStart");
        cases.put(6, "AccessTest.keyInQuery_isNoKey");
        cases.put(7, "AccessTest.twoKeys_answer401");
        cases.put(8, "BadInputTest.longBearer_isRefused");
        cases.put(9, "HostileClientTest.a4a9_decoratedKeys_areRefused_unlessHttpTakesTheDecorationAway");
        cases.put(10, "AccessTest.roles_coverTheirRoutes");
        cases.put(11, "BadInputTest.provider_answers4xx_forBadSlug");
        cases.put(12, "RequestEdgesTest.a12_slugsThatAreNone_areNotFound");
        cases.put(13, "BadInputTest.provider_answers4xx_forBadSlug");
        cases.put(14, "BadInputTest.sync_answers400_forBadQuery");
        cases.put(15, "ModelSyncTest.all_startsNothing_whenProviderIsUnknown");
        cases.put(16, "RequestEdgesTest.a16_limitsOutsideTheirRange_areRefusedOnEveryRoute");
        cases.put(17, "JobListTest.badParameters_areRefused");
        cases.put(18, "HostileClientTest.a18_longAndForeignJobIds_areNotFound");
        cases.put(19, "RequestEdgesTest.a19_documentsThatAreNoObject_areRefused_whereOneIsNeeded");
        IntStream.rangeClosed(20, 23).forEach(n -> cases.put(n, "BadInputTest.sync_refusesBodies"));
        cases.put(24, "FrontEndInputTest.sync_answers400_forABodyThatIsWrong");
        cases.put(25, "RequestEdgesTest.a25_nesting_isRefused");
        cases.put(26, "BadInputTest.sync_refusesLargeBodies");
        cases.put(27, "BadInputTest.sync_refusesLargeChunkedBodies");
        cases.put(28, "BadInputTest.sync_refusesEncodedBodies");
        cases.put(29, "BadInputTest.sync_refusesBodies");
        cases.put(30, "BadInputTest.models_answer406InJson_forXml");
        cases.put(31, "HostileClientTest.a31a32_strangeNumbersAndTexts_areRefusedAtOnce");
        cases.put(32, "HostileClientTest.a31a32_strangeNumbersAndTexts_areRefusedAtOnce");
        cases.put(33, "RequestEdgesTest.a33_methodsThatARouteLacks_areNotAllowed");
        cases.put(34, "BadInputTest.longHeaders_answer431");
        cases.put(35, "RequestEdgesTest.a35_sloppyFraming_isRefusedAndClosed");
        cases.put(36, "HostileClientTest.a36_bodyByteByByte_isSentAwayInTime");
        cases.put(37, "HostileClientTest.a37_manySlowClients_keepNobodyOut");
        cases.put(38, "RequestEdgesTest.a38_keysThatAreNoText_areRefused");
        cases.put(39, "HostileClientTest.a39_forwardedAddress_isNotBelieved");
        cases.put(40, "HostileClientTest.a40_hostHeader_appearsInNoAnswer");
        cases.put(41, "AccessTest.preflight_grantsNothing");
        cases.put(42, "HostileClientTest.a42_lineBreaks_makeNoLogLines");
        return cases;
    }

    @Test
    void everyCase_hasATest() {
        assertThat(TESTS.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 42).boxed().toList());
    }

    @Test
    void testsNamedHere_exist() throws IOException {
        for (String test : TESTS.values()) {
            String[] parts = test.split("\\.", 2);
            assertThat(Files.readString(Path.of("src/test/java/ai/gatewayz/sync/api", parts[0] + ".java")))
                    .as(test)
                    .contains("void " + parts[1] + "(");
        }
    }
}
