package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.Modalities;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnthropicTest {
    @Test
    void map_readsTheCapabilityTree() {
        CatalogModel model = MapperRun.model(new Anthropic(), """
                {"type":"model","id":"claude-x","display_name":"Claude X","created_at":"2026-09-03T01:02:03Z",
                 "max_input_tokens":750000,"max_tokens":96000,"capabilities":{
                   "image_input":{"supported":true},"pdf_input":{"supported":false},"batch":{"supported":true},
                   "structured_outputs":{"supported":false},
                   "thinking":{"supported":true,"types":{"enabled":{"supported":false}}}}}""");

        assertThat(model.name()).isEqualTo("Claude X");
        assertThat(model.contextLength()).isEqualTo(750_000);
        assertThat(model.maxOutputTokens()).isEqualTo(96_000);
        assertThat(model.createdAt()).isEqualTo(Instant.parse("2026-09-03T01:02:03Z"));
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, null, true, null, true, false));
        assertThat(model.modalities()).isEqualTo(new Modalities(List.of("text", "image"), List.of("text")));
        assertThat(model.metadata()).containsEntry("abilities", "batch, image_input, thinking");
        assertThat(model.pricing().basis()).isEqualTo("absent");
    }

    @Test
    void map_olderRow_declaresNothing() {
        CatalogModel model =
                MapperRun.model(new Anthropic(), "{\"id\":\"claude-2\",\"created_at\":\"1970-01-01T00:00:00Z\"}");

        assertThat(model.name()).isEqualTo("claude-2");
        assertThat(model.createdAt()).isNull();
        assertThat(model.capabilities()).isEqualTo(Capabilities.UNDECLARED);
        assertThat(model.modalities()).isEqualTo(Modalities.UNDECLARED);
    }
}
