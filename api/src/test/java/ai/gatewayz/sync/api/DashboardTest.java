package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @TempDir
    Path profile;

    @Test
    void browsersGetThePage_programsTheList() {
        Answer page = api.send(api.anonymous("/")
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .GET());
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("<title>Gatewayz Catalog Sync</title>").doesNotContain("onclick", "style=");
        Answer list = api.send(api.anonymous("/").GET());
        assertThat(list.header("Content-Type")).isEqualTo("application/json");
        assertThat(list.json().get("paths")).hasSize(17);
    }

    @Test
    void onlyThePagesOwnFilesAreServed() {
        Answer script = api.send(api.anonymous("/dashboard/dashboard.js").GET());
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(api.send(api.anonymous("/dashboard/dashboard.css").GET()).header("Content-Type"))
                .isEqualTo("text/css;charset=utf-8");
        for (String other : List.of("index.html", "x.js", "..%2fopenapi.yaml")) {
            assertThat(api.send(api.anonymous("/dashboard/" + other).GET()).status())
                    .as(other)
                    .isIn(400, 404);
        }
    }

    @Test
    void aBrowserShowsCatalogProvidersAndChanges_andForeignTextStaysText() throws Exception {
        Optional<String> browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH: the page is not shown to a browser");
        api.sql("UPDATE providers SET note = NULL, name = '<img src=x onerror=alert(1)>' WHERE slug = 'deepinfra'");
        api.sql("""
                INSERT INTO change_events (type, provider_slug, provider_model_id, generation, job_id, before, after)
                VALUES ('price.changed', 'groq', '<b>bold</b>', 1, 'job', '{"pricing_state": "priced",
                        "prompt": "0.00000015", "completion": "0.0000000333"}',
                        '{"pricing_state": "unknown"}')
                """);
        String page = show(browser.orElseThrow());

        assertThat(page).contains("● healthy · database up").doesNotContain("role=\"alert\">");
        assertThat(page).contains("<b>0</b><span>active models</span>");
        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img");
        assertThat(page).contains("&lt;b&gt;bold&lt;/b&gt;").doesNotContain("<b>bold</b>");
        assertThat(page).contains("$0.15 in, $0.0333 out per 1M");
    }

    private String show(String browser) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        browser,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=4000",
                        "--dump-dom",
                        api.uri("/").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String page = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return page;
    }

    private static Optional<String> browser() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                .filter(file -> file.toFile().canExecute())
                .map(Path::toString)
                .findFirst();
    }
}
