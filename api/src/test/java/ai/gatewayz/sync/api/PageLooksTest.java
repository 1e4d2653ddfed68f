package ai.gatewayz.sync.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.page.PageFile;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view for everybody: axe, narrow and wide, light and dark; and what the page weighs. */
@Timeout(120)
class PageLooksTest {
    private static final int[] WIDTHS = {320, 390, 760, 1440};
    private static final int MOST_BYTES_PACKED = 200_000;

    /** Of the document and the files that the first view, all models, loads. */
    private static final int MOST_FILE_BYTES = 200_000;

    /** Of the files of every view together; a first view loads some of them. */
    private static final int MOST_FILE_BYTES_PACKED = 110_000;

    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeAll
    static void rows() {
        API.sql(CatalogRows.models("openrouter", 200) + CatalogRows.ODD + CatalogRows.RUNS
                + "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;"
                + CatalogRows.hold("openrouter", "1", "0.00015") + CatalogRows.hold("openrouter", "2", "0.00015")
                + "UPDATE catalog_generation SET generation = generation + 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui/model/deepinfra/a/b/c", "/ui/providers", "/ui/providers/groq", "/ui/changes"})
    void aViewForReaders(String path) {
        check(path, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/syncs", "/ui/syncs/catalog-sync-manual-a", "/ui/decisions"})
    void aViewForOperators(String path) {
        check(path, true);
    }

    private static void check(String path, boolean needsKey) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = BROWSER.open(API.uri(path), 1440, 900, scheme);
            if (needsKey) {
                page.getByLabel("Enter a key").fill(ApiFixture.ADMIN);
                Browser.button(page, "Use key").click();
                assertThat(page.locator("main .key")).hasCount(0);
            }
            assertThat(page.locator("h1")).isAttached();
            page.waitForLoadState();
            for (int width : WIDTHS) {
                page.setViewportSize(width, 800);
                assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                        .as("%s at %d px", path, width)
                        .isNotPositive();
            }
            page.setViewportSize(scheme == ColorScheme.LIGHT ? 1440 : 390, 900);
            assertThat(Browser.complaints(page)).as(path).isEmpty();
        }
    }

    @Test
    void theFirstViewIsSmall_andDoesNotJump() {
        int packed = PageFile.all().values().stream()
                .mapToInt(file -> file.gzipped().length)
                .sum();
        assertThat(packed).isLessThan(MOST_FILE_BYTES_PACKED);
        Page page = BROWSER.open(API.uri("/"));
        assertThat(page.locator("tbody tr[aria-rowindex]").first()).isVisible();
        @SuppressWarnings("unchecked")
        Map<String, Number> seen = (Map<String, Number>) page.evaluate("""
                () => new Promise((resolve) => {
                  let shift = 0;
                  new PerformanceObserver((list) => list.getEntries().forEach((one) => shift += one.value))
                    .observe({type: 'layout-shift', buffered: true});
                  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
                  const files = all.filter((one) => one.entryType === 'navigation' || new URL(one.name).pathname.startsWith('/page/'));
                  const charts = files.filter((one) => one.name.includes('uplot') || one.name.includes('chart')).length;
                  setTimeout(() => resolve({shift, charts, files: files.reduce((sum, one) => sum + one.decodedBodySize, 0),
                    bytes: all.reduce((sum, one) => sum + one.encodedBodySize, 0)}), 500);
                })
                """);
        assertThat(number(seen, "shift").doubleValue()).isLessThan(0.01);
        assertThat(number(seen, "bytes").intValue()).as("packed, with data").isLessThan(MOST_BYTES_PACKED);
        assertThat(number(seen, "files").intValue())
                .as("files of the first view, as they are")
                .isBetween(50_000, MOST_FILE_BYTES);
        assertThat(number(seen, "charts").intValue())
                .as("charts and their library")
                .isZero();
    }

    private static Number number(Map<String, Number> seen, String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }
}
