package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final String LIST = "https://api.example.com/v1/models";

    private static String next(Paging paging, String uri, Map<String, String> fields, long records) {
        return paging.next(new Paging.Page(URI.create(uri), fields, records, null))
                .map(URI::toString)
                .orElse("last");
    }

    private static String nextLink(String link) {
        return Paging.linkHeader()
                .next(new Paging.Page(URI.create(LIST + "?limit=2"), Map.of(), 2, link))
                .map(URI::toString)
                .orElse("last");
    }

    @Test
    void none_isOnePage() {
        assertThat(next(Paging.none(), LIST, Map.of("next", "x", "has_more", "true"), 1000))
                .isEqualTo("last");
    }

    @Test
    void token_becomesAParameter_besideTheOthers() {
        Paging paging = Paging.token("nextPageToken", "pageToken");

        assertThat(next(paging, LIST + "?pageSize=100&view=FULL", Map.of("nextPageToken", "a+b/c=="), 1))
                .isEqualTo(LIST + "?pageSize=100&view=FULL&pageToken=a%2Bb%2Fc%3D%3D");
    }

    @Test
    void token_replacesTheOneBefore() {
        Paging paging = Paging.token("nextPageToken", "pageToken");

        assertThat(next(paging, LIST + "?pageToken=one&pageSize=5", Map.of("nextPageToken", "two"), 1))
                .isEqualTo(LIST + "?pageSize=5&pageToken=two");
    }

    @Test
    void token_withoutAnyQuery() {
        assertThat(next(Paging.token("next", "cursor"), LIST, Map.of("next", "n 1"), 1))
                .isEqualTo(LIST + "?cursor=n+1");
    }

    @Test
    void token_absentOrEmpty_isTheLastPage() {
        Paging paging = Paging.token("nextPageToken", "pageToken");

        assertThat(next(paging, LIST, Map.of(), 100)).isEqualTo("last");
        assertThat(next(paging, LIST, Map.of("nextPageToken", ""), 100)).isEqualTo("last");
    }

    @Test
    void tokenWhile_followsTheFlag() {
        Paging paging = Paging.tokenWhile("has_more", "last_id", "after_id");

        assertThat(next(paging, LIST + "?limit=1000", Map.of("has_more", "true", "last_id", "m-9"), 9))
                .isEqualTo(LIST + "?limit=1000&after_id=m-9");
        assertThat(next(paging, LIST + "?limit=1000", Map.of("has_more", "false", "last_id", "m-9"), 9))
                .isEqualTo("last");
        assertThat(next(paging, LIST, Map.of("last_id", "m-9"), 9)).isEqualTo("last");
        assertThat(next(paging, LIST, Map.of("has_more", "true"), 9)).isEqualTo("last");
    }

    @Test
    void offset_stopsAtTheTotal() {
        Paging paging = Paging.offset("total", 100);

        assertThat(next(paging, LIST + "?limit=100&offset=0", Map.of("total", "201"), 100))
                .isEqualTo(LIST + "?limit=100&offset=100");
        assertThat(next(paging, LIST + "?limit=100&offset=100", Map.of("total", "201"), 100))
                .isEqualTo(LIST + "?limit=100&offset=200");
        assertThat(next(paging, LIST + "?limit=100&offset=200", Map.of("total", "201"), 1))
                .isEqualTo("last");
        assertThat(next(paging, LIST + "?limit=100&offset=100", Map.of("total", "200"), 100))
                .isEqualTo("last");
    }

    @Test
    void offset_startsAtZero_whenTheListDoesNotSay() {
        assertThat(next(Paging.offset("total", 50), LIST + "?limit=50", Map.of("total", "51"), 50))
                .isEqualTo(LIST + "?limit=50&offset=50");
    }

    @Test
    void offset_followsAServerThatGivesLess() {
        assertThat(next(Paging.offset("total", 100), LIST + "?limit=100&offset=20", Map.of("total", "90"), 20))
                .isEqualTo(LIST + "?limit=100&offset=40");
    }

    @Test
    void offset_neverStepsOverRecords_whenAnotherArrayIsLonger() {
        assertThat(next(Paging.offset("total", 100), LIST + "?offset=0", Map.of("total", "500"), 450))
                .isEqualTo(LIST + "?offset=100");
    }

    @Test
    void offset_emptyPage_isTheLast_whateverTheTotal() {
        assertThat(next(Paging.offset("total", 100), LIST + "?offset=100", Map.of("total", "1000"), 0))
                .isEqualTo("last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "-5", "1e3", "99999999999999999999", "12.5", "0x10"})
    void offset_unreadableTotal_goesByTheLengthOfThePage(String total) {
        Paging paging = Paging.offset("total", 100);

        assertThat(next(paging, LIST + "?offset=0", Map.of("total", total), 100))
                .isEqualTo(LIST + "?offset=100");
        assertThat(next(paging, LIST + "?offset=100", Map.of("total", total), 99))
                .isEqualTo("last");
    }

    @Test
    void offset_totalWrittenAsAFraction_isRead() {
        assertThat(next(Paging.offset("total", 100), LIST + "?offset=0", Map.of("total", "100.0"), 100))
                .isEqualTo("last");
    }

    @Test
    void pageNumber_stopsAtThePageCount() {
        Paging paging = Paging.pageNumber("result_info.total_pages", 100);

        assertThat(next(paging, LIST + "?per_page=100&page=1", Map.of("result_info.total_pages", "3"), 40))
                .isEqualTo(LIST + "?per_page=100&page=2");
        assertThat(next(paging, LIST + "?per_page=100&page=2", Map.of("result_info.total_pages", "3"), 100))
                .isEqualTo(LIST + "?per_page=100&page=3");
        assertThat(next(paging, LIST + "?per_page=100&page=3", Map.of("result_info.total_pages", "3"), 100))
                .isEqualTo("last");
        assertThat(next(paging, LIST + "?page=1", Map.of("result_info.total_pages", "0"), 100))
                .isEqualTo("last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "-1", "99999999999999999999"})
    void pageNumber_unreadableCount_goesByTheLengthOfThePage(String pages) {
        Paging paging = Paging.pageNumber("pages", 100);

        assertThat(next(paging, LIST, Map.of("pages", pages), 100)).isEqualTo(LIST + "?page=2");
        assertThat(next(paging, LIST + "?page=2", Map.of("pages", pages), 99)).isEqualTo("last");
    }

    @Test
    void pageNumber_withoutACount_goesByTheLengthOfThePage() {
        Paging paging = Paging.pageNumber("pages", 100);

        assertThat(next(paging, LIST + "?page=7", Map.of(), 100)).isEqualTo(LIST + "?page=8");
        assertThat(next(paging, LIST + "?page=8", Map.of(), 0)).isEqualTo("last");
    }

    @Test
    void pageNumber_unreadableNumberInTheAddress_countsFromTheStart() {
        assertThat(next(Paging.pageNumber("pages", 100), LIST + "?page=x", Map.of("pages", "9"), 1))
                .isEqualTo(LIST + "?page=2");
    }

    @Test
    void nextUrl_absoluteAndRelative() {
        Paging paging = Paging.nextUrl("links.next");

        assertThat(next(paging, LIST, Map.of("links.next", "https://api.example.com/v2/models?c=1"), 1))
                .isEqualTo("https://api.example.com/v2/models?c=1");
        assertThat(next(paging, LIST + "?a=1", Map.of("links.next", "?cursor=2"), 1))
                .isEqualTo(LIST + "?cursor=2");
        assertThat(next(paging, LIST, Map.of("links.next", "/v1/models?cursor=3"), 1))
                .isEqualTo(LIST + "?cursor=3");
        assertThat(next(paging, LIST, Map.of("links.next", ""), 1)).isEqualTo("last");
        assertThat(next(paging, LIST, Map.of(), 1)).isEqualTo("last");
    }

    @Test
    void nextUrl_thatIsNone_isNotTakenForTheEnd() {
        assertThatThrownBy(() -> next(Paging.nextUrl("next"), LIST, Map.of("next", "ht tp://x"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linkHeader_findsTheNextAmongOthers() {
        assertThat(nextLink("<https://api.example.com/v1/models?cursor=p>; rel=\"prev\", "
                        + "<https://api.example.com/v1/models?cursor=n>; rel=\"next\""))
                .isEqualTo(LIST + "?cursor=n");
        assertThat(nextLink("<?cursor=q>; rel=next")).isEqualTo(LIST + "?cursor=q");
        assertThat(nextLink("</v1/models?cursor=r>;rel=next")).isEqualTo(LIST + "?cursor=r");
        assertThat(nextLink("<" + LIST + "?cursor=t>; title=\"more\"; rel=\"next\""))
                .isEqualTo(LIST + "?cursor=t");
    }

    @Test
    void linkHeader_withoutNext_isTheLastPage() {
        assertThat(nextLink("<" + LIST + "?cursor=p>; rel=\"prev\"")).isEqualTo("last");
        assertThat(nextLink("")).isEqualTo("last");
        assertThat(next(Paging.linkHeader(), LIST, Map.of(), 1)).isEqualTo("last");
    }

    @Test
    void lookup_followsEachPage_inPartsOfItsIds() {
        Paging paging = Paging.withLookup(Paging.tokenWhile("more", "next", "cursor"), "id", "/prices", 2);
        Map<String, String> fields = Map.of("more", "true", "next", "t2");
        Paging.Page list =
                new Paging.Page(URI.create(LIST + "?limit=3"), fields, 3, null, List.of("acme/a", "b", "c"), null);
        Paging.Page first =
                new Paging.Page(URI.create(LIST + "/prices?id=acme%2Fa%2Cb"), Map.of(), 2, null).after(list);
        Paging.Page second = new Paging.Page(URI.create(LIST + "/prices?id=c"), Map.of(), 1, null).after(first);
        Paging.Page last = new Paging.Page(
                URI.create(LIST + "?limit=3&cursor=t2"), Map.of("more", "false"), 1, null, List.of("d"), second);
        Paging.Page end = new Paging.Page(URI.create(LIST + "/prices?id=d"), Map.of(), 0, null).after(last);

        assertThat(paging.idField()).isEqualTo("id");
        assertThat(paging.next(list)).hasValue(URI.create(LIST + "/prices?id=acme%2Fa%2Cb"));
        assertThat(paging.next(first)).hasValue(URI.create(LIST + "/prices?id=c"));
        assertThat(paging.next(second)).hasValue(URI.create(LIST + "?limit=3&cursor=t2"));
        assertThat(paging.next(last)).hasValue(URI.create(LIST + "/prices?id=d"));
        assertThat(paging.next(end)).isEmpty();
    }

    @Test
    void lookup_isLeftOut_afterAPageWithoutIds() {
        Paging paging = Paging.withLookup(Paging.token("next", "cursor"), "id", "/prices", 2);

        assertThat(next(paging, LIST, Map.of("next", "t2"), 0)).isEqualTo(LIST + "?cursor=t2");
    }

    @Test
    void inTurn_asksEachPathOnce_andTheLastAsItContinues() {
        Paging paging = Paging.inTurn(Paging.token("next_cursor", "after"), "/v1/models", "/v2/list?limit=2");
        String second = "https://api.example.com/v2/list?limit=2";

        assertThat(next(paging, LIST, Map.of(), 5)).isEqualTo(second);
        assertThat(next(paging, LIST + "?a=b", Map.of("next_cursor", "x"), 0)).isEqualTo(second);
        assertThat(next(paging, second, Map.of("next_cursor", "x"), 2)).isEqualTo(second + "&after=x");
        assertThat(next(paging, second + "&after=x", Map.of(), 2)).isEqualTo("last");
    }

    @Test
    void pageNumberOfItsOwnName_endsWithTheTotalOrAShortPage() {
        Paging paging = Paging.pageNumber("page_no", "output.total", 100);
        String first = LIST + "?page_no=1&page_size=100";

        assertThat(next(paging, first, Map.of("output.total", "101"), 100))
                .isEqualTo(LIST + "?page_size=100&page_no=2");
        assertThat(next(paging, first, Map.of("output.total", "100"), 100)).isEqualTo("last");
        assertThat(next(paging, first, Map.of("output.total", "300"), 0)).isEqualTo("last");
        assertThat(next(paging, first, Map.of(), 100)).isEqualTo(LIST + "?page_size=100&page_no=2");
        assertThat(next(paging, first, Map.of(), 99)).isEqualTo("last");
    }
}
