package ai.gatewayz.sync.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A headless Chromium, one for all test classes, as a static field; without one on the machine they are skipped and say so.
 * A script's error in a page fails the test that opened it.
 */
@SuppressWarnings("NullAway.Init") // set before the tests
final class Browser implements BeforeAllCallback, AfterEachCallback {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_MILLIS = 25_000;

    private final List<String> errors = new ArrayList<>();
    private com.microsoft.playwright.Browser chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "no Chromium on the PATH: the page is not shown to a browser");
        chromium = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Browser.class))
                .getOrComputeIfAbsent("running", unused -> new Running(program.orElseThrow()), Running.class)
                .chromium;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        chromium.contexts().forEach(BrowserContext::close);
        List<String> found = List.copyOf(errors);
        errors.clear();
        if (!found.isEmpty()) {
            throw new AssertionError("errors in the page: " + found);
        }
    }

    /** It starts with the first class that shows the page, and ends after the last. */
    private static final class Running implements ExtensionContext.Store.CloseableResource {
        private final Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private final com.microsoft.playwright.Browser chromium;

        Running(Path program) {
            chromium = playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(file -> file.toFile().canExecute())
                .findFirst();
    }

    /** A tab of its own, without a key, of a desktop's size. */
    Page open(java.net.URI address) {
        return open(address, 1440, 900, ColorScheme.LIGHT);
    }

    /** A tab of a size and colour scheme. */
    Page open(java.net.URI address, int width, int height, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.navigate(address.toString());
        return page;
    }

    /** A tab in which no script runs. */
    Page openWithoutScripts(java.net.URI address) {
        Page page = chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false))
                .newPage();
        page.navigate(address.toString());
        return page;
    }

    /** A tab of a desktop's size with a key. */
    Page open(java.net.URI address, String key) {
        Page page = open(address);
        page.getByLabel("Enter a key").fill(key);
        button(page, "Use key").click();
        return page;
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** What axe finds that is serious or critical. */
    static List<String> complaints(Page page) {
        // In the page itself, which has no frames: otherwise each look loads axe into an empty page, too.
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Browser::words)
                        .toList();
    }

    private static String words(Rule rule) {
        return rule.getId() + " " + rule.getNodes().get(0).getTarget() + " "
                + rule.getNodes().get(0).getFailureSummary();
    }
}
