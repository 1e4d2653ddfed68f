package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import org.junit.jupiter.api.Test;

class CapabilityObjectModelsTest {
    @Test
    void map_numbersWithoutUnit_stayText() {
        CatalogModel model = MapperRun.model(
                new CapabilityObjectModels(),
                "{\"id\":\"x\",\"pricing\":{\"prompt\":0.0000031,\"completion\":\"4.20\"}}");

        assertThat(model.pricing().basis()).isEqualTo("unit_unknown");
        assertThat(model.pricing().components()).isEmpty();
        assertThat(model.metadata())
                .containsEntry("pricing.prompt", "0.0000031")
                .containsEntry("pricing.completion", "4.20");
    }

    @Test
    void map_capabilities() {
        CatalogModel model = MapperRun.model(new CapabilityObjectModels(), """
                {"id":"x","type":"chat","capabilities":{"context_length":262144,"tools":false,"function_calling":true,
                 "json_mode":true,"structured_outputs":false,"reasoning":true,"embedding":{"dimensions":1024}}}""");

        assertThat(model.contextLength()).isEqualTo(262_144);
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, null, true, true, false));
        assertThat(model.metadata())
                .containsEntry("embedding_dimensions", "1024")
                .containsEntry("type", "chat");
        assertThat(model.pricing().basis()).isEqualTo("absent");
    }

    @Test
    void map_contextAtTheTop_goesFirst() {
        assertThat(MapperRun.model(
                                new CapabilityObjectModels(),
                                "{\"id\":\"x\",\"context_length\":5,\"capabilities\":{\"context_length\":6}}")
                        .contextLength())
                .isEqualTo(5);
    }
}
