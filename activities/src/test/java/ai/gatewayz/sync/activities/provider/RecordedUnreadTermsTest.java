package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.activities.audit.Dispositions;
import ai.gatewayz.sync.activities.audit.RecordedCatalog;
import ai.gatewayz.sync.activities.audit.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not read of lists that providers really sent is written down, with the reason. */
class RecordedUnreadTermsTest {
    @Test
    void everyUnreadField_ofARecording_isDocumentedWithItsReason() throws IOException {
        String folder = System.getenv().getOrDefault("RECORDED_PAYLOADS", "recorded-payloads");
        assumeTrue(Files.isDirectory(Path.of(folder, "feeds")), "no recordings; set RECORDED_PAYLOADS");
        Scorecard card = new Scorecard(Dispositions.known());
        new RecordedCatalog(Path.of(folder), Providers.all()).fill(card);
        List<String> rows = card.unread().stream()
                .map(u -> "| " + u.provider() + " | " + u.path() + " | " + u.models() + " | " + u.reason() + " |")
                .toList();
        rows.forEach(System.out::println);

        assertThat(card.unread()).noneMatch(field -> field.reason().equals(Dispositions.OPEN));
        assertThat(Files.readAllLines(Path.of("../docs/price-terms.md"))).containsAll(rows);
    }
}
