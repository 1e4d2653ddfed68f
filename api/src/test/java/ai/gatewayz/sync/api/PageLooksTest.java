package ai.gatewayz.sync.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.page.PageFile;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
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

    private static void useKey(Page page) {
        page.getByLabel("Enter a key").fill(ApiFixture.ADMIN);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Use key"))
                .click();
        assertThat(page.locator("main .key")).hasCount(0);
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
                useKey(page);
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
    void theFirstViewIsSmall_soon_andDoesNotJump() {
        int packed = PageFile.all().values().stream()
                .mapToInt(file -> file.gzipped().length)
                .sum();
        assertThat(packed).isLessThan(MOST_FILE_BYTES_PACKED);
        Page page = BROWSER.open(API.uri("/"));
        assertThat(page.locator("tbody tr[aria-rowindex]").first()).isVisible();
        page.reload();
        assertThat(page.locator("tbody tr[aria-rowindex]").first()).isVisible();
        @SuppressWarnings("unchecked")
        Map<String, Number> seen = (Map<String, Number>) page.evaluate("""
                () => new Promise((resolve) => {
                  let shift = 0;
                  new PerformanceObserver((list) => list.getEntries().forEach((one) => shift += one.value))
                    .observe({type: 'layout-shift', buffered: true});
                  setTimeout(() => resolve({shift, bytes: performance.getEntriesByType('resource')
                    .reduce((sum, one) => sum + one.encodedBodySize, 0)}), 500);
                })
                """);
        assertThat(seen)
                .hasEntrySatisfying(
                        "shift", shift -> assertThat(shift.doubleValue()).isLessThan(0.01))
                .hasEntrySatisfying(
                        "bytes", bytes -> assertThat(bytes.intValue()).isLessThan(MOST_BYTES_PACKED));
    }
}
