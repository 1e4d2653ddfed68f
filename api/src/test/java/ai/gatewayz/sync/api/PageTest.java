package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.api.page.PageFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final int MOST_LINES = 250;
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    private static Answer page(String path) {
        return API.send(API.anonymous(path).header("Accept", BROWSER).GET());
    }

    @Test
    void browsersGetThePage_programsTheList() {
        Answer page = page("/?q=claude&unknown=1");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
                .endsWith("require-trusted-types-for 'script'; trusted-types 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<title>Catalog Sync</title>", "<noscript>")
                .doesNotContain("onclick", "style=");
        Answer list = API.send(API.anonymous("/").GET());
        assertThat(list.header("Content-Type")).isEqualTo("application/json");
        assertThat(list.json().get("paths")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/providers",
                "/ui/providers/groq",
                "/ui/model/openrouter/vendor/model-1",
                "/ui/changes?window=30d",
                "/ui/syncs",
                "/ui/syncs/provider-sync:groq",
                "/ui/decisions?show=pins"
            })
    void everyViewIsTheSameDocument(String path) {
        assertThat(page(path).body()).isEqualTo(page("/").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui", "/ui/", "/ui/nothing", "/ui/model/openrouter", "/ui/changes/x", "/ui/syncs/a/b"})
    void anotherAddressIsNotFound(String path) {
        assertThat(page(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "x.js", "view", "..%2fopenapi.yaml", "view/../main.js"})
    void nothingButThePagesOwnFilesIsServed(String name) {
        assertThat(API.sendRaw("GET", "/page/" + name).status()).isIn(400, 404);
    }

    @Test
    void aFileIsNotSentAgain_toWhoHasIt() {
        Answer script = API.send(API.anonymous("/page/view/models.js").GET());
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        Answer again = API.send(API.anonymous("/page/view/models.js")
                .header("If-None-Match", script.header("ETag"))
                .GET());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        Answer packed = API.send(API.anonymous("/page/uplot.js")
                .header("Accept-Encoding", "gzip")
                .GET());
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.bytes().length).isBetween(15_000, 30_000);
    }

    @Test
    void everyFileOfTheFolderIsServed_andImportsNothingElse() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(PageTest.class.getResource("/page")).toURI());
        Map<String, PageFile> served = PageFile.all();
        try (Stream<Path> files = Files.walk(folder)) {
            Set<String> names = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
            names.addAll(List.of("uplot.css", "uplot.js"));
            assertThat(served.keySet()).isEqualTo(names);
        }
        assertThat(served.values())
                .extracting(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .noneMatch(text -> text.contains("innerHTML") || text.matches("(?s).*from \"https?:.*"));
    }

    @Test
    void withoutScriptsThereAreLinks_thatAnswer() {
        String noScript = page("/").body().replaceAll("(?s).*<noscript>(.*)</noscript>.*", "$1");
        List<String> links = Pattern.compile("href=\"([^\"]+)\"")
                .matcher(noScript)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(noScript).contains("This page needs JavaScript.");
        assertThat(links)
                .hasSize(7)
                .allSatisfy(link -> assertThat(page(link).status()).as(link).isEqualTo(200));
    }

    @Test
    void noFileOfThePageIsLong() {
        Map<String, PageFile> own = new TreeMap<>(PageFile.all());
        own.keySet().removeIf(name -> name.startsWith("uplot"));
        assertThat(own).allSatisfy((name, file) -> assertThat(
                        new String(file.bytes(), StandardCharsets.UTF_8).lines().count())
                .as(name)
                .isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void theRoleOfAKeyIsTold_toItsOwnerOnly() {
        for (Map.Entry<String, String> key : Map.of(
                        ApiFixture.ADMIN, "admin", ApiFixture.OPERATOR, "operator", ApiFixture.VIEWER, "viewer")
                .entrySet()) {
            Answer answer = API.send(API.anonymous("/admin/key")
                    .header("Authorization", "Bearer " + key.getKey())
                    .GET());
            assertThat(answer.json().get("role").asText()).isEqualTo(key.getValue());
        }
        assertThat(API.send(API.anonymous("/admin/key").GET()).status()).isEqualTo(401);
    }
}
