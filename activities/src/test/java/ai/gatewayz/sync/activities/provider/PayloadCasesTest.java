package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where each payload case is tested: in {@link HostilePayloadsTest} under its number, or in the test named here. */
class PayloadCasesTest {
    /** Class and method, by number. */
    private static final Map<Integer, String> ELSEWHERE = elsewhere();

    private static Map<Integer, String> elsewhere() {
        Map<Integer, String> cases = new TreeMap<>();
        cases.put(4, "MalformedBodiesTest.emptyArray_isZeroRecords");
        cases.put(7, "MalformedBodiesTest.otherEnvelopes_areRefused");
        cases.put(9, "MalformedBodiesTest.textAfterTheEnd_isRefused");
        cases.put(10, "ProviderContractTest.byteOrderMark_isNoContent");
        cases.put(11, "MalformedBodiesTest.otherEncodings_areRefused");
        cases.put(13, "HostileServerTest.lyingOrDoubleGzip_isBadPayload");
        cases.put(14, "HostileServerTest.bomb_isEnded_byItsRatio");
        cases.put(16, "HostileServerTest.endlessChunks_areEnded");
        cases.put(17, "HostileServerTest.text_isEnded_atItsLimit");
        cases.put(18, "PagedFetchTest.envelopeOfManyFields_isBadPayload");
        cases.put(19, "RecordReaderTest.duplicateKeys_makeARecordUnusable");
        cases.put(20, "HostileServerTest.shortLength_isBadPayload");
        cases.put(21, "PagedFetchTest.sameCursor_isRefused");
        cases.put(22, "ProviderHttpClientTest.fetch_followsNoRedirect_andLeaksNoKey");
        cases.put(23, "ProviderHttpClientTest.fetch_namesStatus");
        cases.put(24, "ProviderHttpClientTest.fetch_ignoresRetryAfter_onSuccess");
        cases.put(29, "CatalogStoreTest.apply_takesTheFirstOfTwoRecordsWithTheSameId");
        cases.put(30, "CatalogStoreTest.apply_keepsTwoProvidersOfferingsOfOneIdApart");
        cases.put(31, "DelistingTest.countsNothing_whenLessThanHalfIsLeft");
        cases.put(32, "ProviderContractTest.ids_areVerbatim");
        cases.put(33, "DelistingTest.countsNothing_whenLessThanHalfIsLeft");
        cases.put(35, "ModelDraftTest.texts_areCleanedAndCut");
        cases.put(37, "JsonRecordTest.count_isAWholeNumberOfAtLeastOne");
        cases.put(39, "JsonRecordTest.instant_isSecondsMillisecondsOrIso");
        cases.put(41, "ProviderContractTest.unknownFields_changeNothing");
        cases.put(42, "RecordReaderTest.recordOver256KiB_isSkippedAndTheNextOneRead");
        cases.put(43, "FreeTextTest.modalities_areSortedLowerCaseWords");
        cases.put(45, "QuotedAmountTest.decimals_areReadExactly");
        cases.put(48, "QuotedAmountTest.decimals_areReadExactly");
        cases.put(56, "PricingBuilderTest.tooSmall_isRefusedAndTheRestKept");
        cases.put(57, "PriceUnitTest.toUsd_isExact");
        cases.put(59, "PerplexityTest");
        cases.put(60, "PriceUnitTest.name_saysTheScale");
        cases.put(61, "DocumentedExamplesTest.near_otherCurrencyAndScale_areRefused");
        cases.put(62, "ProviderContractTest.prices_areExact");
        cases.put(64, "PricingBuilderTest.amounts_arePriced");
        cases.put(69, "ProviderContractTest.prices_areExact");
        cases.put(70, "DocumentedExamplesTest.freePrices_sayHow");
        return cases;
    }

    /** Judged against earlier lists and other providers, not within one body: tests of the price guards. */
    private static final int[] GUARDS = {65, 66};

    @Test
    void everyCase_hasATest() throws IOException {
        String here = Files.readString(source("HostilePayloadsTest"), StandardCharsets.UTF_8);
        assertThat(IntStream.rangeClosed(1, 70)
                        .filter(n -> IntStream.of(GUARDS).noneMatch(guard -> guard == n))
                        .filter(n -> !ELSEWHERE.containsKey(n))
                        .filter(n -> !here.matches("(?s).*\\b[pP]" + n + "(\\b|P|_).*")))
                .as("cases without a test")
                .isEmpty();
    }

    @Test
    void testsNamedHere_exist() throws IOException {
        for (String test : ELSEWHERE.values()) {
            String[] parts = test.split("\\.", 2);
            String text = Files.readString(source(parts[0]), StandardCharsets.UTF_8);
            if (parts.length == 2) {
                assertThat(text).as(test).contains("void " + parts[1] + "(");
            }
        }
    }

    private static Path source(String name) {
        try (Stream<Path> files = Stream.of(Path.of("src/test/java"), Path.of("../catalog/src/test/java"))
                .flatMap(PayloadCasesTest::walk)) {
            return files.filter(f -> f.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + name));
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
